import type { JsonValue } from '../../../json.ts';
import { handOver, spend } from '../values/signals.ts';
import { type Cost, stepsOf } from './cost.ts';
import { type Regex, translate } from './translate.ts';

/** Whether the regex matches somewhere in the text. */
export const finds = (pattern: string, ignoreCase: boolean, text: string): boolean => {
  const { test, regex } = compiled(pattern, ignoreCase);
  allow(text, regex, regex.testCost);
  return test.test(text);
};

/** What `match` gives: the first match, or all of them. */
export const matchesOf = (
  pattern: string,
  ignoreCase: boolean,
  global: boolean,
  text: string,
): readonly Match[] => {
  const { match, regex } = compiled(pattern, ignoreCase);
  if (!regex.showsGroups) return handOver('a group that is repeated');
  allow(text, regex, regex.searchCost);
  const matches: Match[] = [];
  for (const found of text.matchAll(match)) {
    spend(1 + regex.groups.length);
    allow(text, regex, regex.searchCost);
    matches.push(matchOf(found, regex.groups));
    if (!global) break;
  }
  return matches;
};

/** With their keys in the order in which jq happens to set them. */
export interface Match {
  readonly [key: string]: JsonValue;
  readonly offset: number;
  readonly length: number;
  readonly string: string;
  readonly captures: readonly Capture[];
}

interface Capture {
  readonly [key: string]: JsonValue;
  readonly string: string | null;
  readonly name: string | null;
}

const matchOf = (found: RegExpExecArray, groups: readonly (string | null)[]): Match => ({
  offset: found.index,
  length: found[0].length,
  string: found[0],
  captures: groups.map((name, at) => captureOf(found[at + 1], found.indices?.[at + 1]?.[0], name)),
});

const captureOf = (string: string | undefined, offset: number | undefined, name: string | null): Capture => {
  if (string === undefined || offset === undefined) return { offset: -1, string: null, length: 0, name };
  return string === ''
    ? { offset, string, length: 0, name }
    : { offset, length: string.length, string, name };
};

interface Compiled {
  readonly regex: Regex;
  readonly test: RegExp;
  readonly match: RegExp;
}

const compiled = (pattern: string, ignoreCase: boolean): Compiled => {
  const cache = ignoreCase ? caches.ignoringCase : caches.exact;
  const known = cache.get(pattern);
  if (known !== undefined) return known ?? handOver(unknownRegex);
  if (cache.size >= maxCached) cache.clear();
  const regex = translate(pattern, ignoreCase);
  const made = regex === undefined ? null : compile(regex);
  cache.set(pattern, made);
  return made ?? handOver(unknownRegex);
};

const unknownRegex = 'a regex that may mean something else';

/** Patterns are mostly written in rules, but a rule may also take them out of records. */
const maxCached = 1000;

const caches: { readonly [which in 'exact' | 'ignoringCase']: Map<string, Compiled | null> } = {
  exact: new Map(),
  ignoringCase: new Map(),
};

const compile = (regex: Regex): Compiled => {
  const flags = regex.ignoresCase ? 'i' : '';
  return {
    regex,
    test: new RegExp(regex.testSource, flags),
    match: new RegExp(regex.source, `dg${flags}`),
  };
};

const allow = (text: string, { matchCost }: Regex, cost: Cost): void => {
  const steps = stepsOf(cost, text.length);
  if (steps > maxSteps || stepsOf(matchCost, text.length) > maxRetries) handOver('a long text for a regex');
  spend(steps / stepsPerValue);
  if (/[^\t -~]/.test(text)) handOver('a text for a regex that is not one line of ASCII');
};

/** Oniguruma raises an error after ten million retries from one start. */
const maxRetries = 1_000_000;

/** Some hundredths of a second; and as many as take no longer than other work with a value. */
const maxSteps = 4_000_000;
const stepsPerValue = 200;
