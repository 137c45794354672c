import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { sha256 } from '../../../../src/alerts/event-key.ts';
import { classicMail } from '../../../../src/destinations/ses/classic-mail.ts';
import { classicSlackMessage } from '../../../../src/destinations/slack/classic-message.ts';
import { snsMessage } from '../../../../src/destinations/sns/message.ts';
import { aFailureAlert, anAlert, aRoundup, aRule, aRuleFailure, aTag } from '../../../support/builders.ts';
import { identities } from '../../../support/identities.ts';

const records = Object.values(identities).map(({ record }, index) => ({
  ...record,
  eventID: `event-${index}`,
}));

const rule = aRule();
const failure = aFailureAlert(...records.map((record) => aRuleFailure({ rule, record })));
const roundup = aRoundup(...records.map((record) => anAlert({ record })));

describe('who it was in messages for programs is what it was before it was shorter for people', () => {
  it.each<[string, Alert, string, string, string]>([
    [
      'a roundup',
      roundup,
      '1b59bcb93d4baf15c906196f33a9288e3f6d036329c441c5eb2e3504cc4618c8',
      '98051ed9eb2d8c5014315e5fa2db14409ee23fb58cf94f2940411ab6dc26ae74',
      'ba952d1d6062ff1af82979c9e371765e69be714fed717d715af83e239064c689',
    ],
    [
      'a rule that failed',
      failure,
      '88a23411effcb2f667d6385cd90176a84a8d5d053987359b45145ad2c37c7e32',
      'c87dc7d99cebeac7078d4404ac982642ada0b3f8cca3e16f9a025aac2ecca392',
      'dde25bf3b495e6b37a488e5778fbe29c752c02899ae0cc91f9432ea00aff54e6',
    ],
  ])('in messages about %s', (_, alert, sns, mail, slack) => {
    expect(sha256(snsMessage(alert, aTag()))).toBe(sns);
    expect(sha256(JSON.stringify(classicMail(alert, aTag())))).toBe(mail);
    expect(sha256(JSON.stringify(classicSlackMessage(alert, aTag())))).toBe(slack);
  });

  it('and so are the keys of claims about failures', () =>
    expect(sha256(failure.entries.map(({ key }) => key).join())).toBe(
      '335d979e89fb8f2d2c72a8bd95d92e5c0fafc3f4dfce8e59ca296b24b5c7cda9',
    ));
});
