import { isDeepStrictEqual } from 'node:util';
import { definitionsIn } from '../../jq/definitions.ts';
import type { JqEngine } from '../../jq/engine.ts';
import { JqCompileError } from '../../jq/errors.ts';
import type { Rule } from '../../rules/rule.ts';
import { type Verdict, verdictsOf } from '../evaluate.ts';
import { hasPassed, type RuleTest, runTestsWith, type TestResult } from '../run.ts';
import { type Mutant, mutantsOf } from './mutants.ts';
import { type ThresholdMutant, thresholdMutants } from './threshold-mutants.ts';
import { witnessesFor } from './witnesses.ts';

/** How many mutants of a rule its tests kill, and those that they do not. */
export interface Mutation {
  readonly mutants: number;
  readonly survivors: readonly Survivor[];
  /** The functions of `[[define]]` that the rule needs: their mutants are not tried. */
  readonly definitions: readonly string[];
}

export interface Survivor {
  readonly mutant: RuleMutant;
  /** A record that would kill it. Undefined: none was found. */
  readonly witness: FoundWitness | undefined;
}

interface FoundWitness {
  readonly name: string;
  readonly rule: Verdict;
  readonly mutant: Verdict;
  /** No record that CloudTrail writes was found. */
  readonly isNeverWritten: boolean;
}

/** A rule with one change, in its program, its outcome or its threshold. */
type RuleMutant = ProgramMutant | OutcomeMutant | ThresholdMutant;

interface OutcomeMutant {
  readonly of: 'outcome';
  readonly rule: Rule;
  readonly words: string;
}

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
  const [byThreshold, byOutcome] = [thresholdMutants(rule), outcomeMutants(rule)];
  const mutants: readonly RuleMutant[] = [...ofProgram, ...byOutcome, ...byThreshold];
  const results = new Map<RuleMutant, readonly TestResult[]>();
  for (const variants of [[...ofProgram, ...byThreshold], byOutcome]) {
    // Those that run together differ only in their jq and threshold.
    const found = await runTestsWith(
      jq,
      variants.map((mutant) => mutant.rule),
      tests,
    );
    for (const [at, mutant] of variants.entries()) results.set(mutant, found[at] ?? []);
  }
  const alive = mutants.filter((mutant) => results.get(mutant)?.every(hasPassed));
  const witnessOf = await witnessFinder(jq, rule, { tests, alive, ofOutput });
  const survivors = alive.map((mutant): Survivor => ({ mutant, witness: witnessOf(mutant) }));
  return { mutants: mutants.length, survivors, definitions: definedFor(rule) };
};

const outcomeMutants = (rule: Rule): readonly OutcomeMutant[] =>
  rule.outcome === 'any'
    ? []
    : [
        {
          of: 'outcome',
          rule: { ...rule, outcome: 'any' },
          words: `without: outcome = "${rule.outcome}"`,
        },
      ];

const definedFor = ({ definitions }: Rule): readonly string[] => {
  const found = definitionsIn(definitions);
  return found === undefined || found === 'more' ? [] : found.names.map((name) => name.replace(/\/0$/, ''));
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
    readonly alive: readonly RuleMutant[];
    readonly ofOutput: boolean;
  },
): Promise<(mutant: RuleMutant) => Survivor['witness']> => {
  if (alive.every(({ of }) => of === 'threshold')) return () => undefined;
  const witnesses = witnessesFor(tests, `${rule.definitions}${rule.jqMatch}`);
  const records = witnesses.map(({ record }) => record);
  const ofProgram = alive.filter(isOfProgram);
  const programs = [rule.jqMatch, ...ofProgram.map(({ program }) => program)];
  const [own = [], ...others] = await verdictsOf(jq, rule, programs, records);
  const verdicts = new Map<RuleMutant, readonly Verdict[]>();
  for (const [at, mutant] of ofProgram.entries()) verdicts.set(mutant, others[at] ?? []);
  for (const mutant of alive.filter(({ of }) => of === 'outcome'))
    verdicts.set(mutant, (await verdictsOf(jq, mutant.rule, [rule.jqMatch], records))[0] ?? []);
  return (mutant) => {
    const byMutants = verdicts.get(mutant);
    const differing = witnesses.flatMap(({ name, isNeverWritten = false }, at): readonly FoundWitness[] => {
      const [byRule, byMutant] = [own[at], byMutants?.[at]];
      if (byRule === undefined || byMutant === undefined || isSame(byRule, byMutant, ofOutput)) return [];
      return [{ name, rule: byRule, mutant: byMutant, isNeverWritten }];
    });
    // Where one of them fails is the least that a test would be written for, unless CloudTrail writes no other.
    const written = differing.filter((witness) => !witness.isNeverWritten);
    return [...written.filter(neitherFails), ...written, ...differing.filter(neitherFails), ...differing][0];
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
