import type { lookup } from 'node:dns';
import { createServer } from 'node:http';
import { type AddressInfo, isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { networkFailure } from '../../../src/destinations/failure.ts';
import { createGuardedFetch } from '../../../src/destinations/guarded-fetch.ts';
import { post } from '../../../src/destinations/webhook.ts';
import { neverAborted } from '../../support/builders.ts';
import { fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';

/** A name server that has these addresses for every name, and counts how often it is asked. */
const aNameServer = (...addresses: readonly string[]) => {
  const asked: string[] = [];
  const answer = (name: string, _options: unknown, callback: (error: null, found: unknown) => void): void => {
    asked.push(name);
    const found = addresses.map((address) => ({ address, family: isIPv4(address) ? 4 : 6 }));
    callback(null, found);
  };
  // It is only called in this way.
  return { lookup: answer as unknown as typeof lookup, asked };
};

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : error);

describe('a name that leads to no address on the internet is not connected to', () => {
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.31.0.2',
    '192.168.1.1',
    '169.254.169.254',
    '169.254.170.2',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fd00:ec2::254',
    'fe80::1',
    '::ffff:10.0.0.1',
    '64:ff9b::a00:1',
  ])('%s', async (address) => {
    await using server = await startLoopback(() => ({ status: 200, body: 'ok' }));
    const { lookup, asked } = aNameServer(address);
    const fetch = createGuardedFetch({ allowLoopback: true, lookup });
    const url = `http://hooks.example.com:${new URL(server.url).port}/`;
    const error: unknown = await fetch(url, { method: 'POST', body: '{}' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(codeOf(error)).toBe('ERR_PRIVATE_ADDRESS');
    expect(networkFailure(error)).toMatchObject({
      message: 'no answer: ERR_PRIVATE_ADDRESS',
      failure: { outcome: 'refused' },
    });
    expect(server.requests).toEqual([]);
    expect(asked).toEqual(['hooks.example.com']);
  });
});

it.each(['http://169.254.169.254/latest', 'http://[fd00:ec2::254]/latest', 'https://10.0.0.1/'])(
  'an address that is written in the URL is not connected to either: %s',
  async (url) => {
    const { lookup, asked } = aNameServer('203.0.113.7');
    const error: unknown = await createGuardedFetch({ allowLoopback: true, lookup })(url).catch(
      (thrown: unknown) => thrown,
    );
    expect(codeOf(error)).toBe('ERR_PRIVATE_ADDRESS');
    expect(asked).toEqual([]);
  },
);

it('in Lambda, this machine is not connected to under any name', async () => {
  await using server = await startLoopback(() => ({ status: 200, body: 'ok' }));
  const fetch = createGuardedFetch({ allowLoopback: false });
  for (const url of [server.url, server.url.replace('127.0.0.1', 'localhost')])
    expect(codeOf(await fetch(url).catch((thrown: unknown) => thrown))).toBe('ERR_PRIVATE_ADDRESS');
  expect(server.requests).toEqual([]);
});

it('of an answer that never ends, the beginning is enough', async () => {
  const server = createServer((_, response) => {
    const chunk = Buffer.alloc(100_000, 'x');
    const more = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', more);
    more();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // It listens on a port.
  const { port } = server.address() as AddressInfo;
  const answer = await createGuardedFetch({ allowLoopback: true })(`http://127.0.0.1:${port}/`);
  expect([answer.status, (await answer.text()).length]).toEqual([200, 2 ** 20]);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('a request and its answer are as with the fetch of Node', async () => {
  const requests: unknown[] = [];
  await using server = await startLoopback(({ method, target, headers, body }) => {
    requests.push([method, target, headers['content-type'], headers['content-length'], String(body)]);
    return { status: 429, body: ' slow \n', headers: { 'retry-after': '7' } };
  });
  for (const send of [fetch, createGuardedFetch({ allowLoopback: true })])
    expect(await post(send, `${server.url}/a?b=c`, { body: '{"é":1}' }, neverAborted)).toEqual({
      status: 429,
      body: 'slow',
      retryAfter: '7',
    });
  expect(requests[1]).toEqual(requests[0]);
});

it('an answer without a body is one, and a redirect is an answer', async () => {
  await using elsewhere = await startLoopback(() => ({ status: 200, body: 'ok' }));
  await using server = await startLoopback(() => ({ status: 204 }));
  const fetch = createGuardedFetch({ allowLoopback: true });
  expect((await fetch(server.url)).status).toBe(204);
  server.faults.next(fault.redirect(elsewhere.url));
  expect((await fetch(server.url)).status).toBeGreaterThanOrEqual(300);
  expect(elsewhere.requests).toEqual([]);
});

it('a request ends when its time does', async () => {
  await using server = await startLoopback(() => ({ status: 204 }));
  const time = new AbortController();
  server.faults.plan(() => {
    time.abort(new Error('out of time'));
    return fault.hang();
  });
  const sent = createGuardedFetch({ allowLoopback: true })(server.url, { signal: time.signal });
  await expect(sent).rejects.toThrow('out of time');
});
