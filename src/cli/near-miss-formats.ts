import { oneLine, printableJson } from '../alerts/printable.ts';
import { type Output, write } from './command.ts';
import { counted } from './counted.ts';
import type { Format } from './formats.ts';
import type { NearMisses } from './near-misses.ts';

/** Prints, after the alerts, what rules nearly matched: of each rule the first groups. */
export const printNearMisses = async (
  misses: readonly NearMisses[],
  format: Format,
  maxGroups: number,
  stdout: Output,
): Promise<void> => {
  for (const ofRule of misses) await write(stdout, formatters[format](ofRule, maxGroups));
};

type Formatter = (misses: NearMisses, maxGroups: number) => string;

const asText: Formatter = ({ rule, records, groups }, maxGroups) => {
  const lines: string[] = [`Nearly ${rule.name}: ${counted(records, 'record')} lacked one condition of it`];
  let before: string | undefined;
  for (const { condition, reason, records: alike, event } of groups.slice(0, maxGroups)) {
    if (condition !== before) lines.push(`  ${condition}`);
    before = condition;
    const others = alike === 1 ? '' : ` and ${counted(alike - 1, 'other')}`;
    lines.push(`    ${reason}: event ${event.id ?? '(without ID)'}${others}`);
  }
  if (groups.length > maxGroups) lines.push(`  and ${counted(groups.length - maxGroups, 'more reason')}`);
  return [...lines.map((line) => printableJson(line.replaceAll('\n', '\\n'))), '\n'].join('\n');
};

const asJsonLines: Formatter = ({ rule, groups }, maxGroups) =>
  groups
    .slice(0, maxGroups)
    .map(({ condition, reason, records, event }) => {
      const line = {
        rule: rule.name,
        ruleId: rule.ownId,
        nearMiss: { condition, reason, records },
        eventID: event.id,
        event: event.what,
        eventTime: event.when,
      };
      return `${printableJson(JSON.stringify(line))}\n`;
    })
    .join('');

const asCount: Formatter = ({ rule, records }) =>
  `${String(records).padStart(8)}  nearly ${oneLine(rule.name)}\n`;

const formatters: Readonly<Record<Format, Formatter>> = { text: asText, jsonl: asJsonLines, count: asCount };
