import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../src/alerts/alert.ts';
import { deliveryLine } from '../../../src/report/delivery-line.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  anOperationalAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
} from '../../support/builders.ts';

const destination = { id: 'Security channel', type: 'slack', deliver: async () => 'delivered' as const };

const at = Date.parse('2026-11-20T09:10:00Z');

const lineOf = (alert: Alert) => deliveryLine(alert, { status: 'delivered', destination }, at);

const record = (eventTime: string) => aRecord({ eventTime, eventID: eventTime });

it('names the destination and the rule, and holds nothing of the record', () =>
  expect(lineOf(anAlert({ rule: { name: 'Access key created' } }))).toEqual({
    status: 'delivered',
    destination: 'Security channel',
    type: 'slack',
    rule: 'Access key created',
    events: 1,
    delaySeconds: 469,
  }));

describe('the delay', () => {
  const first = '2026-11-20T09:00:00Z';
  const times = ['2026-11-20T09:04:00Z', first, '2026-11-20T09:08:00Z'];
  it.each<[string, Alert, { readonly events: number; readonly delaySeconds: number | undefined }]>([
    ['of a match', anAlert({ record: record(first) }), { events: 1, delaySeconds: 600 }],
    ['of a burst', aBurst(times.map(record)), { events: 3, delaySeconds: 600 }],
    [
      'of a roundup',
      aRoundup(...times.map((time) => anAlert({ record: record(time) }))),
      { events: 3, delaySeconds: 600 },
    ],
    [
      'of a rule failure',
      aFailureAlert(aRuleFailure({ record: record(first) })),
      { events: 1, delaySeconds: 600 },
    ],
    ['of an operational alert', anOperationalAlert(), { events: 1, delaySeconds: undefined }],
    ['of a record without a time', anAlert({ record: {} }), { events: 1, delaySeconds: undefined }],
    [
      'of a record with another text for its time',
      anAlert({ record: record('soon') }),
      { events: 1, delaySeconds: undefined },
    ],
    [
      'of aggregated events',
      anAlert({ record: { timeWindow: { windowStart: first } } }),
      { events: 1, delaySeconds: 600 },
    ],
  ])('%s counts from its first event', (_, alert, expected) => expect(lineOf(alert)).toMatchObject(expected));

  it.each(['deduplicated', 'failed'] as const)('is unknown of what was %s', (status) =>
    expect(deliveryLine(anAlert(), { status, destination }, at).delaySeconds).toBeUndefined(),
  );
});
