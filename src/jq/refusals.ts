import type { CompiledPrograms, JqEngine } from './engine.ts';
import { JqCompileError } from './errors.ts';

/** Compiles programs of which some are refused, so that one error has every message. They are by position. */
export const compileUnlessRefused = async (
  engine: JqEngine,
  programs: readonly string[],
  refused: ReadonlyMap<number, string>,
): Promise<CompiledPrograms> => {
  try {
    const compiled = await engine.compile(programs);
    if (refused.size === 0) return compiled;
  } catch (error) {
    if (!(error instanceof JqCompileError)) throw error;
    throw new JqCompileError(new Map([...refused, ...error.messages]));
  }
  throw new JqCompileError(refused);
};
