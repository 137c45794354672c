import type { JsonValue } from '../../../json.ts';

/**
 * A compiled filter. Most have at most one output and are plain functions that allocate nothing. The others call `emit`
 * with each output.
 */
export type Code =
  | {
      readonly kind: 'one';
      readonly run: One;
      /** The keys, if all that it does is to read a path such as `.a.b`. `.` has none. */
      readonly path?: readonly string[];
    }
  | { readonly kind: 'many'; readonly run: Many; readonly first: One };

/** Returns undefined when there is no output. */
export type One = (input: JsonValue) => JsonValue | undefined;

/** Returns true as soon as `emit` does. */
export type Many = (input: JsonValue, emit: Emit) => boolean;

/** Returns true to stop: no further output is needed. */
export type Emit = (output: JsonValue) => boolean;

export const one = (run: One): Code => ({ kind: 'one', run });

/** `.` */
export const identity: Code = { kind: 'one', run: (input) => input, path: [] };

/** `empty` */
export const nothing: Code = one(() => undefined);

/** `first` gives the first output and evaluates nothing after it: pass it where that can be had without `emit`. */
export const many = (run: Many, first: One = firstBy(run)): Code => ({ kind: 'many', run, first });

export const manyOf = (code: Code): Many => {
  if (code.kind === 'many') return code.run;
  const { run } = code;
  return (input, emit) => {
    const output = run(input);
    return output !== undefined && emit(output);
  };
};

/** The first output. What comes after it is not evaluated. */
export const firstOf = (code: Code): One => (code.kind === 'one' ? code.run : code.first);

const firstBy =
  (run: Many): One =>
  (input) => {
    let first: JsonValue | undefined;
    run(input, (output) => {
      first = output;
      return true;
    });
    return first;
  };

/** All outputs. */
export const allOf = (code: Code): ((input: JsonValue) => JsonValue[]) => {
  const run = manyOf(code);
  return (input) => {
    const outputs: JsonValue[] = [];
    run(input, (output) => {
      outputs.push(output);
      return false;
    });
    return outputs;
  };
};

/** Whether `test` holds for an output. What comes after the first such output is not evaluated. */
export const someOf = (code: Code, test: (output: JsonValue) => boolean): ((input: JsonValue) => boolean) => {
  if (code.kind === 'many') return (input) => code.run(input, test);
  const { run } = code;
  return (input) => {
    const output = run(input);
    return output !== undefined && test(output);
  };
};
