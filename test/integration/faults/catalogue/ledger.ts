import { expect } from 'vitest';
import { each, row } from './row.ts';

const withoutNote = {
  failures: [],
  messages: ['topic'],
  claims: [expect.objectContaining({ state: 'delivered', mayBeDuplicate: false })],
};
const passing = { outcome: 'the alert is sent without a note', expected: withoutNote } as const;

const withNote = { failures: [], messages: ['topic (duplicate)'] };
const left = {
  first: {
    failures: [
      expect.stringMatching(
        /not delivered to sns "topic": the ledger is unavailable: s3:\/\/ledger\/claims\//,
      ),
    ],
    messages: [],
  },
  next: { failures: [], messages: ['topic'] },
};

/** Faults of one destination among several, and of the ledger. */
export const ledger = {
  45: row('one destination is down', [
    {
      inject: ['Slack is down', 'Slack is down', 'Slack is down'],
      outcome: 'the others get the alert once; only that one is retried, now and by the next invocation',
      expected: {
        first: {
          failures: [
            'file: alert of rule "Access key created" on event EVENT not delivered to slack_webhook "slack": Slack answered 503: not an answer from Slack',
          ],
          requests: { slack: 3, mail: 1, topic: 1 },
          messages: ['mail', 'topic'],
        },
        next: {
          failures: [],
          requests: { slack: 4, mail: 1, topic: 1 },
          lastMessage: 'slack (duplicate)',
        },
      },
    },
  ]),
  46: row('the ledger', [
    { inject: ['conflict of two writes', 'conflict of two writes'], ...passing },
    { inject: ['ledger is throttled', 'ledger is throttled'], ...passing },
    { inject: ['ledger resets the connection'], ...passing },
    { inject: ['ledger does not answer once'], ...passing },
    { inject: ['answer to our claim is lost'], ...passing },
    { inject: ['page of a proxy'], ...passing },
    {
      inject: ['claim of another invocation'],
      outcome: 'waited for until the other invocation has delivered the alert, and not sent again',
      expected: { failures: [], messages: ['topic'] },
    },
    ...each(
      ['ledger denies access', 'ledger stays throttled', 'ledger never answers'],
      'the alert is sent with a note that it may be a duplicate',
      withNote,
    ),
    ...each(
      [
        'ledger denies access, with on_ledger_error = "fail"',
        'ledger stays throttled, with on_ledger_error = "fail"',
        'ledger never answers, with on_ledger_error = "fail"',
      ],
      'the alert is left to the next invocation',
      left,
    ),
  ]),
} as const;
