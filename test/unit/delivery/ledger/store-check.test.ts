import { expect, it } from 'vitest';
import type { Ledger } from '../../../../src/delivery/ledger/ledger.ts';
import { memoryLedger } from '../../../../src/delivery/ledger/memory.ts';
import { withStoreCheck } from '../../../../src/delivery/ledger/store-check.ts';
import { neverAborted as signal } from '../../../support/builders.ts';

/** A checked ledger in a store that may ignore conditions, and what it was asked. */
const aLedger = (ignored: Partial<Ledger> = {}) => {
  const asked: string[] = [];
  const memory: Ledger = { ...memoryLedger(), ...ignored };
  const ledger = withStoreCheck({
    ...memory,
    create: (key, ...rest) => {
      asked.push(`create ${key}`);
      return memory.create(key, ...rest);
    },
    replace: (key, ...rest) => {
      asked.push(`replace ${key}`);
      return memory.replace(key, ...rest);
    },
  });
  return { ledger, asked, memory };
};

it('the first claim costs two requests more, and others none', async () => {
  const { ledger, asked } = aLedger();
  const versions = await Promise.all(['a', 'b', 'c'].map((key) => ledger.create(key, 'text', signal)));
  expect(versions).toEqual([expect.any(String), expect.any(String), expect.any(String)]);
  expect(asked).toEqual(['replace store-check', 'create a', 'create a', 'create b', 'create c']);
});

it('a claim that exists shows that the store keeps conditions', async () => {
  const { ledger, asked, memory } = aLedger();
  await memory.create('a', 'text of another', signal);
  expect(await ledger.create('a', 'text', signal)).toBeUndefined();
  expect(await memory.read('a', signal)).toMatchObject({ text: 'text of another' });
  expect(asked).toEqual(['replace store-check', 'create a']);
});

it.each([
  ['If-None-Match', { create: async () => 'version' }],
  ['If-Match', { replace: async () => 'version' }],
] as const)('no claim is made in a store that ignores %s', async (condition, ignored) => {
  const { ledger } = aLedger(ignored);
  for (const key of ['a', 'b'])
    await expect(ledger.create(key, 'text', signal)).rejects.toThrow(
      `ledger: the store ignores ${condition}, so nobody can know what was delivered before: see "What the store must do" in docs/delivery.md`,
    );
});

it('a store that did not answer is checked by the next claim', async () => {
  let isDown = true;
  const memory = memoryLedger();
  const { ledger, asked } = aLedger({
    replace: async (...call) => {
      if (isDown) throw new Error('no answer');
      return memory.replace(...call);
    },
  });
  const first = ['a', 'b'].map((key) => ledger.create(key, 'text', signal));
  expect((await Promise.allSettled(first)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isDown = false;
  expect(await ledger.create('c', 'text', signal)).toEqual(expect.any(String));
  expect(asked).toEqual(['replace store-check', 'replace store-check', 'create c', 'create c']);
});

it('is ready before it is asked for the time, and says when it is not', async () => {
  const { ledger, asked } = aLedger({ replace: async () => Promise.reject(new Error('no answer')) });
  await expect(ledger.ready(signal)).rejects.toThrow('no answer');
  await expect(ledger.ready(signal)).rejects.toThrow('no answer');
  expect(asked).toEqual(['replace store-check', 'replace store-check']);
});
