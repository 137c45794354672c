import { isJsonArray, isJsonObject, type JsonValue } from '../../../json.ts';
import { isBuiltin } from '../builtins/registry.ts';
import { parseWithSpans } from '../parse/parse.ts';
import type { Syntax } from '../parse/syntax.ts';
import { validate } from '../parse/validate.ts';
import { unlessUnsupported } from '../program.ts';
import { decisionOf, isCallOf, lastOutput } from './decision.ts';
import { fixOf } from './fix.ts';
import { isPath, isWhat, literalOf } from './paths.ts';
import { climb } from './reason.ts';
import { maxText, shortened } from './shown.ts';
import { type Source, sourceOf } from './source.ts';
import { type Step, tracer } from './trace.ts';

/** Why a program fails on an input. */
export interface ProgramFailure {
  /** What jq says. */
  readonly message: string;
  /** The piece that failed, on one line, and where it stands in the text of the program. */
  readonly piece: string;
  readonly position: number;
  /** What it failed on. */
  readonly values: readonly FailedValue[];
  /** Whether it failed because of the type of a value, such as null, and not because of what the value says. */
  readonly isOfType: boolean;
  /** What to write instead of what: with it, the program does not fail on this input. Takes as long as many evaluations. */
  fix(): { readonly instead: string; readonly of: string } | undefined;
  /** How many steps it took. */
  readonly steps: number;
}

export interface FailedValue {
  /** As the program reads it: `.user.name`. */
  readonly path: string;
  /** `is missing`, `is null`, `is 5` */
  readonly is: string;
  readonly type: string;
  /** The key of the input that it is in. Undefined if that is not certain. */
  readonly field: string | undefined;
}

/**
 * Explains a program on one input after another: undefined where it does not fail in-process. Undefined for a program
 * that is not compiled in-process.
 */
export const failureExplainer = (
  text: string,
): ((input: JsonValue) => ProgramFailure | undefined) | undefined =>
  unlessUnsupported(() => {
    const { syntax, spans } = parseWithSpans(text);
    validate(syntax, isBuiltin);
    const [trace, source] = [tracer(syntax), sourceOf(text, spans)];
    return (input) => {
      const { result, root, isCut, steps } = trace(input);
      if (result?.kind !== 'error' || isCut) return undefined;
      const chain = decisionOf(root);
      const failed = chain.findLast((step) => source.spanOf(step.syntax) !== undefined) ?? root;
      const seen = valuesIn(chain, source);
      return {
        message: result.message,
        piece: shortened(source.textOf(failed.syntax), maxText),
        position: source.spanOf(failed.syntax)?.start ?? 0,
        values: seen.map(({ step, path }) => ({
          path: shortened(textOfPath(path, source), maxText),
          is: isWhat(step, source.textOf),
          type: typeOf(lastOutput(step)),
          field: fieldOf(path),
        })),
        isOfType: isOfType(
          chain.at(-1) ?? root,
          seen.map(({ step }) => step),
        ),
        fix: () => fixOf(chain, source, input),
        steps,
      };
    };
  });

interface Seen {
  readonly step: Step;
  readonly path: ReadPath;
}

/** Filters that read one after another. `fromStart`: the first reads the whole input. */
interface ReadPath {
  readonly parts: readonly Syntax[];
  readonly fromStart: boolean;
}

/** What the last step of a chain was evaluated on, if it was not the whole input, and its parts that are no literals. */
const valuesIn = (chain: readonly [Step, ...Step[]], source: Source): readonly Seen[] => {
  const failed = chain.at(-1) ?? chain[0];
  const { lefts, fromStart } = climb(chain);
  const left = lefts.at(-1);
  const before = chain.flatMap(({ steps }) => steps).findLast(({ syntax }) => syntax === left);
  const parts = failed.steps
    .filter(({ syntax }) => source.textOf(syntax) !== '' && literalOf(syntax) === undefined)
    .map((step) => ({ step, path: { parts: [...lefts, step.syntax], fromStart } }));
  if (before === undefined || (parts.length > 0 && failed.syntax.kind !== 'call')) return parts;
  return [{ step: before, path: { parts: lefts, fromStart } }, ...parts];
};

/** `.a.b[0]`, and `.a | f` where not all of it only reads. */
const textOfPath = ({ parts }: ReadPath, { textOf }: Source): string => {
  const texts = parts.map(textOf).filter((text) => text !== '.' && text !== '');
  if (!parts.every(isPath)) return texts.join(' | ');
  const [first = '.', ...others] = texts;
  return others.reduce((path, text) => path + (text.startsWith('.[') ? text.slice(1) : text), first);
};

const fieldOf = ({ parts: [first], fromStart }: ReadPath): string | undefined => {
  if (!fromStart || first === undefined || !isPath(first)) return undefined;
  let at = first;
  while (at.kind === 'each' || at.kind === 'slice' || (at.kind === 'index' && at.target.kind !== 'identity'))
    at = at.target;
  const key = at.kind === 'index' ? literalOf(at.key) : undefined;
  return typeof key === 'string' ? key : undefined;
};

/**
 * A string or a number may be of the right type but say something else, as for `tonumber` or `fromjson`. A program that
 * raises an error itself means to.
 */
const isOfType = ({ syntax }: Step, seen: readonly Step[]): boolean => {
  const values = seen.map(lastOutput);
  if (isCallOf(syntax, 'error')) return false;
  switch (syntax.kind) {
    case 'index':
    case 'each':
      return true;
    case 'binary':
      return !['/', '%'].includes(syntax.operator);
    default:
      return values.some((value) => value !== undefined && !['string', 'number'].includes(typeOf(value)));
  }
};

const typeOf = (value: JsonValue | undefined): string => {
  if (value === null || value === undefined) return 'null';
  if (isJsonArray(value)) return 'array';
  return isJsonObject(value) ? 'object' : typeof value;
};
