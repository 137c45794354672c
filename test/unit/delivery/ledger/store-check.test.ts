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

const claim = async (ledger: Ledger, key: string) => {
  await ledger.ready(signal).catch(() => undefined);
  return ledger.create(key, 'text', signal);
};

it('the first claim costs two requests more, and others none', async () => {
  const { ledger, asked } = aLedger();
  for (const key of ['a', 'b', 'c']) expect(await claim(ledger, key)).toEqual(expect.any(String));
  expect(asked).toEqual(['replace store-check', 'create a', 'create a', 'create b', 'create c']);
});

it('claims at the same time do not wait for one another', async () => {
  const { ledger } = aLedger();
  const versions = await Promise.all(['a', 'b', 'a'].map((key) => claim(ledger, key)));
  expect(versions.filter((version) => version !== undefined)).toHaveLength(2);
});

it('a claim of another is left as it is', async () => {
  const { ledger, asked, memory } = aLedger();
  await memory.create('a', 'text of another', signal);
  expect(await claim(ledger, 'a')).toBeUndefined();
  expect(await memory.read('a', signal)).toMatchObject({ text: 'text of another' });
  expect(asked).toEqual(['replace store-check', 'create a']);
});

it.each([
  ['If-None-Match', { create: async () => 'version' }],
  ['If-Match', { replace: async () => 'version' }],
] as const)('no claim is made in a store that ignores %s', async (condition, ignored) => {
  const { ledger } = aLedger(ignored);
  for (const key of ['a', 'b'])
    await expect(claim(ledger, key)).rejects.toThrow(
      `ledger: the store ignores ${condition}, so nobody can know what was delivered before: see "What the store must do" in docs/delivery.md`,
    );
});

it('what a store did not answer is checked with the next claim, and holds up none', async () => {
  let isDown = true;
  const memory = memoryLedger();
  const { ledger, asked } = aLedger({
    replace: async (...call) => {
      if (isDown) throw new Error('no answer');
      return memory.replace(...call);
    },
  });
  expect(await claim(ledger, 'a')).toEqual(expect.any(String));
  isDown = false;
  expect(await claim(ledger, 'b')).toEqual(expect.any(String));
  expect(asked).toEqual(['replace store-check', 'create a', 'create a', 'replace store-check', 'create b']);
});
