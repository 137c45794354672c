import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { Values } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `IN(["A", "B"])`, `.x == ["A", "B"]`, `.x | inside(["A"])`: a field of text is compared with a whole array. */
export const lists: Check = (program) => [
  ...program.facts.calls.flatMap(({ syntax, input, args }) => {
    const [set, subject] = syntax.args.length === 2 ? [syntax.args[1], args[0]] : [syntax.args[0], input];
    const isOneOf = ['IN', 'inside', 'in'].includes(syntax.name);
    if (!isOneOf || subject === undefined || set?.kind !== 'array' || !isScalar(subject)) return [];
    return findingAt(program, set, {
      kind: 'in-list',
      level: 'error',
      message:
        syntax.name === 'IN'
          ? 'IN takes values, not an array: this compares with the whole array, which is never true'
          : `${syntax.name}([…]) fails on text`,
      fix: syntax.name === 'IN' ? itemsOf(set, program) : undefined,
    });
  }),
  ...program.facts.calls.flatMap(({ syntax, input }) => {
    const [set] = syntax.args;
    if (!['inside', 'in'].includes(syntax.name) || set?.kind !== 'array' || !isScalar(input)) return [];
    return findingAt(program, syntax, {
      kind: 'in-list',
      level: 'error',
      message: `${syntax.name}([…]) fails on text: IN compares with each of some values`,
      fix: `IN(${itemsOf(set, program)})`,
    });
  }),
  ...program.pieces.flatMap((piece) => {
    if (piece.kind !== 'binary' || (piece.operator !== '==' && piece.operator !== '!=')) return [];
    if (piece.right.kind !== 'array' || !isFieldPath(piece.left)) return [];
    const isScalarField = program.facts.reads.some(
      ({ syntax, path }) => syntax === piece.left && textFields.has(path),
    );
    if (!isScalarField) return [];
    return findingAt(program, piece, {
      kind: 'in-list',
      message: `${program.textOf(piece.left)} is text, never an array`,
      fix: `(${program.textOf(piece.left)} | IN(${itemsOf(piece.right, program)})${piece.operator === '!=' ? ' | not' : ''})`,
    });
  }),
];

const isFieldPath = ({ kind }: Syntax): boolean => kind === 'index';

/** Where an array is sure not to be. */
const textFields: ReadonlySet<string> = new Set(
  'eventName eventSource errorCode awsRegion sourceIPAddress userAgent userIdentity.type userIdentity.arn userIdentity.userName userIdentity.accountId recipientAccountId eventType'.split(
    ' ',
  ),
);

const isScalar = (values: Values): boolean =>
  values.every(
    ({ kind }) =>
      kind === 'text' || kind === 'literal' || kind === 'field' || kind === 'number' || kind === 'boolean',
  ) && values.some((value) => value.kind !== 'field' || textFields.has(value.path));

/** Without the brackets. */
const itemsOf = (array: Syntax, { textOf }: CheckedProgram): string => textOf(array).slice(1, -1).trim();
