import { JqSyntaxErrors, messageOf } from '../errors.ts';
import type { JqEngine, Outcome } from './jq.ts';
import { batchProgram, type NumberedProgram, readOutcomes } from './jq-batch.ts';
import { linesOf, type RecordLine } from './jq-input.ts';
import type { RunJq } from './jq-run.ts';
import { syntaxErrorsOf } from './jq-syntax.ts';

/** An engine on top of a real jq, in whichever way that jq is run. */
export const createJqEngine = (run: RunJq): JqEngine => ({
  compile: async (texts) => {
    const programs = texts.map((text, number) => ({ number, text }));
    const messages = await syntaxErrorsOf(run, programs);
    if (messages.size > 0) throw new JqSyntaxErrors(messages);
    return {
      firstOutputs: async (records, signal) => {
        if (programs.length === 0) return [];
        const { batches, tooDeep } = linesOf(records);
        const outcomes = failAll(programs, tooDeep, 'the record nests too deep to be given to jq');
        for (const lines of batches) outcomes.push(...(await runOrHalve(run, { programs, lines }, signal)));
        return outcomes;
      },
    };
  },
});

interface Work {
  readonly programs: readonly NumberedProgram[];
  readonly lines: readonly RecordLine[];
}

/**
 * Work that breaks jq is done again in halves, until the record and the program that break it are known:
 * that pair becomes an error, and everything else keeps its outcome.
 */
const runOrHalve = async (run: RunJq, work: Work, signal: AbortSignal): Promise<readonly Outcome[]> => {
  signal.throwIfAborted();
  try {
    return await runOnce(run, work, signal);
  } catch (error) {
    signal.throwIfAborted();
    const halves = halve(work);
    if (halves === undefined) return failAll(work.programs, work.lines.map(recordOf), messageOf(error));
    const [left, right] = halves;
    return [...(await runOrHalve(run, left, signal)), ...(await runOrHalve(run, right, signal))];
  }
};

const runOnce = async (
  run: RunJq,
  { programs, lines }: Work,
  signal: AbortSignal,
): Promise<readonly Outcome[]> => {
  const { stdout, stderr, exitCode } = await run(
    batchProgram(programs),
    lines.map(textOf).join('\n'),
    signal,
  );
  if (exitCode !== 0) throw new Error(stderr.split('\n')[0] || `jq ended with exit code ${exitCode}`);
  return readOutcomes(stdout, lines);
};

const halve = ({ programs, lines }: Work): readonly [Work, Work] | undefined => {
  if (lines.length > 1) {
    const [left, right] = halvesOf(lines);
    return [{ programs, lines: left }, { programs, lines: right }]; // biome-ignore format: a pair reads as one line
  }
  if (programs.length > 1) {
    const [left, right] = halvesOf(programs);
    return [{ programs: left, lines }, { programs: right, lines }]; // biome-ignore format: a pair reads as one line
  }
  return undefined;
};

const halvesOf = <T>(items: readonly T[]): readonly [readonly T[], readonly T[]] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};

const failAll = (
  programs: readonly NumberedProgram[],
  records: readonly number[],
  message: string,
): Outcome[] =>
  records.flatMap((record) =>
    programs.map(({ number }): Outcome => ({ kind: 'error', program: number, record, message })),
  );

const recordOf = ({ record }: RecordLine): number => record;
const textOf = ({ text }: RecordLine): string => text;
