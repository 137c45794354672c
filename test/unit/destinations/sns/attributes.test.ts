import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure } from '../../../support/builders.ts';
import { startServices } from '../../../support/services.ts';

/** What SNS got besides the alert ID. */
const published = async (alert: Alert): Promise<Readonly<Record<string, string>>> => {
  await using services = await startServices();
  await services.send('sns', alert, { attributes: true });
  const [{ attributes = [] } = {}] = services.sns.published;
  expect(attributes.map(({ name }) => name)).toContain('AlertId');
  return Object.fromEntries(
    attributes.filter(({ name }) => name !== 'AlertId').map(({ name, value }) => [name, value]),
  );
};

const denied = aRecord({ eventID: '2', recipientAccountId: '444455556666', errorCode: 'AccessDenied' });

describe('a filter policy may ask for', () => {
  it('severity, rule, account, region and outcome of a match', async () =>
    expect(await published(anAlert({ rule: { id: 'keys', severity: 'high' } }))).toEqual({
      severity: 'high',
      rule: 'keys',
      account: '111122223333',
      region: 'us-east-1',
      outcome: 'succeeded',
    }));

  it('each of the accounts and outcomes of a roundup', async () =>
    expect(await published(aRoundup(anAlert(), anAlert(), anAlert({ record: denied })))).toEqual({
      severity: 'medium',
      rule: 'Access key created',
      account: '["111122223333","444455556666"]',
      outcome: '["succeeded","denied"]',
    }));

  it('the account of records that a rule failed on', async () =>
    expect(await published(aFailureAlert(aRuleFailure({ record: denied })))).toMatchObject({
      account: '444455556666',
      outcome: 'denied',
    }));
});

it('leaves out what a record does not say', async () =>
  expect(await published(anAlert({ record: { eventID: 'e' } }))).toEqual({
    severity: 'medium',
    rule: 'Access key created',
  }));

it.each(['\r\n\0\u202e', 'x'.repeat(100_000), '\ud800', '😀'.repeat(200), '  '])(
  'sends values that SNS takes, whatever a record holds: %.20j',
  async (text) => {
    const record = aRecord({ awsRegion: text, recipientAccountId: text, errorCode: text });
    const { region = '' } = await published(anAlert({ record, rule: { id: text } }));
    expect(region.length).toBeLessThanOrEqual(256);
  },
);

it('fits into a message, of however many accounts a roundup is', async () => {
  const alerts = Array.from({ length: 3000 }, (_, index) =>
    anAlert({ record: aRecord({ eventID: `${index}`, recipientAccountId: `${index}`.padStart(12, '0') }) }),
  );
  const { account = '' } = await published(aRoundup(...alerts));
  expect(JSON.parse(account).length).toBeGreaterThan(500);
});
