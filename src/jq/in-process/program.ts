import type { JsonValue } from '../../json.ts';
import { isBuiltin } from './builtins/registry.ts';
import { type Code, firstOf, type One } from './closures/code.ts';
import { compile } from './closures/compile.ts';
import type { Filter } from './ir/filter.ts';
import { resolve } from './ir/resolve.ts';
import { parse } from './parse/parse.ts';
import { UnsupportedProgram } from './parse/unsupported-program.ts';
import { validate } from './parse/validate.ts';
import { type Condition, conditionsOf } from './prefilter/conditions.ts';
import { resetBudget } from './values/budget.ts';
import { exact, isTruthy } from './values/kinds.ts';
import { asOutput, errorText } from './values/output.ts';
import { BailOut, Raised } from './values/signals.ts';

export interface Program {
  readonly firstOutput: One;
  /** What must hold for an input so that the program has an outcome on it. */
  readonly conditions: readonly Condition[];
}

/**
 * Text → syntax tree → filter with resolved names → closures, and conditions for the prefilter. Undefined when jq might
 * refuse the program, or when it is too large.
 */
export const compileProgram = (
  text: string,
  prefilterFields: readonly (readonly string[])[] = [],
  compileFilter: (filter: Filter) => Code = compile,
): Program | undefined => unlessUnsupported(() => compileSupported(text, prefilterFields, compileFilter));

/** What in a program needs the real jq for every input, as it is written there, if that is known. */
export const unsupportedIn = (text: string): { readonly part: string | undefined } | undefined => {
  try {
    compileSupported(text, [], compile);
    return undefined;
  } catch (error) {
    if (error instanceof UnsupportedProgram) return { part: error.part };
    if (isStackOverflow(error)) return { part: undefined };
    throw error;
  }
};

const compileSupported = (
  text: string,
  prefilterFields: readonly (readonly string[])[],
  compileFilter: (filter: Filter) => Code,
): Program => {
  const syntax = parse(text);
  validate(syntax, isBuiltin);
  const filter = resolve(syntax);
  return { firstOutput: firstOf(compileFilter(filter)), conditions: conditionsOf(filter, prefilterFields) };
};

/** Undefined for a program that is not compiled in-process. */
export const unlessUnsupported = <T>(compileIt: () => T): T | undefined => {
  try {
    return compileIt();
  } catch (error) {
    if (error instanceof UnsupportedProgram || isStackOverflow(error)) return undefined;
    throw error;
  }
};

/** What a program gives for an input; undefined when it has no output, or null or false. */
export type Result =
  | { readonly kind: 'value'; readonly value: JsonValue }
  | { readonly kind: 'error'; readonly message: string }
  | { readonly kind: 'bail-out'; readonly reason: string }
  | undefined;

export const evaluate = (program: Program, input: JsonValue): Result => {
  resetBudget();
  try {
    return resultOf(program, exact(input));
  } catch (error) {
    if (error instanceof BailOut) return { kind: 'bail-out', reason: error.reason };
    if (isStackOverflow(error)) return { kind: 'bail-out', reason: error.message };
    throw error;
  }
};

const resultOf = ({ firstOutput }: Program, input: JsonValue): Result => {
  try {
    const output = firstOutput(input);
    if (output === undefined || !isTruthy(output)) return undefined;
    return { kind: 'value', value: asOutput(output, input) };
  } catch (error) {
    if (error instanceof Raised) return { kind: 'error', message: errorText(error.value) };
    throw error;
  }
};

/** Programs and inputs that nest thousands of levels deep. */
const isStackOverflow = (error: unknown): error is RangeError => error instanceof RangeError;
