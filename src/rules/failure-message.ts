import type { RuleFailure } from './match.ts';
import { programOf } from './program-of.ts';
import { withoutValues } from './without-values.ts';

/** Why a rule failed. */
export const messageOfFailure = (failure: RuleFailure): string => withWhat(failure, failure.message);

/** The same without values of the record. */
export const loggedMessageOf = (failure: RuleFailure): string =>
  withWhat(failure, withoutValues(failure.message, failedProgramOf(failure)));

const withWhat = ({ ofThreshold }: RuleFailure, message: string): string =>
  ofThreshold === undefined ? message : `${ofThreshold} of its threshold: ${message}`;

const failedProgramOf = ({ rule, ofThreshold }: RuleFailure): string => {
  const program = ofThreshold === undefined ? undefined : rule.threshold?.[ofThreshold];
  return program === undefined ? programOf(rule) : `${program.definitions}${program.jq}`;
};
