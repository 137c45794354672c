import { hasSurrogate } from '../values/kinds.ts';
import { type Alphabet, alphabetOf } from './alphabet.ts';
import { checkConditions, forward, type Text } from './conditions.ts';
import { dfaOf } from './dfa.ts';
import { type Program, programOf, type Shared } from './instructions.ts';
import type { Syntax } from './syntax.ts';

/** A regex that reads a text once, or once more for each look, whatever text it is. */
export interface Automaton {
  readonly program: Program;
  readonly alphabet: Alphabet;
  readonly prepare: (text: string) => Text;
  /** Whether it matches somewhere. */
  readonly finds: (text: Text) => boolean;
  /** Whether it matches in texts that it has read before. */
  readonly found: Map<string, boolean>;
}

/** Undefined when the regex is too large. */
export const automatonOf = (syntax: Syntax): Automaton | undefined => {
  const shared: Shared = { sets: [], conditions: [] };
  const program = programOf(syntax, shared);
  if (program === undefined) return undefined;
  const alphabet = alphabetOf(shared.sets);
  const setConditions = checkConditions(shared.conditions, alphabet);
  const dfa = dfaOf(program, alphabet);
  return {
    program,
    alphabet,
    found: new Map(),
    prepare: (characters) => {
      const codePoints = codePointsOf(characters);
      const classes = new Uint32Array(codePoints.length + 1);
      for (let at = 0; at < codePoints.length; at += 1) classes[at] = alphabet.classOf(codePoints[at] ?? 0);
      const text = { codePoints, classes, conditions: new Uint32Array(classes.length) };
      setConditions(text);
      return text;
    },
    finds: (text) => {
      let found = false;
      dfa(forward(text), (matches) => {
        found = matches;
        return matches;
      });
      return found;
    },
  };
};

const codePointsOf = (text: string): Uint32Array => {
  if (hasSurrogate(text)) return Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const codePoints = new Uint32Array(text.length);
  for (let at = 0; at < text.length; at += 1) codePoints[at] = text.charCodeAt(at);
  return codePoints;
};
