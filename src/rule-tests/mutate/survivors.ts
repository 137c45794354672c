import { isDeepStrictEqual } from 'node:util';
import type { JqEngine } from '../../jq/engine.ts';
import { JqCompileError } from '../../jq/errors.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Verdict, verdictsOf } from '../evaluate.ts';
import { hasPassed, type RuleTest, runTestsWith } from '../run.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type ThresholdMutant, thresholdMutants } from './threshold-mutants.ts';
import { witnessesFor } from './witnesses.ts';

/** How many mutants of a rule its tests kill, and those that they do not. */
export interface Mutation {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
}

export interface Survivor {
  readonly mutant: RuleMutant;
  /** A record that would kill it. Undefined: none was found. */
  readonly witness: { readonly name: string; readonly rule: Verdict; readonly mutant: Verdict } | undefined;
}

/** A rule with one change, in its program or its threshold. */
type RuleMutant = ProgramMutant | ThresholdMutant;

interface ProgramMutant extends Mutant {
  readonly of: 'program';
  readonly rule: Rule;
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
  const ofProgram = (await thatCompile(jq, rule, all)).map(
    (mutant): ProgramMutant => ({ ...mutant, of: 'program', rule: { ...rule, jqMatch: mutant.program } }),
  );
  const mutants: readonly RuleMutant[] = [...ofProgram, ...thresholdMutants(rule)];
  const variants = mutants.map((mutant) => mutant.rule);
  const results = await runTestsWith(jq, variants, tests);
  const alive = mutants.filter((_, number) => results[number]?.every(hasPassed));
  const witnessOf = await witnessFinder(jq, rule, { tests, alive: alive.filter(isOfProgram), ofOutput });
  const survivors = alive.map(
    (mutant): Survivor => ({ mutant, witness: isOfProgram(mutant) ? witnessOf(mutant) : undefined }),
  );
  return { mutants: mutants.length, survivors };
};

const isOfProgram = (mutant: RuleMutant): mutant is ProgramMutant => mutant.of === 'program';

/** Finds for each mutant a record of which it makes something else than the rule. */
const witnessFinder = async (
  jq: JqEngine,
  rule: Rule,
  {
    tests,
    alive,
    ofOutput,
  }: {
    readonly tests: readonly RuleTest[];
    readonly alive: readonly ProgramMutant[];
    readonly ofOutput: boolean;
  },
): Promise<(mutant: ProgramMutant) => Survivor['witness']> => {
  if (alive.length === 0) return () => undefined;
  const witnesses = witnessesFor(tests, `${rule.definitions}${rule.jqMatch}`);
  const [own = [], ...others] = await verdictsOf(
    jq,
    rule,
    [rule.jqMatch, ...alive.map(({ program }) => program)],
    witnesses.map(({ record }) => record),
  );
  return (mutant) => {
    const byMutants = others[alive.indexOf(mutant)];
    const differing = witnesses.flatMap(({ name }, at) => {
      const [byRule, byMutant] = [own[at], byMutants?.[at]];
      if (byRule === undefined || byMutant === undefined || isSame(byRule, byMutant, ofOutput)) return [];
      return [{ name, rule: byRule, mutant: byMutant }];
    });
    // Where one of them fails is the least that a test would be written for.
    return [...differing.filter(neitherFails), ...differing][0];
  };
};

const neitherFails = ({ rule, mutant }: { readonly rule: Verdict; readonly mutant: Verdict }): boolean =>
  rule.kind !== 'failed' && mutant.kind !== 'failed';

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
