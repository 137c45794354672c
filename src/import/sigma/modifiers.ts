import { refuse } from '../imported.ts';
import type { RegexFlags } from '../jq/regex-reader.ts';

/** How an item of a selection compares (Sigma specification, "Sigma Modifiers" 2.1.0). */
export interface Modifiers {
  readonly comparison: Comparison;
  /** Whether the values are names of fields to compare with. */
  readonly isFieldReference: boolean;
  /** Whether every value must match, not only one. */
  readonly isAll: boolean;
  readonly isCased: boolean;
  /** Whether the item matches when the rest of it does not. */
  readonly isNegated: boolean;
  readonly regexFlags: RegexFlags;
  /** What becomes of the values, in this order. */
  readonly encodings: readonly Encoding[];
}

type Comparison = 'like' | (typeof comparisons)[number];

export type Encoding = (typeof encodings)[number];

const comparisons = [
  'contains',
  'startswith',
  'endswith',
  're',
  'cidr',
  'exists',
  'gt',
  'gte',
  'lt',
  'lte',
] as const;

const encodings = ['base64', 'base64offset', 'utf16', 'utf16le', 'utf16be', 'wide'] as const;

/** `key` is the item's, for messages. */
export const modifiersOf = (key: string, names: readonly string[]): Modifiers => {
  for (const name of names)
    if (!known.has(name)) refuse(`${key}: ${reasons[name] ?? `${name} is not a modifier of Sigma 2.1`}`);
  const compared = names.flatMap((name) => comparisons.find((comparison) => comparison === name) ?? []);
  const encoded = names.flatMap((name) => encodings.find((encoding) => encoding === name) ?? []);
  const [comparison = 'like', ...others] = compared;
  const isFieldReference = names.includes('fieldref');
  const flags = names.filter((name) => /^[ims]$/.test(name));
  if (others.length > 0) refuse(`${key}: ${comparison} and ${others[0]} cannot go together`);
  if (flags.length > 0 && comparison !== 're') refuse(`${key}: ${flags[0]} is a modifier of re`);
  if (isFieldReference && !textual.has(comparison))
    refuse(`${key}: fieldref and ${comparison} cannot go together`);
  refuseOddEncodings(key, names, encoded, isFieldReference || !textual.has(comparison));
  return {
    comparison,
    isFieldReference,
    isAll: names.includes('all'),
    isCased:
      names.includes('cased') || comparison === 'cidr' || (comparison === 're' && !flags.includes('i')),
    isNegated: names.includes('neq'),
    regexFlags: {
      ignoreCase: flags.includes('i'),
      multiline: flags.includes('m'),
      dotAll: flags.includes('s'),
    },
    encodings: encoded,
  };
};

const known: ReadonlySet<string> = new Set([
  ...comparisons,
  ...encodings,
  ...['all', 'cased', 'neq', 'fieldref', 'i', 'm', 's'],
]);

const textual: ReadonlySet<string> = new Set(['like', 'contains', 'startswith', 'endswith']);

/** Of modifiers that are Sigma's, but not ours. */
const reasons: Readonly<Record<string, string>> = {
  windash: 'windash is for options of Windows commands, of which CloudTrail has none',
  expand: 'expand needs a pipeline that knows what its placeholders stand for: write the values instead',
  ...Object.fromEntries(
    ['minute', 'hour', 'day', 'week', 'month', 'year'].map((name) => [
      name,
      `${name} looks at a part of a date: not supported yet`,
    ]),
  ),
};

/** Texts in UTF-16 stand in a record only as base64; base64 of a pattern is none of a text. */
const refuseOddEncodings = (
  key: string,
  names: readonly string[],
  encoded: readonly Encoding[],
  isOther: boolean,
): void => {
  const [first] = encoded;
  if (first === undefined) return;
  if (isOther) refuse(`${key}: ${first} takes only plain text`);
  const compared = names.findIndex((name) => textual.has(name));
  if (compared !== -1 && compared < names.lastIndexOf(encoded.at(-1) ?? '')) {
    refuse(`${key}: ${names[compared]} must come after ${encoded.at(-1)}`);
  }
  if (!/^base64/.test(encoded.at(-1) ?? ''))
    refuse(`${key}: JSON holds no UTF-16: ${encoded.at(-1)} needs base64 behind it`);
  if (encoded.slice(1).some((encoding) => !/^base64/.test(encoding)))
    refuse(`${key}: ${encoded.join(' and ')} cannot go together`);
};
