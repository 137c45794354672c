import type { OperationalProblem } from '../alerts/alert.ts';
import type { DeliveredDigest } from '../trail/digests/delivered.ts';
import { isWrong, type Verdict } from '../trail/digests/verdict.ts';

/** What a digest shows to be wrong: a problem for each kind of it. */
export const problemsOfDigest = ({ uri, verdicts }: DeliveredDigest): readonly OperationalProblem[] => {
  const wrong = Map.groupBy(verdicts.filter(isWrong), ({ kind, status }) => `${kind} ${status}`);
  return [...wrong].map(([what, found]) => ({
    subject: `integrity:${what}:${uri}`,
    title: titleOf(what, found),
    sentence: `A digest of CloudTrail was verified, and ${sentences[what] ?? `of it: ${what}`}.`,
    advice: adviceFor(what),
    facts: [
      ['Digest', uri],
      ['Found', [...found.slice(0, maxShown).map(shown), ...more(found.length - maxShown)]],
    ],
    severity: what === 'digest gap' ? 'medium' : 'high',
  }));
};

/** The public keys could not be listed, so nothing is known. */
export const unverifiable = (region: string, message: string): OperationalProblem => ({
  subject: `integrity:unverifiable:${region}`,
  title: 'Digests cannot be verified',
  sentence: `Nobody knows whether log files of ${region} are as CloudTrail delivered them.`,
  advice:
    'Give the role cloudtrail:ListPublicKeys, and let the function reach CloudTrail. Then run tattletail verify for the time in between.',
  facts: [['Problem', message]],
  severity: 'medium',
});

const maxShown = 10;

const more = (count: number): readonly string[] => (count > 0 ? [`and ${count} more`] : []);

const titleOf = (what: string, found: readonly Verdict[]): string => {
  if (what === 'digest gap') return "A chain of CloudTrail's digests begins";
  if (what.startsWith('digest')) return `A CloudTrail digest is not valid: ${what.slice('digest '.length)}`;
  const count = found.length === 1 ? 'A log file is' : `${found.length} log files are`;
  return `${count} ${what.slice('log file '.length)}`;
};

const sentences: Readonly<Record<string, string>> = {
  'log file modified': 'what it lists is not what lies in the bucket',
  'log file missing': 'log files that it lists are gone',
  'log file unlisted': 'log files lie beside those that it and the one before it list',
  'digest missing': 'it, or the one before it, is gone',
  'digest gap': 'there is none before it',
  'digest chain broken': 'the one before it is not the one that it names',
};

const adviceFor = (what: string): string => {
  if (what === 'digest gap')
    return 'If nobody has just turned on log file validation, look for StopLogging, UpdateTrail and DeleteTrail.';
  if (what === 'log file unlisted')
    return 'Find out who wrote them. CloudTrail may list them late, in a digest with _backfill in its name: run tattletail verify then.';
  return 'Run tattletail verify on the bucket. Find out who may write to it, and look for PutObject and DeleteObject in data events. Versions of the bucket have what was there before.';
};

const shown = (verdict: Verdict): string => {
  if (verdict.kind === 'digest')
    return verdict.detail === undefined ? verdict.uri : `${verdict.uri}: ${verdict.detail}`;
  const { uri, status, expected, actual = 'none, the gzip is broken' } = verdict;
  return status === 'modified' ? `${uri}: expected SHA-256 ${expected}, found ${actual}` : uri;
};
