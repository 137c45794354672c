import { type Entry, entriesOf, type NotificationDocument } from './document.ts';

/** One line for each entry: kept, removed (-) or added (+). */
export const differenceBetween = (before: NotificationDocument, after: NotificationDocument): string => {
  const [old, now] = [linesOf(before), linesOf(after)];
  const lines = [
    ...old.filter((line) => now.includes(line)).map((line) => `  ${line}`),
    ...old.filter((line) => !now.includes(line)).map((line) => `- ${line}`),
    ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`),
  ];
  return lines.map((line) => `${line}\n`).join('');
};

const linesOf = (document: NotificationDocument): readonly string[] => [
  ...entriesOf(document).map((entry) => `${entry.Events.join(', ')}${filtersOf(entry)} to ${entry.arn}`),
  ...(document.EventBridgeConfiguration === undefined ? [] : ['every event to EventBridge']),
];

const filtersOf = ({ Filter }: Entry): string =>
  (Filter?.Key?.FilterRules ?? []).map(({ Name, Value }) => ` ${Name.toLowerCase()} ${Value}`).join('');
