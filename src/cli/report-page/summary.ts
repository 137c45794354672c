import { printable } from '../../alerts/printable.ts';
import type { Report } from '../../report/report.ts';
import type { Ignore } from '../../rules/ignore.ts';
import { version } from '../../version.ts';
import { scanOutcome } from '../scan-summary.ts';
import type { Summary } from './data.ts';

/** What a scan came to, for its page. */
export const reportSummary = (
  report: Report,
  ignores: readonly Ignore[],
  { config, today, inBursts }: { readonly config: string; readonly today: string; readonly inBursts: number },
): Omit<Summary, 'missing'> => {
  const { failures, notes, nothingRead, inspected } = scanOutcome(report, ignores, {
    inBursts,
    verbose: false,
  });
  return {
    about: printable(`Rules of ${config}, on ${today}, by tattletail ${version}`),
    inspected,
    problems: [...failures, ...nothingRead].map(printable),
    notes: notes.map(printable),
  };
};
