import type { JsonValue } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { exactText, hasSurrogate } from '../values/kinds.ts';
import { bailOut } from '../values/signals.ts';
import { type Found, firstMatch } from './captures.ts';
import { type Compiled, compiled } from './compiled.ts';
import type { Text } from './conditions.ts';
import { type Cost, stepsOf } from './cost.ts';
import type { Automaton } from './search.ts';

/** Whether the regex matches somewhere in the text. */
export const finds = (pattern: string, ignoreCase: boolean, text: string): boolean => {
  const regex = compiled(pattern, ignoreCase);
  const { backtracking } = regex;
  if (backtracking !== undefined && isQuick(backtracking.testCost, backtracking.matchCost, text))
    return backtracking.test.test(text);
  const automaton = automatonFor(regex, text);
  return remembered(automaton, text, () => automaton.finds(automaton.prepare(text)));
};

/** The same few values, such as the names of roles, are in most inputs. */
const remembered = ({ found }: Automaton, text: string, find: () => boolean): boolean => {
  const known = found.get(text);
  if (known !== undefined) return known;
  const finds = find();
  if (text.length > maxRememberedLength) return finds;
  if (found.size >= maxRemembered) found.clear();
  found.set(text, finds);
  return finds;
};

/** Bounds the memory: with all automata, 10 MB. */
const maxRemembered = 1000;
const maxRememberedLength = 200;

/** The outputs of jq's `match`: the first match, or all of them. Positions are code points. */
export const matchesOf = (
  pattern: string,
  ignoreCase: boolean,
  global: boolean,
  text: string,
): readonly Match[] => {
  const regex = compiled(pattern, ignoreCase);
  const { backtracking, groups } = regex;
  const matches: Match[] = [];
  const cost = global ? backtracking?.allCost : backtracking?.searchCost;
  if (backtracking?.match && cost && isQuick(cost, backtracking.matchCost, text)) {
    for (const found of text.matchAll(backtracking.match)) {
      spend(1 + groups.length);
      matches.push(matchOf(foundBy(found), groups, text));
      if (!global) break;
    }
    return matches;
  }
  const automaton = automatonFor(regex, text);
  const prepared = automaton.prepare(text);
  if (!automaton.finds(prepared)) return matches;
  if (regex.repeatsEmpty) return bailOut('a repetition of what may be empty');
  const characters = hasSurrogate(text) ? Array.from(text) : text;
  for (const found of allMatches(automaton, prepared, groups.length)) {
    matches.push(matchOf(found, groups, characters));
    if (!global) break;
  }
  return matches;
};

const allMatches = function* (automaton: Automaton, text: Text, groups: number): Generator<Found> {
  let from = 0;
  while (from < text.classes.length) {
    const found = firstMatch(automaton, text, from, groups);
    if (found === undefined) return;
    yield found;
    from = found.end;
    if (found.start === found.end) {
      // jq goes on in the middle of it.
      if ((text.codePoints[from] ?? 0) > 0x7f) bailOut('an empty match before a character of several bytes');
      from += 1;
    }
  }
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

/** `characters` are code points, or UTF-16 units where that is the same. */
const matchOf = (
  { start, end, groups }: Found,
  names: readonly (string | null)[],
  characters: string | readonly string[],
): Match => ({
  offset: start,
  length: end - start,
  string: textOf(characters, start, end),
  captures: names.map((name, at): Capture => {
    const group = groups[at];
    if (group === undefined) return { offset: -1, string: null, length: 0, name };
    const [offset, length] = [group.start, group.end - group.start];
    const string = textOf(characters, group.start, group.end);
    return length === 0 ? { offset, string, length, name } : { offset, length, string, name };
  }),
});

const textOf = (characters: string | readonly string[], start: number, end: number): string =>
  typeof characters === 'string' ? characters.slice(start, end) : characters.slice(start, end).join('');

const foundBy = ({ index, 0: { length }, indices = [] }: RegExpExecArray): Found => ({
  start: index,
  end: index + length,
  groups: indices.slice(1).map((span) => span && { start: span[0], end: span[1] }),
});

/** Whether JavaScript's regex gives the same on this text, and quickly. */
const isQuick = (cost: Cost, matchCost: Cost, text: string): boolean => {
  const steps = stepsOf(cost, text.length);
  if (steps > maxSteps || stepsOf(matchCost, text.length) > maxRetries || /[^\t -~]/.test(text)) return false;
  spend(steps / stepsPerValue);
  return true;
};

const automatonFor = (regex: Compiled, text: string): Automaton => {
  spend(1 + text.length / charactersPerValue);
  // Oniguruma finds `ss` in ß, and `k` in the Kelvin sign.
  if (regex.ignoresCase && unusualCase.test(text)) bailOut('letters that are others in another case');
  exactText(text);
  return regex.automaton();
};

/** Letters that are of ASCII in another case, or several, and what these consist of. */
const unusualCase =
  /[\u0300-\u03ff\u00df\u0130\u0149\u017f\u01f0\u02bc\u02be\u0531-\u0587\u1e96-\u1e9e\u1f00-\u1fff\u212a\ufb00-\ufb17]/;

/** Oniguruma raises an error after ten million retries from one start. */
const maxRetries = 1_000_000;

/** They take at most about a millisecond. */
const maxSteps = 200_000;
/** They take about as long as a visit to a value, which is what the budget counts. */
const stepsPerValue = 200;
const charactersPerValue = 500;
