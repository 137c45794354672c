import { type FailedValue, failureExplainer, type ProgramFailure } from '../jq/in-process/explain/failure.ts';
import { failedPartsOf, failedProgramOf } from './failure-message.ts';
import type { RuleFailure } from './match.ts';

/** Why a rule failed on a record. */
export interface ProgramCause {
  readonly piece: string;
  /** Where the piece stands. */
  readonly place: CausePlace;
  readonly values: readonly FailedValue[];
  readonly isOfType: boolean;
  /** What to write instead of what. */
  fix(): { readonly instead: string; readonly of: string } | undefined;
}

/** Units of the text before it, and its line in it, counted from 1. */
type CausePlace =
  | { readonly in: 'definitions' }
  | { readonly in: 'program'; readonly at: number; readonly line: number };

/**
 * Gives the causes of one failure after another. Undefined for a program or record that the real jq evaluated, and after
 * very many steps: what follows then is one of very many failures, and the message has to do.
 */
export const createCauseOf = (): ((failure: RuleFailure) => ProgramCause | undefined) => {
  const explainers = new Map<string, ReturnType<typeof failureExplainer>>();
  let left = maxSteps;
  return (failure) => {
    if (failure.kind !== 'error' || left <= 0) return undefined;
    const program = failedProgramOf(failure);
    if (!explainers.has(program)) explainers.set(program, failureExplainer(program));
    const explained = explainers.get(program)?.(failure.record);
    left -= explained?.steps ?? stepsOfUnexplained;
    return explained === undefined || explained.message !== failure.message
      ? undefined
      : { ...explained, place: placeOf(failure, explained) };
  };
};

/** In about a second. */
const maxSteps = 300_000;

/** In-process, a program is given up after so many steps at worst. */
const stepsOfUnexplained = 20_000;

const placeOf = (failure: RuleFailure, { position }: ProgramFailure): CausePlace => {
  const { definitions, jq } = failedPartsOf(failure);
  const at = position - definitions.length;
  return at < 0 ? { in: 'definitions' } : { in: 'program', at, line: jq.slice(0, at).split('\n').length };
};
