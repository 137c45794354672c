import { fieldAt, nearestField } from '../../catalogue/fields.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.userName` for `.userIdentity.userName`, `.eventname`, `.requestParameter`: nothing in CloudTrail writes it. */
export const unknownField: Check = (program) =>
  program.facts.reads.flatMap(({ syntax, path, parent }) => {
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
    return findingAt(program, syntax, {
      kind: 'unknown-field',
      message: `CloudTrail writes no .${path}${meant === undefined ? '' : `, but .${meant}`}: ${effectOf(parentType)}`,
      fix: meant === undefined ? undefined : withPath(syntax, { path, parent, meant }, program),
    });
  });

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
  if (syntax.kind !== 'index') return undefined;
  const text = textOf(syntax);
  const optional = text.endsWith('?') ? '?' : '';
  if (text === `.${path}${optional}`) return `.${meant.replaceAll('[]', '[]?')}${optional}`;
  const key = path.slice(parent.length).replace(/^\./, '');
  const isBeside = meant.startsWith(`${parent}.`) && !meant.slice(parent.length + 1).includes('.');
  return isBeside && text.endsWith(`.${key}${optional}`)
    ? `${text.slice(0, text.length - key.length - optional.length)}${meant.slice(parent.length + 1)}${optional}`
    : undefined;
};
