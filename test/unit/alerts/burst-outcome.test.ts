import { describe, expect, it } from 'vitest';
import type { BurstAlert } from '../../../src/alerts/alert.ts';
import { mixedOutcomes, outcomeOfAlert } from '../../../src/alerts/burst-outcome.ts';
import { contentOf } from '../../../src/alerts/content.ts';
import { dataOf } from '../../../src/alerts/data.ts';
import { entryOfBurst } from '../../../src/alerts/roundup.ts';
import { topicOf } from '../../../src/destinations/slack-bot/topic.ts';
import { attributesOf } from '../../../src/destinations/sns/attributes.ts';
import { aBurst, anAlert, aRecord } from '../../support/builders.ts';

/** Calls one second after the other; one without an error code succeeded. */
const burstOf = (...errorCodes: readonly (string | undefined)[]): BurstAlert =>
  aBurst(
    errorCodes.map((errorCode, at) =>
      aRecord({
        eventID: String(at),
        eventTime: `2026-11-20T09:00:0${at}Z`,
        ...(errorCode && { errorCode }),
      }),
    ),
  );

const deniedFirst = burstOf('AccessDenied', undefined, 'AccessDenied');

const factsIn = (alert: BurstAlert) => Object.fromEntries(contentOf(alert).facts);

describe('a burst that begins with a denied call, but has one that succeeded', () => {
  it('says how many came to what', () => {
    expect(mixedOutcomes(deniedFirst)).toBe('1 succeeded, 2 denied');
    expect(contentOf(deniedFirst).sentence).toMatch(/\(the first of 3 matches: 1 succeeded, 2 denied\)$/);
    expect(factsIn(deniedFirst)).toMatchObject({ Outcomes: '1 succeeded, 2 denied' });
  });

  it('counts as one that succeeded for whoever filters', () => {
    expect(outcomeOfAlert(deniedFirst)).toEqual({ kind: 'succeeded' });
    expect(dataOf(deniedFirst).outcome).toEqual({ kind: 'succeeded', code: null, message: null });
    expect(topicOf(deniedFirst, 'C1')?.succeeded).toBe(true);
    expect(entryOfBurst(deniedFirst).outcome).toBe('succeeded');
  });

  it('has both outcomes in the attributes of SNS', () =>
    expect(attributesOf(deniedFirst).outcome).toEqual({
      DataType: 'String.Array',
      StringValue: '["denied","succeeded"]',
    }));
});

describe('a burst whose calls all came to the same', () => {
  const denied = burstOf('AccessDenied', 'AccessDenied');

  it('says it once', () => {
    expect(mixedOutcomes(denied)).toBeUndefined();
    expect(contentOf(denied).sentence).toMatch(/\(the first of 2 matches\)$/);
    expect(factsIn(denied)).not.toHaveProperty('Outcomes');
  });

  it('has their outcome, with the code', () =>
    expect(outcomeOfAlert(denied)).toMatchObject({ kind: 'denied', code: 'AccessDenied' }));
});

it('records that are about no call have no outcome', () => {
  const records = [aRecord({ eventName: null, eventID: '1' }), aRecord({ eventName: null, eventID: '2' })];
  expect(mixedOutcomes(aBurst(records))).toBeUndefined();
  expect(dataOf(aBurst(records)).outcome).toBeNull();
});

it('a match has the outcome of its record', () =>
  expect(outcomeOfAlert(anAlert({ record: aRecord({ errorCode: 'AccessDenied' }) }))?.kind).toBe('denied'));
