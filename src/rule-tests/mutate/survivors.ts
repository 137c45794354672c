import { isDeepStrictEqual } from 'node:util';
import type { JqEngine } from '../../jq/engine.ts';
import { JqCompileError } from '../../jq/errors.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Verdict, verdictsOf } from '../evaluate.ts';
import { hasPassed, type RuleTest, runTestsWith } from '../run.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { witnessesFor } from './witnesses.ts';

/** How many mutants of a rule its tests kill, and those that they do not. */
export interface Mutation {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

export interface Survivor {
  readonly mutant: Mutant;
  /** A record that would kill it. Undefined: none was found, so the mutant may mean the same as the rule. */
  readonly witness: { readonly name: string; readonly rule: Verdict; readonly mutant: Verdict } | undefined;
}

/**
 * Runs the tests of a rule, all of which have passed, on each of its mutants. Undefined for a rule whose program is not
 * parsed in-process, which has no mutants.
 */
export const mutate = async (
  jq: JqEngine,
  rule: Rule,
  tests: readonly RuleTest[],
): Promise<Mutation | undefined> => {
  const ofOutput = tests.some(({ expected }) => expected.kind === 'match' && expected.output !== undefined);
  const all = mutantsOf(rule.jqMatch, { ofOutput });
  if (all === undefined) return undefined;
  const mutants = await thatCompile(jq, rule, all);
  const results = await runTestsWith(jq, rule, mutants.map(programOf), tests);
  const alive = mutants.filter((_, number) => results[number]?.every(hasPassed));
  if (alive.length === 0) return { mutants: mutants.length, survivors: [] };
  const witnesses = witnessesFor(tests, `${rule.definitions}${rule.jqMatch}`);
  const [own = [], ...others] = await verdictsOf(
    jq,
    rule,
    [rule.jqMatch, ...alive.map(programOf)],
    witnesses.map(({ record }) => record),
  );
  const survivors = alive.map((mutant, number): Survivor => {
    const differing = witnesses.flatMap(({ name }, at) => {
      const [byRule, byMutant] = [own[at], others[number]?.[at]];
      if (byRule === undefined || byMutant === undefined || isSame(byRule, byMutant, ofOutput)) return [];
      return [{ name, rule: byRule, mutant: byMutant }];
    });
    // Where one of them fails is the least that a test would be written for.
    const [witness] = [...differing.filter(neitherFails), ...differing];
    return { mutant, witness };
  });
  return { mutants: mutants.length, survivors };
};

const neitherFails = ({ rule, mutant }: { readonly rule: Verdict; readonly mutant: Verdict }): boolean =>
  rule.kind !== 'failed' && mutant.kind !== 'failed';

const programOf = ({ program }: Mutant): string => program;

/** A regex without a branch, for example, may be no regex. */
const thatCompile = async (
  jq: JqEngine,
  { definitions }: Rule,
  mutants: readonly Mutant[],
): Promise<readonly Mutant[]> => {
  try {
    await jq.compile(mutants.map(({ program }) => `${definitions}${program}`));
    return mutants;
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    return mutants.filter((_, number) => !error.messages.has(number));
  }
};

/** Whether a test that expects an output, or one that does not, sees no difference. */
const isSame = (one: Verdict, other: Verdict, withOutput: boolean): boolean =>
  one.kind === other.kind &&
  (!withOutput ||
    one.kind !== 'match' ||
    other.kind !== 'match' ||
    isDeepStrictEqual(one.output, other.output));
