import { closestMatch } from 'leven';
import type { Field } from './field.ts';
import { identityFields } from './identity-fields.ts';
import { recordFields } from './record-fields.ts';

/** The fields of a record that have a name of their own; what is below an open one is not listed. */
export const fields: readonly Field[] = [...identityFields, ...recordFields];

/**
 * What lies below them depends on the call: everything may be there. The CloudTrail User Guide refers to the reference
 * of each service's API.
 */
const openPaths: readonly string[] = [
  'requestParameters',
  'responseElements',
  'additionalEventData',
  'serviceEventDetails',
  ...fields.filter(({ type }) => type === 'any').map(({ path }) => path),
];

/**
 * The field at a path such as `userIdentity.arn` or `resources[].ARN`; undefined: CloudTrail writes no such field.
 * A path below an open field is of type `any`, unless it is a listed one in other letters: `additionalEventData.mfaUsed`.
 */
export const fieldAt = (path: string): Field | undefined => {
  const known = byPath.get(path);
  if (known !== undefined) return known;
  const open = openPaths.find((openPath) => isBelow(path, openPath));
  if (open === undefined || byLowerPath.has(path.toLowerCase())) return undefined;
  const { callerChooses } = byPath.get(open) ?? {};
  return { path, type: 'any', absent: 'calls that have none', ...(callerChooses && { callerChooses }) };
};

/**
 * The path that somebody probably meant by one that is no field: in other letters, in the plural, one level up or down,
 * or misspelt. What is below an open field is kept: `requestParameter.userName` gives `requestParameters.userName`.
 */
export const nearestField = (path: string): string | undefined =>
  byLowerPath.get(path.toLowerCase()) ?? openWithRest(path) ?? elsewhere(path) ?? misspelt(path);

const byPath: ReadonlyMap<string, Field> = new Map(fields.map((field) => [field.path, field]));

const byLowerPath: ReadonlyMap<string, string> = new Map(
  fields.map(({ path }) => [path.toLowerCase(), path]),
);

const isBelow = (path: string, parent: string): boolean =>
  path.startsWith(`${parent}.`) || path.startsWith(`${parent}[]`);

const openWithRest = (path: string): string | undefined => {
  const [first = '', ...rest] = path.split('.');
  const open = openPaths.find((name) => withoutPlural(name) === withoutPlural(first));
  return open === undefined ? undefined : [open, ...rest].join('.');
};

/**
 * The field whose last name is the path's, or ends or begins with it, as of `userName`, `region` and `sourceIP`: the one
 * that has most names in common with the path, is in most kinds of records, and is nearest to their top.
 */
const elsewhere = (path: string): string | undefined => {
  const names = path.split('.').map(withoutPlural);
  const last = names.at(-1) ?? '';
  const isSame = (name: string): boolean => name === last;
  const isLonger = (name: string): boolean =>
    last.length > 3 && (name.startsWith(last) || name.endsWith(last));
  return [isSame, isLonger]
    .flatMap((isLike) => fields.filter((field) => isLike(lastName(field.path))).sort(byRank(names)))
    .map((field) => field.path)[0];
};

const byRank =
  (names: readonly string[]) =>
  (one: Field, other: Field): number =>
    inCommon(other.path, names) - inCommon(one.path, names) ||
    Number(isRare(one)) - Number(isRare(other)) ||
    one.path.split('.').length - other.path.split('.').length;

const inCommon = (path: string, names: readonly string[]): number =>
  path.split('.').filter((name) => names.includes(withoutPlural(name))).length;

const isRare = ({ absent = '' }: Field): boolean => absent.startsWith('all but');

const misspelt = (path: string): string | undefined => {
  const nearest = closestMatch(path.toLowerCase(), [...byLowerPath.keys()], {
    maxDistance: Math.ceil(path.length / 5),
  });
  return nearest === undefined ? undefined : byLowerPath.get(nearest);
};

const lastName = (path: string): string => withoutPlural(path.split('.').at(-1) ?? path);

const withoutPlural = (name: string): string => name.toLowerCase().replace(/s?(\[\])?$/, '');
