import type { JsonValue } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { bailOut } from '../values/signals.ts';
import { type Cost, stepsOf } from './cost.ts';
import { type Regex, translate } from './translate.ts';

/** Whether the regex matches somewhere in the text. */
export const finds = (pattern: string, ignoreCase: boolean, text: string): boolean => {
  const { test, regex } = compiled(pattern, ignoreCase);
  checkText(text, regex, regex.testCost);
  return test.test(text);
};

/** The outputs of jq's `match`: the first match, or all of them. */
export const matchesOf = (
  pattern: string,
  ignoreCase: boolean,
  global: boolean,
  text: string,
): readonly Match[] => {
  const { match, regex } = compiled(pattern, ignoreCase);
  if (regex.repeatsGroup) return bailOut('a repeated capturing group');
  checkText(text, regex, regex.searchCost);
  const matches: Match[] = [];
  for (const found of text.matchAll(match)) {
    spend(1 + regex.groups.length);
    checkText(text, regex, regex.searchCost);
    matches.push(matchOf(found, regex.groups));
    if (!global) break;
  }
  return matches;
};

/** The keys are in the order in which jq sets them. */
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
  if (known !== undefined) return known ?? bailOut(unsupportedRegex);
  if (cache.size >= maxCached) cache.clear();
  const regex = translate(pattern, ignoreCase);
  const made = regex === undefined ? null : compile(regex);
  cache.set(pattern, made);
  return made ?? bailOut(unsupportedRegex);
};

const unsupportedRegex = 'a regex that Oniguruma may read differently';

/** Most patterns are literals in programs, but a program may also take patterns from inputs. */
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

const checkText = (text: string, { matchCost }: Regex, cost: Cost): void => {
  const steps = stepsOf(cost, text.length);
  if (steps > maxSteps || stepsOf(matchCost, text.length) > maxRetries) bailOut('a regex that may take long');
  spend(steps / stepsPerValue);
  if (/[^\t -~]/.test(text)) bailOut('a regex on other text than a line of ASCII');
};

/** Oniguruma raises an error after ten million retries from one start. */
const maxRetries = 1_000_000;

/** They take some hundredths of a second. */
const maxSteps = 4_000_000;
/** They take about as long as a visit to a value, which is what the budget counts. */
const stepsPerValue = 200;
