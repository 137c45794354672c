import { refuse } from '../imported.ts';
import type { Selector, Step } from '../jq/selector.ts';

/** What a filter pattern says. */
export type Filter =
  | { readonly kind: 'all' | 'any'; readonly of: readonly Filter[] }
  | {
      readonly kind: 'compare';
      readonly selector: Selector;
      readonly operator: Operator;
      readonly term: Term;
    }
  | { readonly kind: 'is'; readonly selector: Selector; readonly value: null | boolean }
  | { readonly kind: 'not exists'; readonly selector: Selector };

export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type Term =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'regex'; readonly regex: string };

/** Reads a filter pattern for JSON: `{ ($.eventName = "CreateUser") && ($.errorCode NOT EXISTS) }`. */
export const parseFilter = (pattern: string): Filter => {
  const reader: Reader = { pattern, at: 0 };
  if (!take(reader, /\{/)) refuse('only filter patterns for JSON, which begin with {, are supported');
  const filter = readAlternatives(reader);
  expect(reader, /\}/, '}');
  expect(reader, /$/, 'the end');
  return filter;
};

interface Reader {
  readonly pattern: string;
  at: number;
}

const take = (reader: Reader, token: RegExp): RegExpExecArray | undefined => {
  const sticky = new RegExp(`\\s*(?:${token.source})`, 'y');
  sticky.lastIndex = reader.at;
  const taken = sticky.exec(reader.pattern) ?? undefined;
  reader.at += taken?.[0].length ?? 0;
  return taken;
};

const expect = (reader: Reader, token: RegExp, name: string): RegExpExecArray =>
  take(reader, token) ??
  refuse(`expected ${name} before ${JSON.stringify(reader.pattern.slice(reader.at, reader.at + 30))}`);

/** `&&` binds more than `||`. */
const readAlternatives = (reader: Reader): Filter => {
  const parts = [readConjunction(reader)];
  while (take(reader, /\|\|/)) parts.push(readConjunction(reader));
  return { kind: 'any', of: parts };
};

const readConjunction = (reader: Reader): Filter => {
  const parts = [readComparison(reader)];
  while (take(reader, /&&/)) parts.push(readComparison(reader));
  return { kind: 'all', of: parts };
};

const readComparison = (reader: Reader): Filter => {
  if (take(reader, /\(/)) {
    const inner = readAlternatives(reader);
    expect(reader, /\)/, ')');
    return inner;
  }
  const selector = readSelector(reader);
  if (take(reader, /NOT\s+EXISTS\b/)) return { kind: 'not exists', selector };
  const is = take(reader, /IS\s+(NULL|TRUE|FALSE)\b/)?.[1];
  if (is !== undefined) return { kind: 'is', selector, value: is === 'NULL' ? null : is === 'TRUE' };
  const [, operator = ''] = expect(reader, /(!=|<=|>=|=|<|>)/, 'a comparison');
  return { kind: 'compare', selector, operator: operator as Operator, term: readTerm(reader) }; // they are the six
};

const readSelector = (reader: Reader): Selector => {
  expect(reader, /\$/, 'a $');
  const steps: Step[] = [];
  for (;;) {
    const step = next(reader, /\.?\[(?:(\d+)|\*|'([^']*)'|"([^"]*)")\]|\.(?:\*|([\w-]+))/);
    if (step === undefined) return steps.length === 0 ? refuse('expected a field behind $') : steps;
    const [, position, single, double, name] = step;
    const key = single ?? double ?? name;
    if (position !== undefined) steps.push({ position: Number(position) });
    else steps.push(key === undefined ? 'every' : { key });
  }
};

/** Without white space before it. */
const next = (reader: Reader, token: RegExp): RegExpExecArray | undefined =>
  /\s/.test(reader.pattern.charAt(reader.at)) ? undefined : take(reader, token);

const readTerm = (reader: Reader): Term => {
  const quoted = take(reader, /"((?:\\.|[^"\\])*)"/)?.[1];
  if (quoted !== undefined) return { kind: 'text', text: unescaped(quoted) };
  const regex = take(reader, /%((?:\\.|[^%\\])*)%/)?.[1];
  if (regex !== undefined) return { kind: 'regex', regex };
  const [, word = ''] = expect(reader, /([^\s(){}"%&|<>=!]+)/, 'a term');
  return { kind: /^[-+]?\d+(\.\d+)?(e[-+]?\d+)?$/i.test(word) ? 'number' : 'text', text: word };
};

const unescaped = (text: string): string =>
  text.replace(/\\(.)/g, (whole, character: string) =>
    /["\\]/.test(character)
      ? character
      : refuse(`${whole} in ${JSON.stringify(text)} is not a documented escape`),
  );
