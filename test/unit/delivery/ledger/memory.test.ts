import { describe, expect, it } from 'vitest';
import { memoryLedger } from '../../../../src/delivery/ledger/memory.ts';
import { neverAborted as signal } from '../../../support/builders.ts';

describe('the ledger in memory', () => {
  it('creates a claim once', async () => {
    const ledger = memoryLedger();
    const version = await ledger.create('k', 'first', signal);
    expect(version).toEqual(expect.any(String));
    expect(await ledger.create('k', 'second', signal)).toBeUndefined();
    expect(await ledger.read('k', signal)).toEqual({ text: 'first', version });
  });

  it('has no claim that was never created', async () => {
    const ledger = memoryLedger();
    expect(await ledger.read('k', signal)).toBeUndefined();
    expect(await ledger.replace('k', 'x', '1', signal)).toBeUndefined();
  });

  it('replaces a claim only in the version that was read', async () => {
    const ledger = memoryLedger();
    const first = (await ledger.create('k', 'first', signal)) ?? '';
    const second = await ledger.replace('k', 'second', first, signal);
    expect(second).not.toBe(first);
    expect(await ledger.replace('k', 'third', first, signal)).toBeUndefined();
    expect(await ledger.read('k', signal)).toEqual({ text: 'second', version: second });
  });

  it('gives a text that is written again another version', async () => {
    const ledger = memoryLedger();
    const first = (await ledger.create('k', 'same', signal)) ?? '';
    expect(await ledger.replace('k', 'same', first, signal)).not.toBe(first);
  });

  it('drops the oldest claim when it is full; a replaced claim counts as new', async () => {
    const ledger = memoryLedger(2);
    const version = (await ledger.create('a', 'a', signal)) ?? '';
    await ledger.create('b', 'b', signal);
    await ledger.replace('a', 'a2', version, signal);
    await ledger.create('c', 'c', signal);
    expect(
      await Promise.all(['a', 'b', 'c'].map(async (key) => (await ledger.read(key, signal))?.text)),
    ).toEqual(['a2', undefined, 'c']);
  });
});
