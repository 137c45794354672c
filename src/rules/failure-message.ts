import type { RuleFailure } from './match.ts';
import { withoutValues } from './without-values.ts';

/** Why a rule failed. */
export const messageOfFailure = (failure: RuleFailure): string => withWhat(failure, failure.message);

/** The same without values of the record. */
export const loggedMessageOf = (failure: RuleFailure): string =>
  withWhat(failure, withoutValues(failure.message, failedProgramOf(failure)));

const withWhat = ({ ofThreshold }: RuleFailure, message: string): string =>
  ofThreshold === undefined ? message : `${ofThreshold} of its threshold: ${message}`;

/** The whole text of the program that failed. */
export const failedProgramOf = (failure: RuleFailure): string => {
  const { definitions, jq } = failedPartsOf(failure);
  return `${definitions}${jq}`;
};

/** What stands in the rule, and the definitions before it. */
export const failedPartsOf = ({
  rule,
  ofThreshold,
}: Pick<RuleFailure, 'rule' | 'ofThreshold'>): { readonly definitions: string; readonly jq: string } =>
  (ofThreshold === undefined ? undefined : rule.threshold?.[ofThreshold]) ?? {
    definitions: rule.definitions,
    jq: rule.jqMatch,
  };
