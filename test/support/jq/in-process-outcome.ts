import { judge, understand } from '../../../src/jq/in-process/program.ts';
import type { JsonValue } from '../../../src/json.ts';

/**
 * What the direct engine itself makes of a program and a record: a value, `error: …`, `handed over: …`,
 * `not understood`, or undefined when that is no match.
 */
export const directly = (text: string, record: JsonValue = null): JsonValue | undefined => {
  const program = understand(text);
  if (program === undefined) return 'not understood';
  const verdict = judge(program, record);
  if (verdict === undefined) return undefined;
  switch (verdict.kind) {
    case 'value':
      return verdict.value;
    case 'error':
      return `error: ${verdict.message}`;
    case 'handed over':
      return `handed over: ${verdict.reason}`;
  }
};
