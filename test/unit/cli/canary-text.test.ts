import { expect, it } from 'vitest';
import { shownDone, shownMissing } from '../../../src/cli/canary-text.ts';

const delivery = {
  destination: 'chat',
  id: '3f2a9c01d0c5',
  fallback: { destination: 'mail', id: '80c1d5e2aaaa' },
};

it.each([
  [0, '0 s'],
  [-400, '0 s'],
  [4_400, '4 s'],
  [119_000, '119 s'],
  [125_000, '2 min 5 s'],
])('a delivery %i ms later was after %s', (ms, text) =>
  expect(shownDone({ delivery, state: 'delivered', at: 1_000 + ms }, 1_000)).toBe(
    `"chat" (alert 3f2a9c01): delivered after ${text}\n`,
  ),
);

it('names the fallback that has what was refused, and how to try the destination', () =>
  expect(shownDone({ delivery, state: 'fallback' }, 0)).toBe(
    '"chat" (alert 3f2a9c01): refused, and its fallback has it: "mail" (alert 80c1d5e2)\nTo see what it answers: tattletail notify chat\n',
  ));

it('gives a command that a shell runs, whatever the destination is called', () => {
  const named = { ...delivery, destination: "it's $(id)" };
  expect(shownMissing({ delivery: named, state: 'refused' }, 0)).toContain(
    `tattletail notify 'it'\\''s $(id)'\n`,
  );
});

it('says how long was waited', () =>
  expect(shownMissing({ delivery, state: 'sending' }, 900_000)).toContain('not delivered within 15 min 0 s'));
