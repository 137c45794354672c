import { describe, expect, it } from 'vitest';
import { answerFailure, post, postJson } from '../../../src/destinations/webhook.ts';
import { neverAborted } from '../../support/builders.ts';
import { fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';

describe('posting', () => {
  const start = async () => {
    const server = await startLoopback(() => ({
      status: 202,
      headers: { 'retry-after': '7' },
      body: ' ok\n',
    }));
    return {
      server,
      post: (signal = neverAborted) => postJson(fetch, `${server.url}/secret`, { text: 'é' }, signal),
      [Symbol.asyncDispose]: server.close,
    };
  };

  it('sends JSON, and gives what was answered', async () => {
    await using webhook = await start();
    expect(await webhook.post()).toEqual({ status: 202, body: 'ok', retryAfter: '7' });
    expect(webhook.server.requests).toMatchObject([
      { method: 'POST', target: '/secret', headers: { 'content-type': 'application/json' } },
    ]);
    expect(String(webhook.server.requests[0]?.body)).toBe('{"text":"é"}');
  });

  it.each([
    ['Fri, 20 Nov 2026 09:02:41 GMT', '30'],
    ['Fri, 20 Nov 2026 09:02:01 GMT', '0'],
    ['soon', 'soon'],
  ])('gives Retry-After in seconds, also where it is a date: %s', async (retryAfter, seconds) => {
    await using webhook = await start();
    const headers = { date: 'Fri, 20 Nov 2026 09:02:11 GMT', 'retry-after': retryAfter };
    webhook.server.faults.next(fault.answer({ status: 429, headers, body: '' }));
    expect(await webhook.post()).toMatchObject({ status: 429, retryAfter: seconds });
  });

  it('sends the text as it is, with more headers', async () => {
    await using webhook = await start();
    const { url, requests } = webhook.server;
    await post(fetch, url, { body: '{ "a": 1 }', headers: { 'x-team': 'security' } }, neverAborted);
    expect(requests).toMatchObject([
      {
        headers: { 'content-type': 'application/json', 'x-team': 'security' },
        body: Buffer.from('{ "a": 1 }'),
      },
    ]);
  });

  it('takes a redirect for an answer', async () => {
    await using webhook = await start();
    webhook.server.faults.next(fault.redirect(`${webhook.server.url}/elsewhere`));
    expect(await webhook.post()).toMatchObject({ status: 302 });
    expect(webhook.server.requests).toHaveLength(1);
  });

  it.each([
    ['is reset', fault.resetBeforeReading()],
    ['is lost', fault.lostResponse()],
    ['is cut off', fault.cutBody()],
  ])('fails with the outcome `unknown` when the answer %s', async (_, broken) => {
    await using webhook = await start();
    webhook.server.faults.next(broken);
    await expect(webhook.post()).rejects.toMatchObject({
      message: expect.stringMatching(/^no answer: (ECONNRESET|UND_ERR_SOCKET)$/),
      failure: { outcome: 'unknown', retryable: true },
    });
  });

  it('fails without the URL in the error when there is no such host', async () => {
    const error: unknown = await postJson(fetch, 'https://nosuch.invalid/secret', {}, neverAborted).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(/^DeliveryError: no answer: (ENOTFOUND|EAI_AGAIN)$/);
    expect(error).toMatchObject({ failure: { outcome: 'refused', retryable: true } });
  });
});

describe('the status of an answer decides the outcome', () => {
  it.each([
    [200, null, { outcome: 'unknown', retryable: true }],
    [299, null, { outcome: 'unknown', retryable: true }],
    [300, null, { outcome: 'refused', retryable: false }],
    [302, null, { outcome: 'refused', retryable: false }],
    [400, null, { outcome: 'refused', retryable: false }],
    [428, null, { outcome: 'refused', retryable: false }],
    [429, null, { outcome: 'refused', retryable: true }],
    [429, '30', { outcome: 'refused', retryable: true, retryAfterMs: 30_000 }],
    [429, 'Fri, 20 Nov 2026 09:00:00 GMT', { outcome: 'refused', retryable: true }],
    [429, '-1', { outcome: 'refused', retryable: true }],
    [430, null, { outcome: 'refused', retryable: false }],
    [499, null, { outcome: 'refused', retryable: false }],
    [500, null, { outcome: 'unknown', retryable: true }],
    [503, '30', { outcome: 'unknown', retryable: true }],
  ] as const)('%i with Retry-After %s', (status, retryAfter, failure) => {
    const error = answerFailure('Teams', { status, retryAfter, body: 'secret' }, 'no reason');
    expect(error.failure).toEqual(failure);
    expect(error.message).toBe(`Teams answered ${status}: no reason`);
  });
});
