import { expect } from 'vitest';
import { each, row } from './row.ts';

const notDelivered = (why: string) => [
  `file: alert of rule "Access key created" on event EVENT not delivered to slack_webhook "slack": ${why}`,
];
const delivered = { failures: [], messages: ['slack'] };
const sentTwice = { failures: [], messages: ['slack', 'slack (duplicate)'] };

/** Faults of Slack. */
export const slack = {
  31: row('Slack asks to wait a second', [
    {
      inject: ['Retry-After: 1'],
      outcome: 'one retry no sooner than that, and one message',
      expected: { ...delivered, hasWaited: true },
    },
  ]),
  32: row('Slack asks to wait an hour', [
    {
      inject: ['Retry-After: 3600'],
      outcome: 'left to the next invocation, which sends the alert without a note',
      expected: {
        first: {
          failures: notDelivered('Slack answered 429: rate_limited'),
          requests: 1,
          states: ['refused'],
          messages: [],
        },
        next: delivered,
      },
    },
  ]),
  33: row('Slack posts the message, but says that it failed', [
    {
      inject: ['500 after posting'],
      outcome: 'the second message says that it may be a duplicate',
      expected: sentTwice,
    },
  ]),
  34: row('Slack posts the message, but its answer is lost', [
    ...each(
      ['connection closed after posting', 'connection reset after posting'],
      'the second message says that it may be a duplicate',
      sentTwice,
    ),
  ]),
  35: row('Slack posts the message, but does not answer', [
    {
      inject: ['no answer after posting'],
      outcome: 'given up when time runs out, and sent again as a possible duplicate',
      expected: {
        first: { failures: notDelivered('no answer: AbortError'), states: ['unknown'], messages: ['slack'] },
        next: sentTwice,
      },
    },
  ]),
  36: row('Slack refuses the blocks of a message', [
    {
      inject: ['invalid_blocks'],
      outcome: 'one message of plain text',
      expected: {
        failures: [],
        requests: 2,
        posted: [{ isPlain: true, ignored: [], mentions: [], links: [], unescaped: [], autoParsed: [] }],
      },
    },
  ]),
  // There is no secret store to ask again, and no other destination to fall back to.
  37: row('the webhook is gone', [
    ...(
      [
        ['no_service', 'Slack answered 404: no_service'],
        ['channel_is_archived', 'Slack answered 410: channel_is_archived'],
        ['invalid_token', 'Slack answered 403: invalid_token'],
      ] as const
    ).map(
      ([code, why]) =>
        ({
          inject: [code],
          outcome: 'one request, and the alert is kept for the next invocation',
          expected: {
            first: { failures: notDelivered(why), requests: 1, states: ['refused'], messages: [] },
            next: delivered,
          },
        }) as const,
    ),
  ]),
  38: row('a page comes instead of an answer of Slack', [
    {
      inject: ['page with status 200', 'page with status 200', 'page with status 200'],
      outcome: 'it is no success and its content is not logged; the next message is a possible duplicate',
      expected: {
        first: {
          failures: notDelivered('Slack answered 200: not an answer from Slack'),
          requests: 3,
          states: ['unknown'],
          messages: [],
        },
        next: { failures: [], messages: ['slack (duplicate)'] },
      },
    },
  ]),
  39: row('Slack redirects to an internal address', [
    {
      inject: ['redirect to the metadata service'],
      outcome: 'it is not followed',
      expected: {
        failures: notDelivered('Slack answered 302: not an answer from Slack'),
        redirected: [],
        messages: [],
      },
    },
  ]),
  40: row('a record that is made to harm people in Slack, or to be refused there', [
    ...each(
      ['mentions and links everywhere', 'user name of markup', '100 KB of request', '60 fields'],
      'Slack accepts the message, which mentions nothing and links only to the console',
      {
        failures: [],
        statuses: [200],
        posted: [
          expect.objectContaining({
            mentions: [],
            links: [
              {
                at: expect.any(String),
                found: expect.stringMatching(
                  /^<https:\/\/us-east-1\.console\.aws\.amazon\.com\/[^|]+\|[\w ]+>$/,
                ),
              },
            ],
            unescaped: [],
            ignored: [],
            truncated: false,
          }),
        ],
      },
    ),
  ]),
} as const;
