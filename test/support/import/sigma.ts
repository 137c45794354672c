import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { inNetwork } from './addresses.ts';

/**
 * Evaluates a Sigma detection as the Sigma specification 2.1.0 says ("Detection", "Sigma Modifiers"), with what
 * docs/import.md decides. Knows nothing of the translation to jq.
 */
export const sigmaMatches = (
  detection: JsonObject,
  condition: SigmaCondition,
  record: JsonObject,
): boolean => {
  const isTrue = (name: string): boolean => selectionMatches(detection[name] ?? null, record);
  const evaluate = (part: SigmaCondition): boolean => {
    switch (part.kind) {
      case 'name':
        return isTrue(part.name);
      case 'of': {
        const names = Object.keys(detection).filter(
          (name) =>
            !name.startsWith('_') && (part.pattern === 'them' || name.startsWith(part.pattern.slice(0, -1))),
        );
        return part.all ? names.every(isTrue) : names.some(isTrue);
      }
      case 'not':
        return !evaluate(part.of);
      case 'and':
        return part.of.every(evaluate);
      case 'or':
        return part.of.some(evaluate);
    }
  };
  return evaluate(condition);
};

export type SigmaCondition =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'of'; readonly all: boolean; readonly pattern: string }
  | { readonly kind: 'not'; readonly of: SigmaCondition }
  | { readonly kind: 'and' | 'or'; readonly of: readonly SigmaCondition[] };

const selectionMatches = (selection: JsonValue, record: JsonObject): boolean => {
  if (isJsonArray(selection)) return selection.some((one) => selectionMatches(one, record));
  if (!isJsonObject(selection)) return itemMatches('', selection, record);
  return Object.entries(selection).every(([key, value]) => itemMatches(key, value, record));
};

const itemMatches = (key: string, value: JsonValue, record: JsonObject): boolean => {
  const [field = '', ...modifiers] = key.split('|');
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  const values = isJsonArray(value) ? value : [value];
  const found = field === '' ? everythingIn(record) : resolve(field.split('.'), record);
  const isOne = (one: JsonValue): boolean => valueMatches(one, modifiers, field === '', found, record, field);
  const result = has('all') ? values.every(isOne) : values.some(isOne);
  return has('neq') ? !result : result;
};

const valueMatches = (
  value: JsonValue,
  modifiers: readonly string[],
  isKeyword: boolean,
  found: readonly JsonValue[],
  record: JsonObject,
  field: string,
): boolean => {
  const has = (modifier: string): boolean => modifiers.includes(modifier);
  const texts = found.flatMap(textOf);
  if (value === null) return texts.length === 0;
  if (has('exists')) return exists(field.split('.'), record) === value;
  for (const [name, holds] of Object.entries(orders)) {
    if (has(name)) return found.some((one) => typeof one === 'number' && holds(one, Number(value)));
  }
  if (has('cidr')) return texts.some((text) => inNetwork(text, String(value)));
  const fold = has('cased') ? (text: string) => text : lower;
  if (has('fieldref')) {
    const others = resolve(String(value).split('.'), record).flatMap(textOf);
    return texts.some((text) => others.some((other) => compare(fold(text), fold(other), modifiers)));
  }
  if (has('re')) return texts.some((text) => regexOf(String(value), modifiers).test(text));
  const patterns = encode(value, modifiers);
  return patterns.some((pattern) =>
    texts.some((text) => wild(pattern, modifiers, isKeyword).test(fold(text))),
  );
};

const orders: Readonly<Record<string, (a: number, b: number) => boolean>> = {
  gt: (a, b) => a > b,
  gte: (a, b) => a >= b,
  lt: (a, b) => a < b,
  lte: (a, b) => a <= b,
};

const compare = (text: string, other: string, modifiers: readonly string[]): boolean => {
  if (modifiers.includes('contains')) return text.includes(other);
  if (modifiers.includes('startswith')) return text.startsWith(other);
  return modifiers.includes('endswith') ? text.endsWith(other) : text === other;
};

/** "case-insensitive": of the letters A to Z. */
const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

const textOf = (value: JsonValue): readonly string[] => {
  if (value === null) return [];
  return [typeof value === 'string' ? value : JSON.stringify(value)];
};

/** The values at a path. Lists are looked into, but not where CloudTrail has an object of the record itself. */
const resolve = (path: readonly string[], record: JsonObject, opensLast = true): readonly JsonValue[] => {
  let values: readonly JsonValue[] = [record];
  for (const [at, key] of path.entries()) {
    values = values.flatMap((value) =>
      isJsonObject(value) && Object.hasOwn(value, key) ? [value[key] ?? null] : [],
    );
    const opens = at === path.length - 1 ? opensLast : !isOwnObject(path.slice(0, at + 1));
    if (opens) values = values.flatMap(flat);
  }
  return values;
};

const isOwnObject = ([first = '', ...rest]: readonly string[]): boolean =>
  first === 'userIdentity' ||
  (rest.length === 0 && /^(requestParameters|responseElements|additionalEventData)$/.test(first));

const flat = (value: JsonValue): readonly JsonValue[] => (isJsonArray(value) ? value.flatMap(flat) : [value]);

const exists = (path: readonly string[], record: JsonObject): boolean => {
  const parent = path.slice(0, -1);
  const objects = parent.length === 0 ? [record] : resolve(parent, record, !isOwnObject(parent));
  return objects.some((object) => isJsonObject(object) && Object.hasOwn(object, path.at(-1) ?? ''));
};

const everythingIn = (value: JsonValue): readonly JsonValue[] => {
  if (isJsonArray(value)) return value.flatMap(everythingIn);
  return isJsonObject(value) ? Object.values(value).flatMap(everythingIn) : [value];
};

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** `?` is one character and `*` any number of them; a backslash escapes these and itself. */
const wild = (pattern: string, modifiers: readonly string[], isKeyword: boolean): RegExp => {
  const fold = modifiers.includes('cased') ? (text: string) => text : lower;
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const [character = '', next = ''] = [pattern[at], pattern[at + 1]];
    if (character === '\\' && next !== '' && '\\*?'.includes(next)) {
      source += escapeRegex(next);
      at += 1;
    } else if (character === '*') source += '[^]*';
    else if (character === '?') source += '[^]';
    else source += escapeRegex(fold(character));
  }
  const plain = !modifiers.some((modifier) => /^(contains|startswith|endswith)$/.test(modifier));
  const open = modifiers.includes('contains') || modifiers.includes('endswith') || (isKeyword && plain);
  const close = modifiers.includes('contains') || modifiers.includes('startswith') || (isKeyword && plain);
  return new RegExp(`^${open ? '[^]*' : ''}${source}${close ? '[^]*' : ''}$`, 'u');
};

/** PCRE: `$` is also before a line break at the end; with `m`, both are at every line. */
const regexOf = (pattern: string, modifiers: readonly string[]): RegExp => {
  const [start, end] = modifiers.includes('m')
    ? ['(?:(?<![^])|(?<=\\n)(?=[^]))', '(?=\\n|(?![^]))']
    : ['(?<![^])', '(?=\\n?(?![^]))'];
  const source = pattern.replace(/\\.|\[\^?[^\]]*\]|[.^$]/g, (token) => {
    if (token === '^') return start;
    if (token === '$') return end;
    if (token === '.') return modifiers.includes('s') ? '[^]' : '[^\\n]';
    return token;
  });
  return new RegExp(source, modifiers.includes('i') ? 'i' : '');
};

/** What the value is looked for as: itself, or encoded. */
const encode = (value: JsonValue, modifiers: readonly string[]): readonly string[] => {
  const text = typeof value === 'string' ? value : escapeWildcards(JSON.stringify(value));
  const wide = modifiers.some((modifier) => modifier === 'wide' || modifier === 'utf16le');
  const bytes = Buffer.from(text, wide ? 'utf16le' : 'utf8');
  if (modifiers.includes('base64')) return [bytes.toString('base64')];
  if (!modifiers.includes('base64offset')) return [text];
  // What all texts have in common that hold the value so many bytes after a multiple of three.
  return [0, 1, 2].map((offset) => {
    const [one, other] = ['\0', '\xff'].map((filler) =>
      Buffer.concat([
        Buffer.alloc(offset, filler, 'latin1'),
        bytes,
        Buffer.alloc(3, filler, 'latin1'),
      ]).toString('base64'),
    );
    const common = [...(one ?? '')]
      .map((character, at) => (character === other?.[at] ? character : ' '))
      .join('');
    return common.trim().split(' ')[0] ?? '';
  });
};

const escapeWildcards = (text: string): string => text.replace(/[*?]/g, '\\$&');
