import { oneLine } from '../alerts/printable.ts';
import type { Verdict } from '../trail/digests/verdict.ts';
import { counted } from './counted.ts';

/** What is wrong, for people. */
export const shownVerdict = (verdict: Verdict): string => {
  const lines = [`${verdict.kind} ${verdict.status}: ${verdict.uri}`];
  if (verdict.kind === 'digest') lines.push(...(verdict.detail === undefined ? [] : [verdict.detail]));
  else {
    const { digest, status, expected, actual } = verdict;
    if (digest !== undefined) lines.push(`listed by ${digest}`);
    if (status === 'modified')
      lines.push(
        `SHA-256 of its content: expected ${expected}, found ${actual ?? 'no content: the gzip is broken'}`,
      );
  }
  return `${lines.map(oneLine).join('\n    ')}\n`;
};

/** By what it is and what became of it: `digest valid`. */
type Counts = ReadonlyMap<string, number>;

export const summaryOfVerdicts = (counts: Counts): string => {
  const line = (kind: string): string => {
    const ofKind = [...counts].filter(([what]) => what.startsWith(`${kind} `));
    const parts = ofKind.map(([what, count]) => `${count} ${what.slice(kind.length + 1)}`);
    return `${kind === 'digest' ? 'Digests' : 'Log files'}: ${parts.length === 0 ? 'none' : parts.join(', ')}.\n`;
  };
  const unverified = counts.get('digest unverified') ?? 0;
  const why =
    unverified === 0
      ? ''
      : `Of ${counted(unverified, 'digest')}, the signature is only in S3, as metadata, so what they list could not be verified.\n`;
  return `${line('digest')}${line('log file')}${why}`;
};
