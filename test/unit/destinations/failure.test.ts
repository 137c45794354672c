import { expect, it } from 'vitest';
import { awsFailure, networkFailure } from '../../../src/destinations/failure.ts';

const lostNetwork = (syscall: string) => Object.assign(new Error(), { code: 'EHOSTUNREACH', syscall });

it.each([
  ['connect', 'refused'],
  ['read', 'unknown'],
  ['write', 'unknown'],
])('whether a message was sent when the network was lost in %s is %s', (syscall, outcome) => {
  const error = lostNetwork(syscall);
  expect(awsFailure(error)).toMatchObject({ failure: { outcome, retryable: true } });
  const ofFetch = new TypeError('fetch failed', { cause: error });
  expect(networkFailure(ofFetch)).toMatchObject({
    message: 'no answer: EHOSTUNREACH',
    failure: { outcome, retryable: true },
  });
});

it.each([
  ['ThrottlingException', 400, { outcome: 'refused', retryable: true }],
  ['LimitExceededException', 400, { outcome: 'refused', retryable: true }],
  ['ProxyError', 429, { outcome: 'refused', retryable: true }],
  ['ProxyError', 428, { outcome: 'refused', retryable: false }],
  ['ProxyError', 430, { outcome: 'refused', retryable: false }],
  ['ProxyError', 399, { outcome: 'unknown', retryable: true }],
  ['ProxyError', 400, { outcome: 'refused', retryable: false }],
  ['ProxyError', 499, { outcome: 'refused', retryable: false }],
  ['ProxyError', 500, { outcome: 'unknown', retryable: true }],
])('%s with HTTP status %d', (name, httpStatusCode, failure) =>
  expect(awsFailure(Object.assign(new Error(), { name, $metadata: { httpStatusCode } }))).toMatchObject({
    failure,
  }),
);

it('a message was not sent when every address of a host has refused the connection', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' });
  expect(networkFailure(new TypeError('fetch failed', { cause: refused }))).toMatchObject({
    failure: { outcome: 'refused', retryable: true },
  });
});
