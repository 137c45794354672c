import { oneLine } from '../alerts/printable.ts';
import { quoted } from '../redact.ts';
import { ignoreEffectsIn, type Report, totalsOf } from '../report/report.ts';
import type { Ignore, IgnoreEffect } from '../rules/ignore.ts';
import { counted } from './counted.ts';

/** What the ignores of the config had to do with what a scan found, one line each. */
export const ignoredIn = (report: Report): readonly string[] =>
  ignoreEffectsIn(report).map(({ first, times }) => lineFor(first, times));

const lineFor = (effect: IgnoreEffect, times: number): string => {
  const name = quoted(effect.ignore.name);
  switch (effect.kind) {
    case 'ignored':
      return `ignored: ${matches(times)} by ${name}`;
    case 'expired':
      return `not ignored any more: ${matches(times)} by ${name}`;
    case 'failed':
      return `warning: ignore ${name} failed on ${matches(times)}, which it did not ignore: ${oneLine(effect.message)}`;
  }
};

/** Ignores that could be deleted, if what was scanned is what usually happens. Only after matches can one know. */
export const deadIgnoresIn = (report: Report, ignores: readonly Ignore[]): readonly string[] => {
  const { matches: alerted, ignored } = totalsOf(report);
  if (alerted + ignored === 0) return [];
  const used = new Set(ignoreEffectsIn(report).map(({ first }) => first.ignore));
  return ignores
    .filter((ignore) => !ignore.isProfile && !used.has(ignore))
    .map(({ name }) => `ignored nothing: ${quoted(name)}`);
};

const matches = (times: number): string => counted(times, 'match', 'matches');
