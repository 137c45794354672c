import type { JsonValue } from '../../../json.ts';
import type { Code } from '../closures/code.ts';

/** How a builtin is evaluated. */
export type Builtin =
  | {
      /** A function of values. jq calls it for each combination of its arguments' outputs, the last one outermost. */
      readonly kind: 'function';
      readonly run: (input: JsonValue, ...args: readonly JsonValue[]) => JsonValue;
      /** Whether the input matters, or the arguments alone. */
      readonly usesInput: boolean;
      /** Whether it raises no error, whatever its input. It has no arguments then. */
      readonly isTotal: boolean;
    }
  | {
      /** The same with any number of outputs. */
      readonly kind: 'generator';
      readonly run: (input: JsonValue, ...args: readonly JsonValue[]) => Iterable<JsonValue>;
    }
  | {
      /** Decides itself when its arguments run, and on what. */
      readonly kind: 'control';
      /** Whether it looks at its input itself, beside its arguments. */
      readonly usesInput: boolean;
      readonly code: (...args: readonly Code[]) => Code;
    };

/** A function of values. */
export type Run = Extract<Builtin, { readonly kind: 'function' }>['run'];
