import { isJsonObject, type JsonValue } from '../../../json.ts';
import type { Syntax } from '../parse/syntax.ts';
import { lastOutput, partOf } from './decision.ts';
import { shortened, shown } from './shown.ts';
import type { Step } from './trace.ts';

/** A string without interpolations, a number, true, false or null. */
export const literalOf = (syntax: Syntax): JsonValue | undefined => {
  switch (syntax.kind) {
    case 'constant':
      return syntax.value;
    case 'number':
      return Number(syntax.text);
    case 'string':
      return syntax.parts.every((part) => typeof part === 'string') ? syntax.parts.join('') : undefined;
    case 'negate': {
      const of = literalOf(syntax.of);
      return typeof of === 'number' ? -of : undefined;
    }
    default:
      return undefined;
  }
};

/** `.a.b[0]`, `.a[]`, `$x.a`: what only reads. */
export const isPath = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'identity':
    case 'variable':
      return true;
    case 'index':
      return isPath(syntax.target) && literalOf(syntax.key) !== undefined;
    case 'slice':
      return (
        [syntax.from, syntax.to].every((end) => end === undefined || literalOf(end) !== undefined) &&
        isPath(syntax.target)
      );
    case 'each':
      return isPath(syntax.target);
    default:
      return false;
  }
};

/** `is "x"`, `is missing`, `is null: .a is missing`, `gives 1, 2`: what a step gave. */
export const isWhat = (step: Step, textOf: (syntax: Syntax) => string): string => {
  const { outputs } = step;
  if (outputs.length > 1)
    return `gives ${outputs.slice(0, 3).map(brief).join(', ')}${outputs.length > 3 ? `, … (${outputs.length})` : ''}`;
  const value = lastOutput(step);
  if (value === undefined) return 'gives nothing';
  if (!isPath(step.syntax)) return `gives ${shown(value)}`;
  if (value !== null) return `is ${shown(value)}`;
  const missing = missingIn(step);
  if (missing === undefined) return 'is null';
  const why = `missing${missing.meant === undefined ? '' : `, but there is ${missing.meant}`}`;
  return missing.step === step ? `is ${why}` : `is null: ${textOf(missing.step.syntax)} is ${why}`;
};

const brief = (value: JsonValue): string => shortened(shown(value), 40);

/** The first step of a path that gives null. Undefined if that is a null in the input. */
const missingIn = (step: Step): { readonly step: Step; readonly meant: string | undefined } | undefined => {
  const { syntax } = step;
  if (syntax.kind !== 'index' && syntax.kind !== 'slice') return undefined;
  const target = partOf(step, syntax.target);
  const container = target === undefined ? step.input : lastOutput(target);
  if (container === null && target !== undefined) return missingIn(target);
  const key = syntax.kind === 'index' ? literalOf(syntax.key) : undefined;
  if (!isJsonObject(container) || typeof key !== 'string' || Object.hasOwn(container, key)) return undefined;
  const meant = Object.keys(container).find((name) => name.toLowerCase() === key.toLowerCase());
  return { step, meant };
};
