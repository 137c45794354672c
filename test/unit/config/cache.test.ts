import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { keepLastGood } from '../../../src/config/cache.ts';
import type { ConfigSource } from '../../../src/config/locate.ts';
import { ConfigError } from '../../../src/errors.ts';
import { neverAborted } from '../../support/builders.ts';

/** A source whose text is its ETag too, and what it was asked. */
const aSource = (initial: string) => {
  const asked: (string | undefined)[] = [];
  const state = { text: initial };
  const source: ConfigSource = {
    read: async (etag) => {
      asked.push(etag);
      if (state.text === 'unreachable') throw new Error('unreachable');
      return etag === state.text ? 'unchanged' : { uri: 's3://b/k', text: state.text, etag: state.text };
    },
  };
  return { source, state, asked };
};

const aCache = (initial: string) => {
  const { source, state, asked } = aSource(initial);
  const built: string[] = [];
  const broken: string[] = [];
  const current = keepLastGood(
    source,
    async ({ text }) => {
      built.push(text);
      if (text.startsWith('bad')) throw new ConfigError(`${text} is broken`, []);
      if (text === 'unlucky' && built.length === 1) throw new Error('jq did not start');
      return text.toUpperCase();
    },
    {
      onBroken: (error, hasLastGood) =>
        broken.push(`${error}${hasLastGood ? '' : ', and there is no other'}`),
    },
  );
  return { current: () => current(neverAborted), state, asked, built, broken };
};

it('a config that does not change is built once, and asked for by its ETag', async () => {
  const { current, built, asked } = aCache('v1');
  expect([await current(), await current(), await current()]).toEqual(['V1', 'V1', 'V1']);
  expect(built).toEqual(['v1']);
  expect(asked).toEqual([undefined, 'v1', 'v1']);
});

it('a changed config is built again', async () => {
  const { current, state, built } = aCache('v1');
  await current();
  state.text = 'v2';
  expect(await current()).toBe('V2');
  expect(built).toEqual(['v1', 'v2']);
});

it('a config that breaks is reported at every call, built once, and the last good one stays in use', async () => {
  const { current, state, built, broken } = aCache('v1');
  await current();
  state.text = 'bad';
  expect([await current(), await current()]).toEqual(['V1', 'V1']);
  expect(broken).toEqual([
    expect.stringContaining('bad is broken'),
    expect.stringContaining('bad is broken'),
  ]);
  expect(built).toEqual(['v1', 'bad']);
});

it('a config that is mended is used again', async () => {
  const { current, state, broken } = aCache('v1');
  await current();
  state.text = 'bad';
  await current();
  state.text = 'v3';
  expect(await current()).toBe('V3');
  expect(broken).toHaveLength(1);
});

it('a config that goes back to the last good one is built again', async () => {
  const { current, state } = aCache('v1');
  await current();
  state.text = 'bad';
  await current();
  state.text = 'v1';
  expect(await current()).toBe('V1');
});

it('a config that cannot be reached is reported, and the last good one stays in use', async () => {
  const { current, state, broken } = aCache('v1');
  await current();
  state.text = 'unreachable';
  expect(await current()).toBe('V1');
  expect(broken).toEqual(['Error: unreachable']);
});

it('without a last good config a broken one is reported and throws, every time', async () => {
  const { current, broken } = aCache('bad');
  await expect(current()).rejects.toThrow('bad is broken');
  await expect(current()).rejects.toThrow('bad is broken');
  expect(broken).toEqual([
    expect.stringMatching(/bad is broken.*, and there is no other$/),
    expect.stringMatching(/bad is broken.*, and there is no other$/),
  ]);
});

it('what goes wrong for another reason than the config is tried again at the next call', async () => {
  const { current, built } = aCache('unlucky');
  await expect(current()).rejects.toThrow('jq did not start');
  expect(await current()).toBe('UNLUCKY');
  expect(built).toEqual(['unlucky', 'unlucky']);
});

describe('a new config that is slow', () => {
  /** Configs that begin with `slow` are not built before `finish`, and use up all patience. */
  const aSlowCache = (initial: string) => {
    const { source, state } = aSource(initial);
    const broken: string[] = [];
    let patience = new AbortController();
    const finished = Promise.withResolvers<void>();
    const current = keepLastGood(
      source,
      async ({ text }) => {
        if (text.startsWith('slow')) {
          patience.abort();
          await finished.promise;
        }
        if (text.endsWith('bad')) throw new ConfigError(`${text} is broken`, []);
        return text.toUpperCase();
      },
      {
        onBroken: (error) => broken.push(String(error)),
        patience: () => {
          patience = new AbortController();
          return patience.signal;
        },
      },
    );
    return { current, state, broken, finish: finished.resolve };
  };

  /** A warm cache that has stopped waiting for a slow config. */
  const impatient = async (slow: string) => {
    const cache = aSlowCache('v1');
    await cache.current(neverAborted);
    cache.state.text = slow;
    expect(await cache.current(neverAborted)).toBe('V1');
    return cache;
  };

  it('does not hold up the last good one, and is reported by every call until it is done', async () => {
    const { current, broken } = await impatient('slow');
    expect(await current(neverAborted)).toBe('V1');
    expect(broken).toEqual([
      expect.stringContaining('checking s3://b/k takes longer than 1000 ms, and goes on'),
      expect.stringContaining('checking s3://b/k has been going on since an earlier invocation'),
    ]);
  });

  it('is in use once it is done', async () => {
    const { current, finish, broken } = await impatient('slow');
    finish();
    await setImmediate();
    expect(await current(neverAborted)).toBe('SLOW');
    expect(broken).toHaveLength(1);
  });

  it('is reported with its problems once they are known', async () => {
    const { current, finish, broken } = await impatient('slow and bad');
    finish();
    await setImmediate();
    expect(await current(neverAborted)).toBe('V1');
    expect(broken[1]).toContain('slow and bad is broken');
  });

  it('gets all the time of an invocation that has no other, and is found done by a later one', async () => {
    const { current, finish } = aSlowCache('slow');
    await expect(current(AbortSignal.abort())).rejects.toThrow('was not done before time ran out');
    finish();
    expect(await current(neverAborted)).toBe('SLOW');
  });
});
