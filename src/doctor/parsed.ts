import { parseWithSpans } from '../jq/in-process/parse/parse.ts';
import { UnsupportedProgram } from '../jq/in-process/parse/unsupported-program.ts';

/** Undefined for a program that jq refuses, or that is not read here. */
export const parsed = (text: string): ReturnType<typeof parseWithSpans> | undefined => {
  try {
    return parseWithSpans(text);
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof UnsupportedProgram || error instanceof RangeError) return undefined;
    throw error;
  }
};
