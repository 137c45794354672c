import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/alerts/content.ts';
import { asRecorded, createDisplay, timeText } from '../../../src/alerts/display.ts';
import { textFor } from '../../../src/alerts/text.ts';
import { standardMail } from '../../../src/destinations/ses/mail.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRuleFailure,
  aTag,
} from '../../support/builders.ts';

const display = createDisplay({
  accounts: new Map([['111122223333', 'prod']]),
  display: { timeZone: 'Europe/Berlin' },
});

const inBerlin = '2026-11-20 10:02:11 Europe/Berlin (2026-11-20T09:02:11Z)';

describe('an account with a name', () => {
  it.each([
    ['a match', anAlert(), 'prod (111122223333)'],
    ['a failure', aFailureAlert(aRuleFailure()), 'prod (111122223333)'],
    ['a roundup', aRoundup(anAlert(), anAlert()), ['prod (111122223333) (2)']],
  ])('has it before its ID in %s', (_, alert, account) =>
    expect(contentOf(alert, display).facts).toContainEqual(['Account', account]),
  );

  it('has its name alone in the subject of a mail', () =>
    expect(standardMail(anAlert(), aTag(), display).subject).toBe(
      'Access key created: alice (IAM user) created an access key (prod us-east-1)',
    ));
});

it('an account of a caller has its name too', () => {
  const arn = 'arn:aws:sts::111122223333:assumed-role/Admin/bob';
  const record = aRecord({ userIdentity: { type: 'AssumedRole', arn }, recipientAccountId: '999999999999' });
  const { facts, sentence } = contentOf(anAlert({ record }), display);
  expect(facts).toContainEqual(['Who', `bob (role Admin of account prod 111122223333), ${arn}`]);
  expect(sentence).toContain('bob (role Admin of account prod 111122223333) ');
});

it('an account without a name is shown by its ID', () => {
  const record = aRecord({ recipientAccountId: '999999999999' });
  expect(contentOf(anAlert({ record }), display)).toMatchObject({
    facts: expect.arrayContaining([['Account', '999999999999']]),
    place: '999999999999 us-east-1',
  });
});

describe('times are those of the time zone, beside UTC', () => {
  it.each([
    ['a match', anAlert(), ['When', inBerlin]],
    ['a roundup', aRoundup(anAlert()), ['First', inBerlin]],
    [
      'a burst',
      aBurst([aRecord(), aRecord({ eventID: 'event-2' })]),
      ['Burst', `2 times by arn:aws:iam::111122223333:user/alice at ${inBerlin}`],
    ],
  ])('in %s', (_, alert, fact) => expect(contentOf(alert, display).facts).toContainEqual(fact));

  it('in the text of a mail', () =>
    expect(textFor(anAlert(), aTag(), display)).toContain(`\nWhen    ${inBerlin}\n`));

  it.each([
    [
      'America/New_York',
      '2026-07-01T02:00:00Z',
      '2026-06-30 22:00:00 America/New_York (2026-07-01T02:00:00Z)',
    ],
    [
      'Asia/Kathmandu',
      '2026-07-01T02:00:00.123Z',
      '2026-07-01 07:45:00 Asia/Kathmandu (2026-07-01T02:00:00.123Z)',
    ],
  ])('in %s', (timeZone, time, text) => expect(timeText(time, { ...display, timeZone })).toBe(text));

  it.each([
    '',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '2026-11-20T09:02:11+01:00',
    '2026-11-20T09:02:11Z, or so',
  ])('but %j, which is no time in UTC, stays as it is', (time) => expect(timeText(time, display)).toBe(time));

  it('in UTC, a time stays as the record has it', () =>
    expect(timeText('2026-11-20T09:02:11Z', asRecorded)).toBe('2026-11-20T09:02:11Z'));
});
