import type { JqEngine, Outcome } from '../engine.ts';
import { JqCompileError, messageOf } from '../errors.ts';
import { batchProgram, type NumberedProgram, readOutcomes } from './batch.ts';
import { linesOf, type RecordLine } from './input.ts';
import type { JqResult, RunJq } from './run.ts';
import { syntaxErrorsOf } from './syntax.ts';
import { budgetOf, divide, failAll, groupsOf, type Work } from './work.ts';

/** What a jq cannot take, however it is run. */
interface JqLimits {
  /** Levels of nesting of a record. */
  readonly maxDepth: number;
}

/** An engine on top of a real jq, in whichever way that jq is run. */
export const createJqEngine = (run: RunJq, { maxDepth }: JqLimits): JqEngine => ({
  compile: async (texts) => {
    const groups = groupsOf(texts.map((text, number) => ({ number, text })));
    const messages = await syntaxErrorsOf(run, groups);
    if (messages.size > 0) throw new JqCompileError(messages);
    // An invocation has one signal: what is counted by it ends with the invocation.
    const breaksWithin = new WeakMap<AbortSignal, Map<NumberedProgram, number>>();
    return {
      firstOutputs: async (records, signal, jqSignal = signal) => {
        const breaks = breaksWithin.get(signal) ?? new Map<NumberedProgram, number>();
        breaksWithin.set(signal, breaks);
        const { batches, tooDeep } = linesOf(records, maxDepth);
        const outcomes: Outcome[] = [];
        for (const programs of groups) {
          outcomes.push(...failAll(programs, tooDeep, `the record nests deeper than ${maxDepth} levels`));
          for (const lines of batches)
            outcomes.push(...(await runBatch({ run, signal, jqSignal, breaks }, { programs, lines })));
        }
        return outcomes;
      },
    };
  },
});

/** How work is run, and how often each program has broken jq while this signal was in use: in this invocation. */
interface Runner {
  readonly run: RunJq;
  readonly signal: AbortSignal;
  readonly jqSignal: AbortSignal;
  readonly breaks: Map<NumberedProgram, number>;
}

/** Breaking jq takes seconds, so a program that has done so this often is not run again in an invocation. */
const maxBreaks = 3;
const givenUp = `not run, since it broke jq on ${maxBreaks} records before`;

const runBatch = async (runner: Runner, { programs, lines }: Work): Promise<readonly Outcome[]> => {
  const isSpent = (program: NumberedProgram): boolean => (runner.breaks.get(program) ?? 0) >= maxBreaks;
  const spent = programs.filter(isSpent);
  const others = programs.filter((program) => !isSpent(program));
  return [
    ...failAll(spent, lines.map(recordOf), givenUp, 'given up'),
    ...(others.length === 0 ? [] : await runOrDivide(runner, { programs: others, lines })),
  ];
};

/**
 * Work that breaks jq is done again in parts, until the program and the record that break it are known: that
 * pair becomes an error, and everything else keeps its outcome.
 */
const runOrDivide = async (runner: Runner, work: Work): Promise<readonly Outcome[]> => {
  const { run, signal, jqSignal, breaks } = runner;
  signal.throwIfAborted();
  if (jqSignal.aborted) return outOfTime(work);
  try {
    return await run(batchProgram(work.programs), textOf(work.lines), (result) => outcomesIn(result, work), {
      ms: budgetOf(work),
      signal: AbortSignal.any([signal, jqSignal]),
    });
  } catch (error) {
    signal.throwIfAborted();
    if (jqSignal.aborted) return outOfTime(work);
    const parts = divide(work);
    if (parts !== undefined) return runInTurn(runner, parts);
    for (const program of work.programs) breaks.set(program, (breaks.get(program) ?? 0) + 1);
    return failAll(work.programs, work.lines.map(recordOf), messageOf(error));
  }
};

const outOfTime = ({ programs, lines }: Work): readonly Outcome[] =>
  failAll(programs, lines.map(recordOf), 'not evaluated: time ran out', 'out of time');

const runInTurn = async (runner: Runner, parts: readonly Work[]): Promise<readonly Outcome[]> => {
  const outcomes: Outcome[] = [];
  for (const part of parts) outcomes.push(...(await runBatch(runner, part)));
  return outcomes;
};

const outcomesIn = ({ stdout, stderr, exitCode }: JqResult, { lines }: Work): readonly Outcome[] => {
  if (exitCode !== 0) throw new Error(stderr.split('\n')[0] || `jq ended with exit code ${exitCode}`);
  return readOutcomes(stdout, lines);
};

const textOf = (lines: readonly RecordLine[]): string => lines.map(({ text }) => text).join('\n');
const recordOf = ({ record }: RecordLine): number => record;
