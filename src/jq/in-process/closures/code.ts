import type { JsonValue } from '../../../json.ts';

/**
 * A compiled filter. Most give at most one output: those are plain functions, for which nothing is allocated. The
 * others hand each output to `emit`, which tells whether to stop.
 */
export type Code =
  | { readonly kind: 'one'; readonly run: One }
  | { readonly kind: 'many'; readonly run: Many };

/** Undefined is no output. */
export type One = (input: JsonValue) => JsonValue | undefined;

/** True when `emit` asked to stop: then there is nothing more to do for anybody. */
export type Many = (input: JsonValue, emit: Emit) => boolean;

export type Emit = (output: JsonValue) => boolean;

export const one = (run: One): Code => ({ kind: 'one', run });

export const many = (run: Many): Code => ({ kind: 'many', run });

export const manyOf = (code: Code): Many => {
  if (code.kind === 'many') return code.run;
  const { run } = code;
  return (input, emit) => {
    const output = run(input);
    return output !== undefined && emit(output);
  };
};

/** The first output alone; the rest is not even looked for. */
export const firstOf = (code: Code): One => {
  if (code.kind === 'one') return code.run;
  const { run } = code;
  return (input) => {
    let first: JsonValue | undefined;
    run(input, (output) => {
      first = output;
      return true;
    });
    return first;
  };
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

/** Whether there is an output for which `test` holds; it stops there. */
export const someOf = (code: Code, test: (output: JsonValue) => boolean): ((input: JsonValue) => boolean) => {
  if (code.kind === 'many') return (input) => code.run(input, test);
  const { run } = code;
  return (input) => {
    const output = run(input);
    return output !== undefined && test(output);
  };
};
