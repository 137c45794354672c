import { eventName } from '../alerts/facts.ts';
import { oneLine } from '../alerts/printable.ts';
import { quoted } from '../redact.ts';
import { failuresOf, isLogFile, type Report, totalsOf } from '../report/report.ts';

/** How many log files could be read, at least in part. */
const readIn = ({ logFiles }: Report): number =>
  logFiles.filter((logFile) => logFile.records > 0 || (logFile.problems.length === 0 && isLogFile(logFile)))
    .length;

/**
 * Whether a scan that found nothing looked at what it should: at log files, or only at files that AWS writes beside
 * them.
 */
export const isAboutLogFiles = (report: Report): boolean =>
  readIn(report) > 0 ||
  (report.logFiles.length > 0 &&
    report.logFiles.every(({ skipped }) => skipped.some(({ kind }) => kind === 'neighbour')));

/** What a scan came to, for people: what went wrong, what was left out, and how much was inspected. */
export const summaryOf = (report: Report): string => {
  const { logFiles, records, matches } = totalsOf(report);
  const read = readIn(report);
  const readOf = read === logFiles ? '' : `${read} of `;
  return [
    ...failuresOf(report).map((failure) => `error: ${failure}`),
    ...ruleFailuresIn(report),
    ...leftOutOf(report),
    ...(read === 0 ? [`${isAboutLogFiles(report) ? 'warning' : 'error'}: no log file was read`] : []),
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
  const leftOut = logFiles
    .filter((logFile) => !isLogFile(logFile))
    .flatMap(({ source: { uri }, skipped }) => skipped.map((file) => ({ uri, ...file })));
  if (leftOut.length === 0) return [];
  const empty = leftOut.filter(({ kind }) => kind === 'empty').length;
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
