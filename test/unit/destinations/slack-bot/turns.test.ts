import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createTurns } from '../../../../src/destinations/slack-bot/turns.ts';

/** What is done with a key, and when: it goes on when its name is called. */
const someWork = () => {
  const inTurn = createTurns();
  const steps: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  return {
    steps,
    begin: (key: string, name: string) =>
      inTurn(key, async () => {
        steps.push(`${name} begins`);
        await new Promise<void>((resolve, reject) =>
          ends.set(name, (error) => (error === undefined ? resolve() : reject(error))),
        );
        steps.push(`${name} ends`);
        return name;
      }),
    end: (name: string, error?: Error) => ends.get(name)?.(error),
  };
};

it('what concerns one key is done in order, and other keys do not wait for it', async () => {
  const work = someWork();
  const all = [work.begin('k', 'a'), work.begin('k', 'b'), work.begin('other', 'c')];
  await nextTurn();
  expect(work.steps).toEqual(['a begins', 'c begins']);
  work.end('a');
  await nextTurn();
  expect(work.steps).toEqual(['a begins', 'c begins', 'a ends', 'b begins']);
  work.end('b');
  work.end('c');
  expect(await Promise.all(all)).toEqual(['a', 'b', 'c']);
});

it('what fails does not stop what comes after it', async () => {
  const work = someWork();
  const [a, b] = [work.begin('k', 'a'), work.begin('k', 'b')];
  await nextTurn();
  work.end('a', new Error('a failed'));
  await expect(a).rejects.toThrow('a failed');
  await nextTurn();
  work.end('b');
  expect(await b).toBe('b');
});
