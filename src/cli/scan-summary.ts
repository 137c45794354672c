import { eventName } from '../alerts/facts.ts';
import { oneLine } from '../alerts/printable.ts';
import { quoted } from '../redact.ts';
import { failuresOf, type Report, totalsOf } from '../report/report.ts';

/** How many log files could be read, at least in part. */
export const readIn = ({ logFiles }: Report): number =>
  logFiles.filter(
    ({ records, problems, skipped }) => records > 0 || (problems.length === 0 && skipped.length === 0),
  ).length;

/** What a scan came to, for people: what went wrong, what was left out, and how much was inspected. */
export const summaryOf = (report: Report): string => {
  const { logFiles, records, matches } = totalsOf(report);
  const read = readIn(report);
  const readOf = read === logFiles ? '' : `${read} of `;
  return [
    ...failuresOf(report).map((failure) => `error: ${failure}`),
    ...ruleFailuresIn(report),
    ...leftOutOf(report),
    ...(read === 0 ? ['error: no log file was read'] : []),
    `Inspected ${readOf}${counted(logFiles, 'log file')}: ${counted(records, 'record')}, ${counted(matches, 'match', 'matches')}.\n`,
  ].join('\n');
};

const ruleFailuresIn = ({ logFiles }: Report): readonly string[] =>
  logFiles.flatMap(({ source: { uri }, ruleFailures }) =>
    ruleFailures.map(({ first: { rule, record, message }, times }) => {
      const others = times === 1 ? '' : ` and on ${counted(times - 1, 'other record')}`;
      return `warning: ${uri}: rule ${quoted(rule.name)} failed on ${oneLine(eventName(record))}${others}: ${oneLine(message)}`;
    }),
  );

const leftOutOf = ({ logFiles }: Report): readonly string[] => {
  const leftOut = logFiles.flatMap(({ source: { uri }, skipped }) => skipped.map((what) => ({ uri, what })));
  if (leftOut.length === 0) return [];
  const empty = leftOut.filter(({ what }) => what === 'empty').length;
  const kinds = [
    ...(leftOut.length > empty ? [`${leftOut.length - empty} not CloudTrail`] : []),
    ...(empty > 0 ? [`${empty} empty`] : []),
  ];
  const others = leftOut.length - maxNamed;
  return [
    `left out: ${counted(leftOut.length, 'file')} (${kinds.join(', ')})`,
    ...leftOut.slice(0, maxNamed).map(({ uri, what }) => `  ${oneLine(uri)}: ${what}`),
    ...(others > 0 ? [`  and ${others} more`] : []),
  ];
};

const maxNamed = 10;

const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;
