import { closestMatch } from 'leven';
import type * as z from 'zod';
import { isJsonObject } from '../json.ts';
import { quoted, secretIn } from '../redact.ts';

/** A problem without its line. `path` leads to it: `['rule', 2, 'name']`. */
export interface UnplacedProblem extends Place {
  readonly where: string;
  readonly message: string;
  /** Where something else stands that it is about. */
  readonly other?: Place | undefined;
}

/** A place in a config that may include files. */
export interface Place {
  /** The included file. Undefined: the config itself. */
  readonly file?: string | undefined;
  readonly path: Path;
}

export type Path = readonly (string | number)[];

/** What zod found wrong with a table, in words for people and without the URLs in it, which are secret. */
export const problemsOf = (
  error: z.ZodError,
  table: unknown,
  { where, path, keys }: { readonly where: string; readonly path: Path; readonly keys: readonly string[] },
): readonly UnplacedProblem[] =>
  error.issues.flatMap((issue): readonly UnplacedProblem[] => {
    const inside = issue.path.map((part) => (typeof part === 'symbol' ? part.toString() : part));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({
        where,
        path: [...path, ...inside, key],
        message: unknownKey(key, keys),
      }));
    }
    return [
      {
        where,
        path: [...path, ...inside],
        message: wordsFor(issue, nameOf(inside), valueAt(table, inside)),
      },
    ];
  });

export const unknownKey = (key: string, known: readonly string[]): string =>
  `unknown key ${secretIn(key) === undefined ? key : quoted(key)}${didYouMean(key, known)}`;

/** A hint if a candidate is similar to what was written or begins with it, else an empty string. */
export const didYouMean = (written: string, candidates: readonly string[]): string => {
  if (written.length > maxHinted || candidates.length > maxCandidates) return '';
  const lower = written.toLowerCase();
  const known = candidates.filter((candidate) => secretIn(candidate) === undefined);
  const meant =
    closestMatch(lower, known, { maxDistance: Math.ceil(lower.length / 3) }) ??
    known.find((candidate) => candidate.startsWith(lower));
  return meant === undefined ? '' : `, did you mean ${meant}?`;
};

/** Characters. Comparing two texts takes as many steps as the product of their lengths. */
const maxHinted = 100;

const maxCandidates = 100;

const wordsFor = (issue: z.core.$ZodIssue, name: string, value: unknown): string => {
  if (value === undefined) return `${name} is missing`;
  switch (issue.code) {
    case 'invalid_type':
      return `${name} must be ${nouns[issue.expected] ?? issue.expected}, got ${kindOf(value)}`;
    case 'invalid_value':
      return `${name} must be one of ${issue.values.map((allowed) => JSON.stringify(allowed)).join(', ')}, got ${choiceIn(value)}`;
    case 'too_small':
      return `${name} must not be empty`;
    case 'too_big':
      return `${name} must have at most ${issue.maximum} entries`;
    default:
      return `${name} ${issue.message}`;
  }
};

const choiceIn = (value: unknown): string => (typeof value === 'string' ? quoted(value) : kindOf(value));

const nouns: Readonly<Record<string, string>> = {
  string: 'a string',
  array: 'a list',
  object: 'a table',
  boolean: 'true or false',
};

export const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a date';
  if (typeof value === 'bigint') return 'a number';
  return typeof value === 'object' ? 'a table' : `a ${typeof value}`;
};

const nameOf = (path: Path): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');

const valueAt = (table: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, part) => {
    if (Array.isArray(value) && typeof part === 'number') return value[part];
    return isJsonObject(value) ? value[part] : undefined;
  }, table);
