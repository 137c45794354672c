import { expect, it } from 'vitest';
import { dropOldest } from '../../src/drop-oldest.ts';

it.each([
  ['a set', new Set(['a', 'b', 'c'])],
  ['a map', new Map(['a', 'b', 'c'].map((key) => [key, 1]))],
])('of %s the entry that was added first is dropped, and only beyond the capacity', (_, entries) => {
  dropOldest(entries, 3);
  expect([...entries.keys()]).toEqual(['a', 'b', 'c']);
  dropOldest(entries, 2);
  expect([...entries.keys()]).toEqual(['b', 'c']);
});
