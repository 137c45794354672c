import type { FailureKind, JqEngine, Outcome } from '../engine.ts';
import { JqCompileError, messageOf } from '../errors.ts';
import { type Batch, batchProgram, type NumberedProgram, readOutcomes } from './batch.ts';
import { evaluateMs, maxBreaks } from './budget.ts';
import { compileErrorsOf } from './compile.ts';
import { divide, groupsOf } from './divide.ts';
import { type InputLine, linesOf } from './input.ts';
import type { JqResult, RunJq } from './run.ts';

/** What a jq cannot take. */
interface JqLimits {
  /** Levels of nesting of an input. */
  readonly maxDepth: number;
}

/** An engine on top of the real jq, in whichever way that is run. */
export const realJqEngine = (run: RunJq, { maxDepth }: JqLimits): JqEngine => ({
  compile: async (texts) => {
    const groups = groupsOf(texts.map((text, number) => ({ number, text })));
    const messages = await compileErrorsOf(run, groups);
    if (messages.size > 0) throw new JqCompileError(messages);
    return {
      start: ({ signal, realJqSignal = signal }) => {
        const runner: Runner = { run, signal, realJqSignal, breaks: new Map() };
        return {
          firstOutputs: async (inputs) => {
            const { chunks, tooDeep } = linesOf(inputs, maxDepth);
            const failures = groups.map((programs) =>
              failAll(programs, tooDeep, `the input nests deeper than ${maxDepth} levels`),
            );
            const batches = groups.flatMap((programs) => chunks.map((lines) => ({ programs, lines })));
            return [...failures.flat(), ...(await runInTurn(runner, batches))];
          },
        };
      },
    };
  },
});

/** How the batches of one evaluation are run, and how often each program has broken jq in it. */
interface Runner {
  readonly run: RunJq;
  readonly signal: AbortSignal;
  readonly realJqSignal: AbortSignal;
  readonly breaks: Map<NumberedProgram, number>;
}

const runBatch = async (runner: Runner, { programs, lines }: Batch): Promise<readonly Outcome[]> => {
  const isGivenUp = (program: NumberedProgram): boolean => (runner.breaks.get(program) ?? 0) >= maxBreaks;
  const givenUp = programs.filter(isGivenUp);
  const others = programs.filter((program) => !isGivenUp(program));
  return [
    ...failAll(givenUp, lines.map(inputOf), `not run: it broke jq on ${maxBreaks} inputs before`, 'given up'),
    ...(others.length === 0 ? [] : await runOrDivide(runner, { programs: others, lines })),
  ];
};

/**
 * A batch that breaks jq is run again in parts, until the program and the input that break it are known: that pair
 * becomes an error, and every other pair gets its outcome.
 */
const runOrDivide = async (runner: Runner, batch: Batch): Promise<readonly Outcome[]> => {
  const { run, signal, realJqSignal, breaks } = runner;
  signal.throwIfAborted();
  if (realJqSignal.aborted) return outOfTime(batch);
  try {
    return await run(
      batchProgram(
        batch.programs,
        batch.lines.some(({ hasInfinity }) => hasInfinity),
      ),
      textOf(batch.lines),
      (result) => outcomesIn(result, batch),
      {
        ms: evaluateMs(batch),
        signal: AbortSignal.any([signal, realJqSignal]),
      },
    );
  } catch (error) {
    signal.throwIfAborted();
    if (realJqSignal.aborted) return outOfTime(batch);
    const parts = divide(batch);
    if (parts !== undefined) return runInTurn(runner, parts);
    for (const program of batch.programs) breaks.set(program, (breaks.get(program) ?? 0) + 1);
    return failAll(batch.programs, batch.lines.map(inputOf), messageOf(error));
  }
};

const runInTurn = async (runner: Runner, parts: readonly Batch[]): Promise<readonly Outcome[]> => {
  const outcomes: (readonly Outcome[])[] = [];
  for (const part of parts) outcomes.push(await runBatch(runner, part));
  return outcomes.flat();
};

const outcomesIn = ({ stdout, stderr, exitCode }: JqResult, { lines }: Batch): readonly Outcome[] => {
  if (exitCode !== 0) throw new Error(stderr.split('\n')[0] || `jq ended with exit code ${exitCode}`);
  return readOutcomes(stdout, lines);
};

const outOfTime = ({ programs, lines }: Batch): readonly Outcome[] =>
  failAll(programs, lines.map(inputOf), 'not evaluated: time ran out', 'out of time');

/** The same failure for every pair. */
const failAll = (
  programs: readonly NumberedProgram[],
  inputs: readonly number[],
  message: string,
  kind: FailureKind = 'error',
): readonly Outcome[] =>
  inputs.flatMap((input) =>
    programs.map(({ number }): Outcome => ({ kind, program: number, input, message })),
  );

const textOf = (lines: readonly InputLine[]): string => lines.map(({ text }) => text).join('\n');
const inputOf = ({ input }: InputLine): number => input;
