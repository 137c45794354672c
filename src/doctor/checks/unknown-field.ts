import { fieldAt, nearestField } from '../../catalogue/fields.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { pathBelow } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.userName` for `.userIdentity.userName`, `.eventname`, `.requestParameter`: nothing in CloudTrail writes it. */
export const unknownField: Check = (program) =>
  readsIn(program).flatMap(({ syntax, path, parent }) => {
    if (isOneKey(path, parent)) return oneKey(syntax, path, program);
    if (fieldAt(path) !== undefined || path === 'Records' || path === 'detail') return [];
    const parentType = parent === '' ? 'object' : fieldAt(parent)?.type;
    // jq fails there, which is another finding.
    if (parentType === 'any') return [];
    const nearest = meantFields.get(path) ?? nearestField(path);
    // Below text there is nothing that somebody may have meant.
    const isInside = parentType === 'object' || parentType === 'list';
    const isWrong = nearest !== undefined && isLeaf(nearest) && isReadBelow(syntax, program);
    const meant = isInside && nearest !== path && !isWrong ? nearest : undefined;
    const message = `CloudTrail writes no .${path}${meant === undefined ? '' : `, but .${meant}`}: ${effectOf(parentType)}`;
    if (program.spanOf(syntax) === undefined) return ofPattern(syntax, { parent, meant, message }, program);
    return findingAt(program, syntax, {
      kind: 'unknown-field',
      message,
      fix: meant === undefined ? undefined : withPath(syntax, { path, parent, meant }, program),
    });
  });

/** A key of `as {userIdentty: $user}` has no place of its own. */
const ofPattern = (
  syntax: Syntax,
  {
    parent,
    meant,
    message,
  }: { readonly parent: string; readonly meant: string | undefined; readonly message: string },
  { text }: CheckedProgram,
): ReturnType<Check> => {
  const key = syntax.kind === 'string' && syntax.parts.length === 1 ? syntax.parts[0] : undefined;
  if (typeof key !== 'string' || !/^\w+$/.test(key)) return [];
  const [start, ...others] = [...text.matchAll(new RegExp(`(?<=[{,]\\s*\\$?)${key}\\b`, 'g'))].map(
    ({ index }) => index,
  );
  if (start === undefined) return [];
  const name = meant === undefined ? undefined : below(parent, meant);
  const isFixed = name !== undefined && others.length === 0 && !text.slice(0, start).endsWith('$');
  const span = { start, end: start + key.length };
  return [{ kind: 'unknown-field', level: 'warning', span, message, ...(isFixed && { fix: name }) }];
};

/** The name of a field that is beside others of its parent. */
const below = (parent: string, meant: string): string | undefined => {
  const name = parent === '' ? meant : meant.slice(parent.length + 1);
  return (parent === '' || meant.startsWith(`${parent}.`)) && !name.includes('.') ? name : undefined;
};

/** `to_entries[] | select(.key == "eventname")` looks for a field, too. */
const readsIn = ({ facts }: CheckedProgram): CheckedProgram['facts']['reads'] => [
  ...facts.reads,
  ...facts.comparisons.flatMap(({ how, literal, subject }) =>
    subject.flatMap((value) => {
      if (how !== '==' || value.kind !== 'key' || typeof literal.value !== 'string') return [];
      return [{ syntax: literal.syntax, path: pathBelow(value.of, literal.value), parent: value.of }];
    }),
  ),
];

/** `."userIdentity.type"` is one key with a dot in it. */
const isOneKey = (path: string, parent: string): boolean =>
  parent === '' && path.includes('.') && fieldAt(path) !== undefined;

const oneKey = (syntax: Syntax, path: string, program: CheckedProgram): ReturnType<Check> =>
  findingAt(program, syntax, {
    kind: 'unknown-field',
    message: `CloudTrail writes no key "${path}", but .${path}: this is always null`,
    fix: syntax.kind === 'index' && syntax.target.kind === 'identity' ? `.${path}` : undefined,
  });

/** `.event.eventName` does not mean a key of `.eventName`. */
const isReadBelow = (syntax: Syntax, { pieces }: CheckedProgram): boolean =>
  pieces.some((piece) => piece.kind === 'index' && piece.target === syntax);

const isLeaf = (path: string): boolean =>
  ['string', 'boolean', 'number'].includes(fieldAt(path)?.type ?? 'string');

/** Where people look for what other logs and languages name so. */
const meantFields: ReadonlyMap<string, string> = new Map(
  Object.entries({
    account: 'recipientAccountId',
    awsAccountId: 'recipientAccountId',
    id: 'eventID',
    ip: 'sourceIPAddress',
    event: 'eventName',
    service: 'eventSource',
    action: 'eventName',
    roleName: 'userIdentity.sessionContext.sessionIssuer.userName',
    'userIdentity.roleName': 'userIdentity.sessionContext.sessionIssuer.userName',
    'userIdentity.role': 'userIdentity.sessionContext.sessionIssuer.userName',
    'userIdentity.userId': 'userIdentity.principalId',
  }),
);

const effectOf = (parentType: string | undefined): string =>
  parentType === 'object' ? 'this is always null' : `this fails, as it looks for a key in a ${parentType}`;

/** The text of the piece with another path. Undefined where the path is not written in one piece. */
const withPath = (
  syntax: Syntax,
  { path, parent, meant }: { readonly path: string; readonly parent: string; readonly meant: string },
  { textOf }: CheckedProgram,
): string | undefined => {
  const text = textOf(syntax);
  const optional = text.endsWith('?') ? '?' : '';
  if (text === `.${path}${optional}`) return `.${meant.replaceAll('[]', '[]?')}${optional}`;
  const key = path.slice(parent.length).replace(/^\./, '');
  const name = below(parent, meant);
  if (name === undefined) return undefined;
  const start = text.lastIndexOf(JSON.stringify(key));
  if (start >= 0) return `${text.slice(0, start)}"${name}"${text.slice(start + key.length + 2)}`;
  if (syntax.kind === 'string' && text === key) return name;
  return syntax.kind === 'index' && text.endsWith(`.${key}${optional}`)
    ? `${text.slice(0, text.length - key.length - optional.length)}${name}${optional}`
    : undefined;
};
