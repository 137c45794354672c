import type { ConfigFile } from '../config/load.ts';
import { ruleLinesOf } from '../config/rule-lines.ts';
import type { JqEngine } from '../jq/engine.ts';
import type { Mutation, Survivor } from '../rule-tests/mutate/survivors.ts';
import type { TestedRule } from './rule-tests.ts';

/** What the mutants of a rule came to, with the line of each that survived. */
export type PlacedMutation =
  | {
      readonly kind: 'mutated';
      readonly mutants: number;
      readonly survivors: readonly PlacedSurvivor[];
      readonly definitions: readonly string[];
    }
  | { readonly kind: 'not parsed' };

interface PlacedSurvivor extends Survivor {
  readonly line: number | undefined;
}

/** Runs the tests of a rule of this config, on its mutants. All of the tests must have passed. */
export const mutator = async (
  jq: JqEngine,
  file: ConfigFile,
): Promise<(tested: TestedRule) => Promise<PlacedMutation>> => {
  // Few runs need what this loads.
  const { mutate } = await import('../rule-tests/mutate/survivors.ts');
  const lineOf = await ruleLinesOf(file);
  return async ({ rule, tests }) => {
    const mutation: Mutation | undefined = await mutate(jq, rule, tests);
    if (mutation === undefined) return { kind: 'not parsed' };
    const survivors = mutation.survivors.map((survivor) => ({
      ...survivor,
      line:
        survivor.mutant.of === 'program'
          ? lineOf.program(rule, survivor.mutant.at)
          : lineOf[survivor.mutant.of](rule),
    }));
    return { ...mutation, kind: 'mutated', survivors };
  };
};
