import { childrenOf } from '../../jq/in-process/parse/children.ts';
import { givesBoolean, isComparison } from '../../jq/in-process/parse/comparisons.ts';
import type { Definition, Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.resources[]?.ARN == "x"` gives true or false for each of the resources: only the first one decides. */
export const stream: Check = (program) => {
  const functions = new Map(
    program.pieces.flatMap((piece) =>
      piece.kind === 'define' && piece.definition.params.length === 0
        ? [[piece.definition.name, piece.definition] as const]
        : [],
    ),
  );
  return decidingStreams(program.syntax, functions).flatMap((piece) =>
    findingAt(program, piece, {
      kind: 'first-output',
      message:
        piece.kind === 'comma'
          ? 'this gives an output for each of the conditions, and only the first one counts'
          : 'this is true or false once for each element, and only the first output of a rule counts: any(…) and all(…) look at all of them',
      fix: fixOf(piece, program),
    }),
  );
};

type Functions = ReadonlyMap<string, Definition>;

/** The smallest conditions of which the program gives more than one answer. */
const decidingStreams = (syntax: Syntax, functions: Functions): readonly Syntax[] => {
  switch (syntax.kind) {
    case 'define':
      return decidingStreams(syntax.rest, functions);
    case 'bind':
      if (!isAnswer(syntax.body)) return [];
      return isStream(syntax.source, functions) ? [syntax] : decidingStreams(syntax.body, functions);
    case 'pipe':
      if (!isAnswer(syntax.right) || isSelection(syntax.right)) return [];
      return isStream(syntax.left, functions) ? [syntax] : decidingStreams(syntax.right, functions);
    case 'comma':
      return [syntax.left, syntax.right].every(isAnswer) ? [syntax] : [];
    case 'if':
      return isAnswer(syntax) && isStream(syntax.condition, functions) ? [syntax] : [];
    case 'binary': {
      if (syntax.operator === 'and' || syntax.operator === 'or')
        return [syntax.left, syntax.right].flatMap((side) => decidingStreams(side, functions));
      return isComparison(syntax.operator) && isStream(syntax, functions) ? [syntax] : [];
    }
    default:
      return [];
  }
};

/** What gives true or false. */
const isAnswer = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'pipe':
      return isAnswer(syntax.right);
    case 'bind':
      return isAnswer(syntax.body);
    case 'binary':
      return givesBoolean(syntax.operator);
    case 'if':
      return syntax.no !== undefined && [syntax.yes, syntax.no].every(isBoolean);
    case 'call':
      return answers.has(`${syntax.name}/${syntax.args.length}`);
    default:
      return false;
  }
};

const isBoolean = (syntax: Syntax): boolean =>
  (syntax.kind === 'constant' && syntax.value !== null) || isAnswer(syntax);

const answers: ReadonlySet<string> = new Set(
  'test/1 test/2 startswith/1 endswith/1 contains/1 inside/1 IN/1 not/0 has/1 any/0 any/1 all/0 all/1'.split(
    ' ',
  ),
);

/** Whether it gives each element of something. After a `select`, there may well be only one. */
const isStream = (syntax: Syntax, functions: Functions): boolean => {
  switch (syntax.kind) {
    case 'each':
      return !isSingle(syntax.target);
    case 'pipe':
    case 'comma':
      return !isSelection(syntax.right) && childrenOf(syntax).some((piece) => isStream(piece, functions));
    case 'index':
    case 'negate':
    case 'slice':
      return childrenOf(syntax).some((piece) => isStream(piece, functions));
    case 'binary':
      return (
        (isComparison(syntax.operator) || ['and', 'or', '+', '-', '*', '/', '%'].includes(syntax.operator)) &&
        childrenOf(syntax).some((piece) => isStream(piece, functions))
      );
    case 'try':
      return syntax.handler === undefined && isStream(syntax.body, functions);
    case 'call': {
      const body = syntax.args.length === 0 ? functions.get(syntax.name)?.body : undefined;
      return (
        body !== undefined && isStream(body, new Map([...functions].filter(([name]) => name !== syntax.name)))
      );
    }
    default:
      return false;
  }
};

const isSelection = (syntax: Syntax): boolean => {
  if (syntax.kind === 'pipe') return isSelection(syntax.left) || isSelection(syntax.right);
  return syntax.kind === 'call' && ['select', 'first', 'last', 'limit', 'values'].includes(syntax.name);
};

/** `.[0:1][]` and `["A"][]`. Of `.Records[]`, the wrapper is the mistake. */
const isSingle = (syntax: Syntax): boolean =>
  syntax.kind === 'slice' ||
  (syntax.kind === 'index' && syntax.key.kind === 'string' && syntax.key.parts[0] === 'Records') ||
  (syntax.kind === 'array' && syntax.items?.kind !== 'comma') ||
  (syntax.kind === 'call' && syntax.name === 'limit');

/** None where it is not known whether any or all of them are meant. */
const fixOf = (piece: Syntax, program: CheckedProgram): string | undefined => {
  if (piece.kind === 'comma') return `(${program.textOf(piece.left)}) or (${program.textOf(piece.right)})`;
  if (isNegative(piece)) return undefined;
  const [elements, condition] = partsOf(piece, program);
  return `any(${elements.replaceAll(/(?<!\])\[\](?!\?)/g, '[]?')}; ${condition})`;
};

const isNegative = (syntax: Syntax): boolean => {
  if (syntax.kind === 'binary')
    return syntax.operator === '!=' || [syntax.left, syntax.right].some(isNegative);
  if (syntax.kind === 'pipe') return isNegative(syntax.left) || isNegative(syntax.right);
  if (syntax.kind === 'bind') return isNegative(syntax.body);
  return syntax.kind === 'call' && syntax.name === 'not';
};

/** What to go through, and what to ask of each: `.resources[]?` and `.ARN == "x"`. */
const partsOf = (piece: Syntax, { textOf }: CheckedProgram): readonly [string, string] => {
  const text = textOf(piece);
  const compared = piece.kind === 'binary' ? textOf(piece.left) : '';
  const [, elements, below] = /^((?:\.[\w.?[\]]*)\[\]\??)(\.[\w.?]+)?$/.exec(compared) ?? [];
  if (elements !== undefined && text.startsWith(compared) && isPlain(piece))
    return [elements, `${below ?? '.'}${text.slice(compared.length)}`];
  if (piece.kind === 'pipe' && /\[\]\??$/.test(textOf(piece.left)))
    return [textOf(piece.left), textOf(piece.right)];
  return [text, '.'];
};

/** Compared with what stands in the program, which is the same on each element. */
const isPlain = (piece: Syntax): boolean =>
  piece.kind === 'binary' && ['string', 'number', 'constant', 'variable'].includes(piece.right.kind);
