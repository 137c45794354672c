import type { Alphabet } from './alphabet.ts';
import { isWord } from './character-sets.ts';
import { dfaOf, type Reading } from './dfa.ts';
import type { Condition } from './instructions.ts';

/** A text as an automaton reads it. */
export interface Text {
  readonly codePoints: Uint32Array;
  /** Of each code point, and 0 at the end. */
  readonly classes: Uint32Array;
  /** At each position, the bits of the conditions that hold there. */
  readonly conditions: Uint32Array;
}

/** Sets the bits of a text whose bits are 0. */
type SetBits = (text: Text) => void;

export const checkConditions = (conditions: readonly Condition[], alphabet: Alphabet): SetBits => {
  const inTurn = conditions.map((condition, number) => checkOf(condition, 1 << number, alphabet));
  return (text) => {
    for (const setBits of inTurn) setBits(text);
  };
};

const checkOf = (condition: Condition, bit: number, alphabet: Alphabet): SetBits => {
  switch (condition.kind) {
    case 'start':
      return (text) => setBit(text, 0, bit);
    case 'end':
      return (text) => setBit(text, text.codePoints.length, bit);
    case 'last line end':
      return (text) => {
        const end = text.codePoints.length;
        setBit(text, end, bit);
        if (text.codePoints[end - 1] === lineFeed) setBit(text, end - 1, bit);
      };
    case 'word boundary':
      return (text) => setWordBoundaries(text, bit);
    case 'look': {
      const dfa = dfaOf(condition.program, alphabet);
      const isBehind = condition.direction === 'behind';
      return (text) =>
        dfa(isBehind ? forward(text) : backward(text), (matches, step) => {
          if (matches) setBit(text, isBehind ? step : text.codePoints.length - step, bit);
          return false;
        });
    }
  }
};

const setBit = ({ conditions }: Text, at: number, bit: number): void => {
  conditions[at] = (conditions[at] ?? 0) | bit;
};

const setWordBoundaries = (text: Text, bit: number): void => {
  let isAfterWord = false;
  for (let at = 0; at <= text.codePoints.length; at += 1) {
    const codePoint = text.codePoints[at];
    const isBeforeWord = codePoint !== undefined && isWord(codePoint);
    if (isAfterWord !== isBeforeWord) setBit(text, at, bit);
    isAfterWord = isBeforeWord;
  }
};

const lineFeed = 10;

export const forward = ({ classes, conditions }: Text): Reading => ({
  steps: classes.length,
  classAt: (step) => classes[step] ?? 0,
  conditionsAt: (step) => conditions[step] ?? 0,
});

const backward = ({ classes, conditions }: Text): Reading => ({
  steps: classes.length,
  classAt: (step) => classes[classes.length - 2 - step] ?? 0,
  conditionsAt: (step) => conditions[classes.length - 1 - step] ?? 0,
});
