import { createHash } from 'node:crypto';

/** Random numbers that are the same for the same seed. */
export interface Random {
  /** From 0 up to 1. */
  readonly next: () => number;
  readonly chance: (probability: number) => boolean;
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number;
  readonly pick: <T>(choices: readonly [T, ...T[]]) => T;
  readonly uuid: () => string;
  /** Another generator, independent of the calls to this one. */
  readonly fork: (name: string) => Random;
}

export const createRandom = (seed: string): Random => {
  let count = 0;
  const bytes = (): Buffer => {
    count += 1;
    return createHash('sha256').update(`${seed} ${count}`).digest();
  };
  const next = (): number => bytes().readUInt32BE() / 2 ** 32;
  const between = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    chance: (probability) => next() < probability,
    between,
    pick: (choices) => choices[between(0, choices.length - 1)] ?? choices[0],
    uuid: () =>
      bytes()
        .toString('hex')
        .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5'),
    fork: (name) => createRandom(`${seed}/${name}`),
  };
};
