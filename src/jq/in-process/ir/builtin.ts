import type { JsonValue } from '../../../json.ts';
import type { Code } from '../closures/code.ts';

/** How a builtin is evaluated. */
export type Builtin =
  | {
      /** A function of values, called for each combination of its arguments' outputs; the last argument is the outermost loop. */
      readonly kind: 'function';
      readonly run: (input: JsonValue, ...args: readonly JsonValue[]) => JsonValue;
      /** Whether the result depends on the input, or on the arguments alone. */
      readonly usesInput: boolean;
      /** Whether it never raises an error. Then it has no arguments, which might. */
      readonly isTotal: boolean;
    }
  | {
      /** A function with any number of outputs. */
      readonly kind: 'generator';
      readonly run: (input: JsonValue, ...args: readonly JsonValue[]) => Iterable<JsonValue>;
    }
  | {
      /** Decides itself when its arguments are evaluated, and on what. */
      readonly kind: 'control';
      /** Whether it uses its input itself, apart from passing it to its arguments. */
      readonly usesInput: boolean;
      /** Whether it raises no errors but those of its arguments. */
      readonly isTotal: boolean;
      readonly code: (...args: readonly Code[]) => Code;
    };

/** A function of values. */
export type Run = Extract<Builtin, { readonly kind: 'function' }>['run'];
