import { decisionOf } from '../../jq/in-process/explain/decision.ts';
import { type Candidate, possibleFixes } from '../../jq/in-process/explain/fix.ts';
import { isPath, literalOf } from '../../jq/in-process/explain/paths.ts';
import { inputsOf } from '../../jq/in-process/explain/reason.ts';
import { type Step, tracer } from '../../jq/in-process/explain/trace.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import { typeOf } from '../../jq/in-process/values/kinds.ts';
import { hasOutcome, type WantedOutcome } from '../../rules/outcome.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { textFunctions } from '../text-functions.ts';
import type { Trial, Tried } from './tried.ts';

/**
 * Where a program fails on a record that its other conditions let through, and what to write instead. On a record that
 * the outcome of its rule leaves out, it may fail.
 */
export const unguarded = (tried: Tried, outcome: WantedOutcome): readonly ProgramFinding[] =>
  failuresOf(tried, outcome).flatMap(({ chain, trial }) => {
    const failed = chain.at(-1);
    if (failed === undefined || isRaised(failed.syntax)) return [];
    const fix = fixFor(chain, trial, tried);
    const span = tried.source.spanOf(fix?.piece ?? failed.syntax);
    if (span === undefined) return [];
    const message = messageOf(failed, chain, trial, tried);
    return [
      { kind: 'unguarded', level: 'warning', span, message, ...(fix !== undefined && { fix: fix.text }) },
    ];
  });

/** A program that raises an error itself means to fail. */
const isRaised = (syntax: Syntax): boolean => syntax.kind === 'call' && syntax.name === 'error';

interface Failure {
  /** From the program down to what failed. */
  readonly chain: readonly Step[];
  readonly trial: Trial;
}

/** One for each piece that fails, on the first record on which it does. */
const failuresOf = ({ syntax, trials }: Tried, outcome: WantedOutcome): readonly Failure[] => {
  const failing = trials.filter(
    ({ witness, result }) =>
      witness.isOrdinary && result?.kind === 'error' && hasOutcome(witness.record, outcome),
  );
  if (failing.length === 0) return [];
  const trace = tracer(syntax);
  const failures = new Map<Syntax, Failure>();
  for (const trial of spread(failing)) {
    const chain = decisionOf(trace(trial.witness.record).root);
    const piece = chain.at(-1)?.syntax;
    if (piece !== undefined && !failures.has(piece)) failures.set(piece, { chain, trial });
  }
  return [...failures.values()].slice(0, maxFailures);
};

const maxFailures = 5;

/** Tracing takes longer than evaluating. */
const spread = (trials: readonly Trial[]): readonly Trial[] => {
  const byName = [...Map.groupBy(trials, ({ witness }) => witness.name).values()];
  return byName.flatMap(([first]) => first ?? []).slice(0, maxTraces);
};

const maxTraces = 30;

const messageOf = (failed: Step, chain: readonly Step[], { witness }: Trial, { source }: Tried): string => {
  const { syntax, input } = failed;
  const what = shortened(source.textOf(syntax));
  const subject = subjectOf(failed, chain);
  if (subject === undefined) return `${what} fails on ${witness.name}, where its input is ${kindOf(input)}`;
  const [piece, value] = subject;
  return `${what} fails on ${witness.name}, where ${shortened(source.textOf(piece)) || 'the input'} is ${kindOf(value)}`;
};

/** What failed was evaluated on this, or has it as an operand. */
const subjectOf = (failed: Step, chain: readonly Step[]): readonly [Syntax, Step['input']] | undefined => {
  const { syntax } = failed;
  if (syntax.kind === 'index' || syntax.kind === 'slice' || syntax.kind === 'each') {
    const target = failed.steps.findLast((step) => step.syntax === syntax.target);
    return target === undefined ? undefined : [syntax.target, target.outputs.at(-1) ?? null];
  }
  if (syntax.kind === 'binary') {
    const operand = failed.steps.find((step) => literalOf(step.syntax) === undefined && isPath(step.syntax));
    return operand && [operand.syntax, operand.outputs.at(-1) ?? null];
  }
  const wrong = wrongArgumentOf(failed);
  if (wrong !== undefined) return [wrong.syntax, wrong.outputs.at(-1) ?? null];
  const left = inputsOf(chain).at(-1);
  return left === undefined ? undefined : [left, failed.input];
};

/** `"a" | endswith($b)` fails because of `$b`, where that is no text. */
const wrongArgumentOf = ({ syntax, input, steps }: Step): Step | undefined =>
  syntax.kind === 'call' && textFunctions.has(syntax.name) && typeof input === 'string'
    ? steps.find(
        (step) => syntax.args.includes(step.syntax) && typeof (step.outputs.at(-1) ?? null) !== 'string',
      )
    : undefined;

const kindOf = (value: Step['input']): string => {
  const type = typeOf(value);
  return type === 'null' ? 'null' : `${/^[aeiou]/.test(type) ? 'an' : 'a'} ${type}`;
};

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** A key of an array: with a guard, nothing in it is looked at. */
const isInsideList = (failed: Step | undefined): boolean => {
  if (failed?.syntax.kind !== 'index') return false;
  const { target } = failed.syntax;
  return Array.isArray(failed.steps.findLast((step) => step.syntax === target)?.outputs.at(-1));
};

/**
 * The first of the usual guards with which the program does not fail there, and gives the same everywhere else. One with
 * which it matches all records, or none, only hides the mistake.
 */
const fixFor = (
  chain: readonly Step[],
  { witness }: Trial,
  { text, source, trials }: Tried,
): Candidate | undefined =>
  isInsideList(chain.at(-1))
    ? undefined
    : possibleFixes(chain, source).find((fix) => {
        const span = source.spanOf(fix.piece);
        if (span === undefined) return false;
        const program = compileProgram(text.slice(0, span.start) + fix.text + text.slice(span.end));
        if (program === undefined || evaluate(program, witness.record)?.kind === 'error') return false;
        const kinds = trials.map(({ witness: other }) => evaluate(program, other.record)?.kind);
        return (
          kinds.includes('value') &&
          kinds.includes(undefined) &&
          trials.every(({ result }, at) => result?.kind === 'error' || kinds[at] === result?.kind)
        );
      });
