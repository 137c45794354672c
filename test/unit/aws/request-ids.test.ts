import { expect, it } from 'vitest';
import { createRequestIds } from '../../../src/aws/request-ids.ts';

it('beyond its capacity, the oldest are dropped', () => {
  const ids = createRequestIds(2);
  for (const id of ['a', 'b', undefined, 'c']) ids.add(id);
  expect(['a', 'b', 'c'].map(ids.has)).toEqual([false, true, true]);
});
