import { eventName } from '../alerts/facts.ts';
import { oneLine } from '../alerts/printable.ts';
import { quoted } from '../redact.ts';
import { type FailedRule, timesForOtherReasons } from '../report/failed-rule.ts';
import { failuresOf, isLogFile, type Report, totalsOf } from '../report/report.ts';
import { messageOfFailure } from '../rules/failure-message.ts';
import type { Ignore } from '../rules/ignore.ts';
import { counted } from './counted.ts';
import { deadIgnoresIn, ignoredIn } from './ignore-summary.ts';

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

/** What people want to read of it. */
interface Wanted {
  /** How many matches are in bursts. */
  readonly inBursts: number;
  /** Nothing, unless something is wrong. */
  readonly quiet: boolean;
  /** Every file that is left out. */
  readonly verbose: boolean;
}

/** What a scan came to, for people: what went wrong, what was left out, and how much was inspected. */
export const summaryOf = (report: Report, ignores: readonly Ignore[], wanted: Wanted): string => {
  const { failures, notes, nothingRead, inspected } = scanOutcome(report, ignores, wanted);
  if (wanted.quiet && failures.length + nothingRead.length === 0) return '';
  return [...failures.map((failure) => `error: ${failure}`), ...notes, ...nothingRead, inspected]
    .map((line) => `${line}\n`)
    .join('');
};

/** The same line by line. */
interface ScanOutcome {
  readonly failures: readonly string[];
  /** What was left out, and what ignores did. */
  readonly notes: readonly string[];
  readonly nothingRead: readonly string[];
  readonly inspected: string;
}

export const scanOutcome = (
  report: Report,
  ignores: readonly Ignore[],
  { inBursts, verbose }: Pick<Wanted, 'inBursts' | 'verbose'>,
): ScanOutcome => ({
  failures: [...failuresOf(report), ...ruleFailuresIn(report)],
  notes: [
    ...leftOutOf(report, verbose ? Number.POSITIVE_INFINITY : maxNamed),
    ...ignoredIn(report),
    ...deadIgnoresIn(report, ignores),
  ],
  nothingRead: readIn(report) === 0 ? [nothingReadIn(report)] : [],
  inspected: inspectedIn(report, inBursts),
});

const nothingReadIn = (report: Report): string =>
  `${isAboutLogFiles(report) ? 'warning' : 'error'}: no log file was read`;

const inspectedIn = (report: Report, inBursts: number): string => {
  const { logFiles, records, matches } = totalsOf(report);
  const read = readIn(report);
  const readOf = read === logFiles ? '' : `${read} of `;
  const below = countedToward(report) - inBursts;
  const ofThem = below === 0 ? '' : `, ${below} of them below a threshold`;
  return `Inspected ${readOf}${counted(logFiles, 'log file')}: ${counted(records, 'record')}, ${counted(matches, 'match', 'matches')}${ofThem}.`;
};

/** The matches of rules with a threshold. */
const countedToward = ({ logFiles }: Report): number =>
  logFiles
    .flatMap(({ ruleMatches }) => ruleMatches)
    .reduce((sum, { first, times }) => sum + (first.rule.threshold === undefined ? 0 : times), 0);

const ruleFailuresIn = ({ logFiles }: Report): readonly string[] =>
  logFiles.flatMap(({ source: { uri }, ruleFailures }) =>
    ruleFailures.map((failed) => `${uri}: rule ${quoted(failed.rule.name)} failed ${whyOf(failed)}`),
  );

/** In one line if there is one reason. */
const whyOf = (failed: FailedRule): string => {
  const others = timesForOtherReasons(failed);
  const reasons = [
    ...failed.reasons.map(({ first, times }) => {
      const more = times === 1 ? '' : ` and on ${counted(times - 1, 'other record')}`;
      return `on ${oneLine(eventName(first.record))}${more}: ${oneLine(messageOfFailure(first))}`;
    }),
    ...(others > 0 ? [`on ${counted(others, 'other record')} for other reasons`] : []),
  ];
  return reasons.length === 1
    ? reasons.join('')
    : [`on ${counted(failed.times, 'record')}`, ...reasons].join('\n  ');
};

/** The files that are no log files, of which the first are named. */
export const leftOutOf = ({ logFiles }: Report, named = maxNamed): readonly string[] => {
  const leftOut = logFiles
    .filter((logFile) => !isLogFile(logFile))
    .flatMap(({ source: { uri }, skipped }) => skipped.map((file) => ({ uri, ...file })));
  if (leftOut.length === 0) return [];
  const empty = leftOut.filter(({ kind }) => kind === 'empty').length;
  const kinds = [
    ...(leftOut.length > empty ? [`${leftOut.length - empty} not CloudTrail`] : []),
    ...(empty > 0 ? [`${empty} empty`] : []),
  ];
  const others = leftOut.length - named;
  return [
    `left out: ${counted(leftOut.length, 'file')} (${kinds.join(', ')})`,
    ...leftOut.slice(0, named).map(({ uri, what }) => `  ${oneLine(uri)}: ${what}`),
    ...(others > 0 ? [`  and ${others} more, which --verbose names`] : []),
  ];
};

const maxNamed = 10;
