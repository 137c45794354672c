import { isJsonArray, type JsonValue } from '../../../json.ts';
import { allOf, many, manyOf, nothing } from '../closures/code.ts';
import type { Builtin } from '../ir/builtin.ts';
import type { Filter } from '../ir/filter.ts';
import { apply, literal, operate } from '../ir/make.ts';
import { finds, type Match, matchesOf } from '../regex/matching.ts';
import { index } from '../values/access.ts';
import { plus } from '../values/arithmetic.ts';
import { type ObjectDraft, put } from '../values/build.ts';
import { hasSurrogate, typeOf } from '../values/kinds.ts';
import { bailOut, raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import type { Macros } from './tables.ts';

export const regexes: Macros = {
  'test/1': (regex) =>
    apply(
      (input, value) =>
        typeof value === 'string' ? test(input, value, null) : test(input, ...unpacked(value)),
      regex(),
    ),
  'test/2': (regex, flags) => apply((input, pattern, mode) => test(input, pattern, mode), regex(), flags()),
  'match/1': (regex) => generate((input, value) => match(input, ...unpacked(value)), regex()),
  'match/2': (regex, flags) =>
    generate((input, pattern, mode) => match(input, pattern, mode), regex(), flags()),
  'capture/1': (regex) => generate((input, value) => match(input, ...unpacked(value)).map(namedOf), regex()),
  'capture/2': (regex, flags) =>
    generate((input, pattern, mode) => match(input, pattern, mode).map(namedOf), regex(), flags()),
  'scan/1': (regex) => generate((input, pattern) => scan(input, pattern, null), regex()),
  // jq defines these with value parameters, of which the first is the outermost loop.
  'scan/2': (regex, flags) =>
    generate((input, mode, pattern) => scan(input, pattern, mode), flags(), regex()),
  'splits/1': (regex) => generate((input, pattern) => splits(input, pattern, null), regex()),
  'splits/2': (regex, flags) =>
    generate((input, mode, pattern) => splits(input, pattern, mode), flags(), regex()),
  'split/2': (regex, flags) =>
    apply((input, mode, pattern) => splits(input, pattern, mode), flags(), regex()),
  'sub/2': (regex, text) => substitute(regex(), text(), literal('')),
  'sub/3': (regex, text, flags) => substitute(regex(), text(), flags()),
  'gsub/2': (regex, text) => substitute(regex(), text(), literal('g')),
  'gsub/3': (regex, text, flags) => substitute(regex(), text(), operate(plus, flags(), literal('g'))),
};

const generate = (
  run: Extract<Builtin, { readonly kind: 'generator' }>['run'],
  ...args: readonly Filter[]
): Filter => ({ kind: 'builtin', builtin: { kind: 'generator', run }, args });

/** `test("a")`, `test(["a"])` or `test(["a", "i"])`. */
const unpacked = (value: JsonValue): readonly [pattern: JsonValue, flags: JsonValue] => {
  if (typeof value === 'string') return [value, null];
  if (isJsonArray(value) && value.length > 0) return [index(value, 0), index(value, 1)];
  return raise(`${typeOf(value)} not a string or array`);
};

const test = (input: JsonValue, pattern: JsonValue, flags: JsonValue): boolean => {
  // As most programs call it.
  if (typeof input === 'string' && typeof pattern === 'string' && (flags === null || flags === 'i'))
    return finds(pattern, flags === 'i', input);
  const { text, regex, ignoreCase } = checked(input, pattern, flags);
  return finds(regex, ignoreCase, text);
};

const match = (input: JsonValue, pattern: JsonValue, flags: JsonValue): readonly Match[] => {
  const { text, regex, ignoreCase, global } = checked(input, pattern, flags);
  return matchesOf(regex, ignoreCase, global, text);
};

interface Checked {
  readonly text: string;
  readonly regex: string;
  readonly ignoreCase: boolean;
  readonly global: boolean;
}

const checked = (input: JsonValue, pattern: JsonValue, flags: JsonValue): Checked => {
  if (typeof input !== 'string') {
    return raise(`${describe(input)} cannot be matched, as it is not a string`);
  }
  if (typeof pattern !== 'string') return raise(`${describe(pattern)} is not a string`);
  if (flags === null) return { text: input, regex: pattern, ignoreCase: false, global: false };
  if (typeof flags !== 'string') return raise(`${describe(flags)} is not a string`);
  if (/[^gixmslpn]/.test(flags)) return raise(`${flags} is not a valid modifier string`);
  if (/[xmslpn]/.test(flags)) return bailOut('regex flags other than g and i');
  return { text: input, regex: pattern, ignoreCase: flags.includes('i'), global: flags.includes('g') };
};

const namedOf = ({ captures }: Match): JsonValue => {
  const named: ObjectDraft = {};
  for (const { name, string } of captures) if (name !== null) put(named, name, string);
  return named;
};

const scan = (input: JsonValue, pattern: JsonValue, flags: JsonValue): readonly JsonValue[] =>
  match(input, pattern, plus('g', flags)).map(({ string, captures }) =>
    captures.length === 0 ? string : captures.map((capture) => capture.string),
  );

/** The text between the matches. */
const splits = (input: JsonValue, pattern: JsonValue, flags: JsonValue): readonly JsonValue[] => {
  const matches = match(input, pattern, plus(flags, 'g'));
  const textBetween = slicer(String(input));
  return [...matches, undefined].map((found, at) => textBetween(endOf(matches[at - 1]), found?.offset));
};

/** Offsets are code points. */
const slicer = (text: string): ((from: number, to?: number) => string) => {
  if (!hasSurrogate(text)) return (from, to) => text.slice(from, to);
  const characters = Array.from(text);
  return (from, to) => characters.slice(from, to).join('');
};

const endOf = (found: Match | undefined): number => (found === undefined ? 0 : found.offset + found.length);

/** `text` gets an object with the named groups of a match. For each of its outputs, there is a result. */
const substitute = (regex: Filter, text: Filter, flags: Filter): Filter => ({
  kind: 'builtin',
  builtin: {
    kind: 'control',
    usesInput: true,
    isTotal: false,
    code: (patterns = nothing, texts = nothing, modes = nothing) => {
      const [eachPattern, eachMode, replacements] = [manyOf(patterns), manyOf(modes), allOf(texts)];
      return many((input, emit) =>
        eachPattern(input, (pattern) =>
          eachMode(input, (mode) => substituted(input, match(input, pattern, mode), replacements).some(emit)),
        ),
      );
    },
  },
  args: [regex, text, flags],
});

const substituted = (
  input: JsonValue,
  matches: readonly Match[],
  replacements: (groups: JsonValue) => readonly JsonValue[],
): readonly JsonValue[] => {
  const textBetween = slicer(String(input));
  const results: JsonValue[] = [];
  for (const [at, found] of matches.entries()) {
    const gap = textBetween(endOf(matches[at - 1]), found.offset);
    for (const [which, replacement] of replacements(namedOf(found)).entries()) {
      results[which] = plus(results[which] ?? null, plus(gap, replacement));
    }
  }
  const rest = textBetween(endOf(matches.at(-1)));
  return results.length === 0 ? [input] : results.map((result) => plus(result, rest));
};
