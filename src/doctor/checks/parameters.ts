import { closestMatch } from 'leven';
import type { Parameter, Parameters } from '../../catalogue/request-parameters.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { callsBeside, type KnownCall } from './calls-beside.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';

/** `.requestParameters.PolicyArn` of AttachUserPolicy, `.ipPermissions[]` without `items`: no such call has it. */
export const parameters: Check = (program) => {
  const calls = callsBeside(program);
  return program.facts.reads.flatMap(({ syntax, path }): readonly ProgramFinding[] => {
    const [call] = calls.get(syntax) ?? [];
    const inRequest = pathInRequest(path);
    if (call === undefined || inRequest === undefined) return [];
    const isMissing = calls.get(syntax)?.every((one) => !mayHave(one.parameters, inRequest));
    if (!isMissing || isAlternative(syntax, program)) return [];
    const meant = meantBy(inRequest, call);
    if (meant === undefined) return [];
    return findingAt(program, syntax, {
      kind: 'unknown-field',
      message: `${call.eventName} has no ${written(inRequest)}, but ${written(meant)}: this is always null`,
      fix: fixOf(syntax, inRequest, meant, program),
    });
  });
};

/** The names below `requestParameters`; `[]` is one of them. */
export const pathInRequest = (path: string): readonly string[] | undefined => {
  const [first, ...names] = path.replaceAll('[]', '.[]').split('.');
  return first === 'requestParameters' && names.length > 0 ? names : undefined;
};

/** What is at a path. Undefined: nothing that is known. */
export const parameterAt = (parameter: Parameter, path: readonly string[]): Parameter | undefined => {
  const [name, ...rest] = path;
  if (name === undefined) return parameter;
  const below = typeof parameter === 'object' ? parameter[name] : undefined;
  return below === undefined ? undefined : parameterAt(below, rest);
};

/** Of what is below a parameter without a list of names, and of elements of an object, nothing is said. */
const mayHave = (parameters: Parameters, path: readonly string[]): boolean => {
  if (parameterAt(parameters, path) !== undefined) return true;
  const parent = path.slice(0, -1);
  return typeof parameterAt(parameters, parent) !== 'object' && !isElementOfItems(parameters, parent);
};

/** `.ipPermissions[]` is the list `.ipPermissions.items`, which has no names. */
const isElementOfItems = (parameters: Parameters, path: readonly string[]): boolean =>
  path.at(-1) === '[]' && parameterAt(parameters, [...path.slice(0, -1), 'items']) !== undefined;

/** `.requestParameters.userName // .requestParameters.UserName` takes both. */
const isAlternative = (syntax: Syntax, { pieces }: CheckedProgram): boolean =>
  pieces.some(
    (piece) =>
      piece.kind === 'binary' &&
      piece.operator === '//' &&
      (piece.right === syntax || (piece.left === syntax && piece.right.kind === 'index')),
  );

const meantBy = (path: readonly string[], { parameters: all }: KnownCall): readonly string[] | undefined => {
  const [key = '', parent] = [path.at(-1), path.slice(0, -1)];
  if (isElementOfItems(all, parent)) return [...parent.slice(0, -1), 'items', '[]', key];
  const beside = parameterAt(all, parent);
  const names = typeof beside === 'object' ? Object.keys(beside) : [];
  const near = nearestName(key, names);
  if (near !== undefined) return [...parent, near];
  const [elsewhere, ...others] = pathsOf(all).filter(
    (known) => known.at(-1)?.toLowerCase() === key.toLowerCase(),
  );
  return others.length > 0 ? undefined : elsewhere;
};

/** In other letters, misspelt, without its end, with the kind of thing before `name`, or that of another principal. */
const nearestName = (key: string, names: readonly string[]): string | undefined => {
  const lower = key.toLowerCase();
  const principals = ['userName', 'roleName', 'groupName'];
  return (
    names.find((name) => name.toLowerCase() === lower) ??
    names.find((name) =>
      ['Name', 'Id'].some((end) => name === `${key[0]?.toLowerCase()}${key.slice(1)}${end}`),
    ) ??
    names.find((name) => name === 'name' && key.endsWith('Name')) ??
    (principals.includes(key) ? principals.find((name) => names.includes(name)) : undefined) ??
    (key.length < 6 ? undefined : closestMatch(key, names, { maxDistance: 2 }))
  );
};

const pathsOf = (parameter: Parameter): readonly (readonly string[])[] =>
  typeof parameter === 'object'
    ? Object.entries(parameter).flatMap(([name, below]) => pathsOf(below).map((path) => [name, ...path]))
    : [[]];

const written = (path: readonly string[]): string =>
  `.requestParameters.${path.join('.').replaceAll('.[]', '[]')}`;

/** Another last name, where nothing else is different. */
const fixOf = (
  syntax: Syntax,
  path: readonly string[],
  meant: readonly string[],
  { textOf }: CheckedProgram,
): string | undefined => {
  const [key = '', name = ''] = [path.at(-1), meant.at(-1)];
  const isBeside = path.length === meant.length && path.slice(0, -1).every((one, at) => one === meant[at]);
  const [, start, end] = new RegExp(`^(.*\\.)${key}(\\??)$`, 's').exec(textOf(syntax)) ?? [];
  return isBeside && start !== undefined ? `${start}${name}${end}` : undefined;
};
