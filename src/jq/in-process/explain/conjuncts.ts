import type { JsonValue } from '../../../json.ts';
import { isBuiltin } from '../builtins/registry.ts';
import { someOf } from '../closures/code.ts';
import { compile } from '../closures/compile.ts';
import { resolve } from '../ir/resolve.ts';
import { parseWithSpans } from '../parse/parse.ts';
import type { Syntax } from '../parse/syntax.ts';
import { validate } from '../parse/validate.ts';
import { evaluate, type Program, unlessUnsupported } from '../program.ts';
import { isTruthy } from '../values/kinds.ts';
import { isCallOf } from './decision.ts';
import { isPath, literalOf } from './paths.ts';
import { type Source, sourceOf } from './source.ts';
import { tracer } from './trace.ts';
import { whyOf } from './why.ts';

/** One of the conditions of a program, all of which must hold: `A` and `B` in `select(A and B)`. */
interface Conjunct {
  /** As it is written, on one line. */
  readonly text: string;
  /** Whether it holds for an input by itself. Undefined where only the real jq can say. An error is no. */
  holdsFor(input: JsonValue): boolean | undefined;
  /** Why it does not. */
  reasonFor(input: JsonValue): string;
}

/** The conditions of a program. None of a program that is not compiled in-process. */
export const conjunctsOf = (text: string): readonly Conjunct[] =>
  unlessUnsupported(() => {
    const { syntax, spans } = parseWithSpans(text);
    validate(syntax, isBuiltin);
    const source = sourceOf(text, spans);
    return split(syntax, (piece) => piece).map((part) => conjunctFor(part, source));
  }) ?? [];

interface Part {
  readonly piece: Syntax;
  /** The piece as a program of its own, with the definitions and variables that it uses. */
  readonly program: Syntax;
}

type Wrap = (piece: Syntax) => Syntax;

const split = (syntax: Syntax, wrap: Wrap): readonly Part[] => {
  switch (syntax.kind) {
    case 'define':
      return split(syntax.rest, (rest) => wrap({ ...syntax, rest }));
    case 'bind':
      return split(syntax.body, (body) => wrap({ ...syntax, body }));
    case 'pipe':
      return splitPipe(syntax.left, syntax.right, wrap) ?? whole(syntax, wrap);
    case 'call': {
      const [condition] = syntax.args;
      return syntax.name === 'select' && condition !== undefined
        ? split(condition, wrap)
        : whole(syntax, wrap);
    }
    case 'binary':
      return syntax.operator === 'and'
        ? [...split(syntax.left, wrap), ...split(syntax.right, wrap)]
        : whole(syntax, wrap);
    case 'if':
      return isNothing(syntax.no)
        ? [...split(syntax.condition, wrap), ...split(syntax.yes, wrap)]
        : whole(syntax, wrap);
    default:
      return isOutput(syntax) ? [] : whole(syntax, wrap);
  }
};

/** What follows a select has the same input as the select; what follows a path has what is there. */
const splitPipe = (left: Syntax, right: Syntax, wrap: Wrap): readonly Part[] | undefined => {
  if (isCallOf(left, 'select')) return [...split(left, wrap), ...split(right, wrap)];
  if (isPath(left) && !hasIteration(left) && hasConditions(right))
    return split(right, (piece) => wrap({ kind: 'pipe', left, right: piece }));
  return undefined;
};

/** Whether it makes sense to split what follows a path. `.name | test("x")` is one condition. */
const hasConditions = (syntax: Syntax): boolean =>
  (syntax.kind === 'pipe' && isCallOf(syntax.left, 'select')) ||
  isCallOf(syntax, 'select') ||
  (syntax.kind === 'binary' && syntax.operator === 'and');

const hasIteration = (syntax: Syntax): boolean =>
  syntax.kind === 'each' ||
  ((syntax.kind === 'index' || syntax.kind === 'slice') && hasIteration(syntax.target));

const whole = (piece: Syntax, wrap: Wrap): readonly Part[] => [{ piece, program: wrap(piece) }];

const isNothing = (syntax: Syntax | undefined): boolean =>
  syntax !== undefined &&
  (isCallOf(syntax, 'empty') || (syntax.kind === 'constant' && syntax.value !== true));

/** What a rule shows, and is never null or false. */
const isOutput = (syntax: Syntax): boolean =>
  ['identity', 'object', 'array', 'string'].includes(syntax.kind) ||
  (literalOf(syntax) !== undefined && literalOf(syntax) !== null && literalOf(syntax) !== false);

const conjunctFor = ({ piece, program }: Part, source: Source): Conjunct => {
  const some = someOf(compile(resolve(program)), isTruthy);
  const compiled: Program = { firstOutput: (input) => some(input), conditions: [] };
  let trace: ReturnType<typeof tracer> | undefined;
  return {
    text: source.textOf(piece),
    holdsFor: (input) => {
      const result = evaluate(compiled, input);
      return result?.kind === 'bail-out' ? undefined : result?.kind === 'value';
    },
    reasonFor: (input) => {
      trace ??= tracer(program);
      return whyOf(trace(input), source);
    },
  };
};
