import { bailOut } from '../values/signals.ts';
import type { Cost } from './cost.ts';
import { readRegex, type Structure } from './reader.ts';
import { type Automaton, automatonOf } from './search.ts';
import { repeatsEmpty } from './syntax.ts';
import { translate } from './translate.ts';

/** The two ways to evaluate a regex. */
export interface Compiled {
  readonly ignoresCase: boolean;
  /** The names of the capturing groups; null for a group without a name. */
  readonly groups: readonly (string | null)[];
  /** Whether it repeats what may be empty, of which engines differ in what they match, but not in whether. */
  readonly repeatsEmpty: boolean;
  /** JavaScript's regexes, for texts on which they match like Oniguruma. */
  readonly backtracking: Backtracking | undefined;
  /** For every text. Bails out when the regex is too large for it. */
  readonly automaton: () => Automaton;
}

interface Backtracking {
  readonly test: RegExp;
  /** Undefined when a capturing group is repeated. */
  readonly match: RegExp | undefined;
  readonly matchCost: Cost;
  readonly searchCost: Cost;
  /** Of searching as often as the text has characters. */
  readonly allCost: Cost;
  readonly testCost: Cost;
}

/** Bails out when the regex cannot be evaluated here. */
export const compiled = (pattern: string, ignoreCase: boolean): Compiled => {
  const cache = ignoreCase ? caches.ignoringCase : caches.exact;
  const known = cache.get(pattern);
  if (known !== undefined) return known ?? bailOut(unsupportedRegex);
  if (cache.size >= maxCached) cache.clear();
  const structure = readRegex(pattern, ignoreCase);
  const made = structure === undefined ? null : compile(structure);
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

const compile = (structure: Structure): Compiled => ({
  ignoresCase: structure.ignoresCase,
  groups: structure.groups,
  repeatsEmpty: repeatsEmpty(structure.syntax),
  backtracking: backtrackingFor(structure),
  automaton: () => automatonFor(structure),
});

const backtrackingFor = (structure: Structure): Backtracking | undefined => {
  const regex = translate(structure);
  if (regex === undefined) return undefined;
  const flags = structure.ignoresCase ? 'i' : '';
  return {
    ...regex,
    allCost: { ...regex.searchCost, degree: regex.searchCost.degree + 1 },
    test: new RegExp(regex.testSource, flags),
    match: structure.repeatsGroup ? undefined : new RegExp(regex.source, `dg${flags}`),
  };
};

const automatonFor = (structure: Structure): Automaton => {
  const known = automata.get(structure);
  if (known !== undefined) return known;
  const automaton = automatonOf(structure.syntax) ?? bailOut('a large regex');
  if (automata.size >= maxAutomata) automata.clear();
  automata.set(structure, automaton);
  return automaton;
};

/** Few regexes need one, and each keeps what it has learned. */
const automata = new Map<Structure, Automaton>();
const maxAutomata = 50;
