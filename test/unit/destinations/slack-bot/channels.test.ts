import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { channelFor, channelSettings } from '../../../../src/destinations/slack-bot/channels.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure } from '../../../support/builders.ts';

const settings = {
  channel: '#security',
  channels: { critical: 'C000CRITICAL', medium: '#medium' },
  account_channels: { '444455556666': '#by-id', 'prod-*': '#prod', '*': '#others' },
};
const display = {
  timeZone: 'UTC',
  accountName: (id: string) => (id === '111122223333' ? 'prod-shop' : undefined),
};
const bySeverity = { ...settings, account_channels: undefined };

describe('the channel of an alert', () => {
  it.each([
    ['critical', 'C000CRITICAL'],
    ['high', '#security'],
    [undefined, '#medium'],
  ] as const)('of severity %s is %s', (severity, channel) =>
    expect(channelFor(anAlert({ rule: { severity } }), bySeverity, display)).toBe(channel),
  );

  it.each([
    ['444455556666', '#by-id'],
    ['111122223333', '#prod'],
    ['777788889999', '#others'],
  ])('of account %s is %s, whatever its severity', (recipientAccountId, channel) => {
    const alert = anAlert({ rule: { severity: 'critical' }, record: aRecord({ recipientAccountId }) });
    expect(channelFor(alert, settings, display)).toBe(channel);
  });

  it('of a roundup is that of its account, unless it is of several', () => {
    const inAccount = (recipientAccountId: string) => anAlert({ record: aRecord({ recipientAccountId }) });
    const one = aRoundup(inAccount('111122223333'), inAccount('111122223333'));
    const several = aRoundup(inAccount('111122223333'), inAccount('444455556666'));
    expect(channelFor(one, settings, display)).toBe('#prod');
    expect(channelFor(several, settings, display)).toBe('#medium');
  });

  it('of a rule failure is by its severity', () =>
    expect(channelFor(aFailureAlert(aRuleFailure()), settings, display)).toBe('#medium'));
});

describe('a channel in the config', () => {
  const read = (channel: string) => z.object(channelSettings).safeParse({ channel });

  it.each(['C0123456789', 'G0123456789', '#security', '#sec-alerts_2', '#sécurité', '#セキュリティ'])(
    'may be %s',
    (channel) => expect(read(channel)).toMatchObject({ success: true }),
  );

  it.each(['security', '#Security', '#', '#two words', '', '<#C0123456789>', '#a\nb', `#${'a'.repeat(81)}`])(
    'may not be %j',
    (channel) =>
      expect(read(channel).error?.issues).toMatchObject([
        {
          message: 'must be the ID of a channel, like C0123456789, or its name in lowercase, like #security',
        },
      ]),
  );
});
