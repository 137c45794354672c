import { closestMatch } from 'leven';
import { isField } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';

/** Well-known errorCodes and errorMessages in other letters or misspelt. There are many others, which may be right. */
export const errorCodes: Check = (program) =>
  program.facts.comparisons.flatMap(({ how, literal, subject }) => {
    const { value } = literal;
    const [field, ...others] = subject.filter((one) => !('value' in one));
    if (how !== '==' || typeof value !== 'string' || field === undefined || others.length > 0) return [];
    if (!isField(field) || field.letters !== undefined) return [];
    const meant = nearestOf(value, wellKnown.get(field.path) ?? []);
    if (meant === undefined) return [];
    return findingAt(program, literal.syntax, {
      kind: 'unknown-error',
      message: `no .${field.path} of AWS that we know is ${written(value)}, did you mean ${written(meant)}?`,
      fix: written(meant),
    });
  });

const nearestOf = (value: string, known: readonly string[]): string | undefined => {
  if (known.includes(value)) return undefined;
  const bare = value.replaceAll(/[\s_-]/g, '').toLowerCase();
  const same = known.find((one) => one.replaceAll(' ', '').toLowerCase() === bare);
  return same ?? closestMatch(value, known, { maxDistance: value.length > 8 ? 1 : 0 });
};

const wellKnown: ReadonlyMap<string, readonly string[]> = new Map([
  [
    'errorCode',
    'AccessDenied AccessDeniedException UnauthorizedOperation Client.UnauthorizedOperation Unauthorized UnauthorizedAccess NotAuthorized NoSuchEntity NoSuchEntityException EntityAlreadyExists EntityAlreadyExistsException ThrottlingException Client.RequestLimitExceeded ExpiredToken ExpiredTokenException InvalidClientTokenId ResourceNotFoundException ValidationException NoSuchBucket NoSuchKey MalformedPolicyDocument MalformedPolicyDocumentException DeleteConflict DeleteConflictException'.split(
      ' ',
    ),
  ],
  ['errorMessage', ['Failed authentication', 'No username found in supplied account']],
]);
