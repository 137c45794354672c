import { compileProgram, evaluate } from '../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../src/json.ts';

/**
 * What the in-process evaluator gives for a program and an input: a value, `error: …`, `bails out: …`, `not compiled`,
 * or undefined for no outcome.
 */
export const evaluateInProcess = (text: string, input: JsonValue = null): JsonValue | undefined => {
  const program = compileProgram(text);
  if (program === undefined) return 'not compiled';
  const result = evaluate(program, input);
  if (result === undefined) return undefined;
  switch (result.kind) {
    case 'value':
      return result.value;
    case 'error':
      return `error: ${result.message}`;
    case 'bail-out':
      return `bails out: ${result.reason}`;
  }
};
