import { expect } from 'vitest';
import { done } from '../../../support/function.ts';
import { row } from './row.ts';

const delivered = { answer: done, messages: ['topic'] };
const failed = (why: unknown) => ({ answer: ['1 failed:', why], messages: [] });

/** Faults of S3 while the function reads log files. */
export const s3 = {
  13: row('S3 throttles', [
    {
      inject: ['S3 throttles', 'S3 throttles'],
      outcome: 'the log file is read at the third attempt',
      expected: { ...delivered, attempts: 3 },
    },
  ]),
  14: row('the connection is reset before S3 answers', [
    {
      inject: ['S3 resets the connection', 'S3 resets the connection'],
      outcome: 'the log file is read at the third attempt',
      expected: { ...delivered, attempts: 3 },
    },
  ]),
  15: row('a log file breaks off in the middle', [
    {
      inject: ['S3 breaks off in the middle'],
      outcome: 'it is read again as a whole',
      expected: { ...delivered, attempts: 2 },
    },
  ]),
  16: row('a log file stalls in the middle', [
    {
      inject: ['S3 stalls in the middle'],
      outcome: 'it is given up after 5 seconds and read again as a whole',
      expected: { ...delivered, attempts: 2 },
    },
  ]),
  17: row('S3 never answers', [
    {
      inject: ['S3 never answers'],
      outcome: 'an error, 5 seconds before Lambda ends the function and no sooner',
      expected: {
        ...failed(expect.stringMatching(/: was not read to its end: time ran out$/)),
        isEarly: false,
      },
    },
  ]),
  18: row('access to S3 is denied', [
    {
      inject: ['S3 denies access'],
      outcome: 'an error after one attempt, which names the permissions that are needed, those of KMS too',
      expected: {
        ...failed(expect.stringMatching(/: AccessDenied: the role needs s3:GetObject .* kms:Decrypt/)),
        attempts: 1,
      },
    },
  ]),
  19: row('there is no such object', [
    {
      inject: ['S3 has no such object'],
      outcome: 'an error after one attempt: it may be there when Lambda invokes again',
      expected: {
        ...failed(expect.stringMatching(/: NoSuchKey: there is no such object$/)),
        attempts: 1,
      },
    },
    {
      inject: ['S3 has no such version'],
      outcome: 'an error that names the version',
      expected: {
        answer: [
          '1 failed:',
          's3://my-trail/versioned.json?versionId=v1: NoSuchVersion: there is no such object',
        ],
      },
    },
    {
      inject: ['S3 has no object of a Batch Operations task'],
      outcome: 'a permanent failure of the task',
      expected: {
        answer: expect.objectContaining({
          response: expect.objectContaining({
            results: [expect.objectContaining({ resultCode: 'PermanentFailure' })],
          }),
        }),
      },
    },
  ]),
} as const;
