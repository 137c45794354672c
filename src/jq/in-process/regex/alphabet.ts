import { spend } from '../values/budget.ts';
import type { CharacterSet } from './character-sets.ts';

/** Characters that are in the same sets of a regex are of one class. Class 0 is in no set: it also ends a text. */
export interface Alphabet {
  readonly classOf: (codePoint: number) => number;
  /** Whether the characters of the class are in the set. */
  readonly isIn: (characterClass: number, set: number) => boolean;
}

export const alphabetOf = (sets: readonly CharacterSet[]): Alphabet => {
  const members: (readonly boolean[])[] = [sets.map(() => false)];
  const classes = new Map<string, number>([[String(members[0]), 0]]);
  const known = new Map<number, number>();

  const findClass = (codePoint: number): number => {
    spend(1);
    const membership = sets.map(({ has }) => has(codePoint));
    const found = classes.get(String(membership)) ?? members.push(membership) - 1;
    classes.set(String(membership), found);
    if (known.size < maxKnown) known.set(codePoint, found);
    return found;
  };

  const ascii = new Int32Array(128).fill(-1);
  const classOfAscii = (codePoint: number): number => {
    const found = findClass(codePoint);
    ascii[codePoint] = found;
    return found;
  };

  return {
    classOf: (codePoint) => {
      if (codePoint > 0x7f) return known.get(codePoint) ?? findClass(codePoint);
      const found = ascii[codePoint] ?? -1;
      return found === -1 ? classOfAscii(codePoint) : found;
    },
    isIn: (characterClass, set) => members[characterClass]?.[set] === true,
  };
};

/** Characters of which the class is kept. */
const maxKnown = 20_000;
