import { expect } from 'vitest';
import { done } from '../../../support/function.ts';
import { each, row } from './row.ts';

const notMailed = (why: string) =>
  expect.arrayContaining([expect.stringMatching(new RegExp(`not delivered to ses "mail": ${why}`))]);
const mailed = { answer: done, messages: ['mail'] };

/** Faults of SES and SNS. */
export const mailAndTopics = {
  41: row('SES throttles, refuses, or loses its answer', [
    {
      inject: ['SES throttles', 'SES throttles'],
      outcome: 'the mail is sent at the third attempt',
      expected: { ...mailed, statuses: [429, 429, 200] },
    },
    {
      inject: ['no daily quota left', 'no daily quota left', 'no daily quota left'],
      outcome: 'kept for the next invocation, which sends the mail',
      expected: {
        first: {
          answer: notMailed('LimitExceededException: Daily message quota exceeded'),
          statuses: [400, 400, 400],
          messages: [],
        },
        next: mailed,
      },
    },
    {
      inject: ['SES rejects the mail'],
      outcome: 'one attempt, and kept for the next invocation',
      expected: {
        first: { answer: notMailed('MessageRejected: '), statuses: [400], messages: [] },
        next: mailed,
      },
    },
    {
      inject: ['SES sends the mail and resets the connection'],
      outcome: 'the second mail says that it may be a duplicate',
      expected: { answer: done, statuses: [undefined, 200], messages: ['mail', 'mail (duplicate)'] },
    },
  ]),
  42: row('line breaks in the name of a rule or an event', [
    {
      inject: ['line breaks and a Bcc header'],
      outcome: 'they start no header of their own',
      expected: {
        answer: done,
        sent: [
          expect.objectContaining({
            to: ['security@example.com'],
            cc: [],
            bcc: [],
            subject: expect.stringMatching(/^For a mail Bcc: [^\p{Cc}]*$/u),
          }),
        ],
        headers: ['X-Alert-Id'],
      },
    },
  ]),
  // There is no subject, which SNS could refuse for its length or a line break, and no message is empty.
  43: row('a message that SNS would refuse', [
    ...each(
      [
        'a byte longer than it may be',
        'characters of two bytes each',
        'name of a hundred letters',
        'name of two lines',
        'next to nothing',
      ],
      'SNS accepts it at the first attempt',
      {
        answer: done,
        statuses: [200],
        isTooLong: false,
        message: expect.objectContaining({ name: 'For a topic' }),
        subject: undefined,
      },
    ),
  ]),
  44: row('SNS publishes the message, but its answer is lost', [
    {
      inject: ['SNS publishes the message and resets the connection'],
      outcome: 'sent again by us and not by the SDK, with a note that it may be a duplicate',
      expected: { answer: done, statuses: [undefined, 200], messages: ['topic', 'topic (duplicate)'] },
    },
  ]),
} as const;
