import { expect, it } from 'vitest';
import { contentOf } from '../../../src/alerts/event-key.ts';
import { createSeenEvents } from '../../../src/alerts/seen-events.ts';
import { aRecord } from '../../support/builders.ts';

const [one, same, other] = [
  aRecord({ eventName: 'A' }),
  aRecord({ eventName: 'A' }),
  aRecord({ eventName: 'B' }),
];

it.each([false, true])('a key counts again only with another content (released: %s)', (isReleased) => {
  const seen = createSeenEvents();
  expect(seen.add('k', one)).toBe(true);
  if (isReleased) seen.release('k', one, '7f');
  expect([seen.add('k', other), seen.add('k', other)]).toEqual([true, false]);
  expect(seen.add('k', same)).toBe(isReleased);
  expect(seen.add('k2', one)).toBe(true);
  expect(seen.count()).toBe(isReleased ? 4 : 3);
});

it('the content of a released record is the one that was given', () => {
  const seen = createSeenEvents();
  seen.add('k', one);
  seen.release('k', one, contentOf(one));
  seen.release('k', other, 'of a record that is not held');
  expect([seen.add('k', same), seen.add('k', other)]).toEqual([false, true]);
});
