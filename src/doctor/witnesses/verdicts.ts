import type { WantedOutcome } from '../../rules/outcome.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { alwaysTrue } from './always.ts';
import { neverTrue } from './never.ts';
import { timesThatNeverAre } from './times.ts';
import { trialsOf } from './tried.ts';
import { unguarded } from './unguarded.ts';
import { neverWithOutcome } from './with-outcome.ts';

/**
 * What comes out when a program is evaluated on records in every form that CloudTrail gives them: that it fails on some,
 * that it matches none or all. The last two are said only if the program itself proves it for all records, and no record
 * that was tried shows the contrary. Nothing is said of a program that the real jq must evaluate.
 */
export const verdictsOn = (text: string, outcome: WantedOutcome = 'any'): readonly ProgramFinding[] => {
  const tried = trialsOf(text);
  if (tried === undefined) return [];
  const verdicts = [
    ...neverTrue(tried),
    ...neverWithOutcome(tried, outcome),
    ...alwaysTrue(tried, outcome),
    ...timesThatNeverAre(tried),
  ];
  return verdicts.length > 0 ? verdicts : unguarded(tried, outcome);
};
