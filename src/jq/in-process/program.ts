import type { JsonValue } from '../../json.ts';
import { isBuiltin } from './builtins/registry.ts';
import { firstOf, type One } from './closures/code.ts';
import { compile } from './closures/compile.ts';
import { resolve } from './ir/resolve.ts';
import { parse } from './parse/parser.ts';
import { NotUnderstood } from './parse/reader.ts';
import { validate } from './parse/validity.ts';
import { type Guard, guardsOf } from './prefilter/guards.ts';
import { isTruthy, seen } from './values/kinds.ts';
import { asOutput, errorText } from './values/output.ts';
import { HandedOver, Raised, refill } from './values/signals.ts';

export interface Program {
  readonly first: One;
  readonly guards: readonly Guard[];
}

/**
 * A program's way: text → tokens → syntax, which is validated → filter, in which names are resolved → code, and guards
 * for the index. Undefined when jq might refuse the program, or when it is too large for us.
 */
export const understand = (text: string): Program | undefined => {
  try {
    const syntax = parse(text);
    validate(syntax, isBuiltin);
    const filter = resolve(syntax);
    return { first: firstOf(compile(filter)), guards: guardsOf(filter) };
  } catch (error) {
    // The stack overflows on what nests thousands deep.
    if (error instanceof NotUnderstood || error instanceof RangeError) return undefined;
    throw error;
  }
};

/** What a program makes of a record; `undefined` when that is no match. */
export type Verdict =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'handed over'; readonly reason: string }
  | undefined;

export const judge = (program: Program, record: JsonValue): Verdict => {
  refill();
  try {
    return verdictOf(program, seen(record));
  } catch (error) {
    if (error instanceof HandedOver) return { kind: 'handed over', reason: error.reason };
    // What nests so deep that the stack overflows is for jq to judge.
    if (error instanceof RangeError) return { kind: 'handed over', reason: error.message };
    throw error;
  }
};

const verdictOf = ({ first }: Program, record: JsonValue): Verdict => {
  try {
    const output = first(record);
    if (output === undefined || !isTruthy(output)) return undefined;
    return { kind: 'value', value: asOutput(output, record) };
  } catch (error) {
    if (error instanceof Raised) return { kind: 'error', message: errorText(error.value) };
    throw error;
  }
};
