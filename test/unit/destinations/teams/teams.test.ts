import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { escapedForTeams } from '../../../../src/destinations/teams/escape.ts';
import { teamsMessage } from '../../../../src/destinations/teams/message.ts';
import { teamsWebhook } from '../../../../src/destinations/teams/teams.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../../support/builders.ts';
import { type Fault, fault } from '../../../support/faults.ts';
import { readJson } from '../../../support/json-body.ts';
import { startServices } from '../../../support/services.ts';
import { messageProblems } from '../../../support/teams/card.ts';

const cardFor = (alert: Alert = anAlert(), tag = aTag()) =>
  JSON.parse(teamsMessage(alert, tag)).attachments[0].content;

it('the card has severity and rule first, then what happened, the facts, and what to do next', () => {
  const record = aRecord({ requestParameters: { userName: 'eve' } });
  const card = cardFor(
    anAlert({ rule: { severity: 'high', runbookUrl: 'https://example.com/keys' }, record }),
  );
  const [head, description, facts] = card.body;
  expect(head).toMatchObject({
    style: 'attention',
    items: [
      { inlines: [{ text: 'HIGH' }, { text: ' Access key created' }] },
      { inlines: [{ text: 'alice (IAM user) created an access key for user eve' }] },
    ],
  });
  expect(description.inlines).toMatchObject([{ text: 'Somebody created an access key.' }]);
  expect(facts.facts).toEqual(
    expect.arrayContaining([
      { title: 'Outcome', value: 'succeeded' },
      { title: 'Target', value: 'user eve' },
      { title: 'Alert', value: 'a1b2c3d4' },
    ]),
  );
  expect(card.actions).toMatchObject([
    { title: 'Open in the console', url: expect.stringContaining('#/events/event-1') },
    { title: 'Runbook', url: 'https://example.com/keys' },
  ]);
  expect(card.fallbackText).toBe(
    'HIGH · Access key created · alice (IAM user) created an access key for user eve',
  );
});

it('the record is what the facts do not say, what was asked for first, and who wrote the rule comes last', () => {
  const record = aRecord({
    errorCode: 'AccessDenied',
    errorMessage: 'no policy allows it',
    requestParameters: { userName: 'eve' },
  });
  const { body } = cardFor(anAlert({ rule: { author: 'Jane' }, record, output: 'why' }));
  const texts = body.slice(3).map(({ inlines: [run] }: { inlines: { text: string }[] }) => run?.text);
  expect(texts).toEqual([
    'Match',
    'why',
    expect.stringMatching(/^\{\s+"requestParameters"/),
    expect.stringContaining('Jane'),
  ]);
  expect(texts[2]).not.toMatch(/errorCode|errorMessage|eventVersion/);
});

it('the notification about a rule that failed says what to mend', () => {
  const failure = aRuleFailure({ message: 'startswith() requires string inputs' });
  expect(cardFor(aFailureAlert(failure)).fallbackText).toMatch(/startswith\(\) requires string inputs$/);
});

it('a list that is cut says how many more there are', () => {
  const alerts = Array.from({ length: 100 }, (_, index) =>
    anAlert({ record: aRecord({ sourceIPAddress: `203.0.113.${index}` }) }),
  );
  const [, , { facts }] = cardFor(aRoundup(...alerts)).body;
  expect(facts).toContainEqual({ title: 'From', value: expect.stringMatching(/, and \d+ more$/) });
});

it('a possible duplicate says so', () =>
  expect(
    JSON.stringify(cardFor(anAlert(), aTag({ note: 'possible duplicate of alert a1b2c3d4' }))),
  ).toContain('possible duplicate of alert a1b2c3d4'));

describe('text of a record cannot format, link or mention', () => {
  it.each([
    ['**bold** _it_ `code`', String.raw`\*\*bold\*\* \_it\_ \`code\``],
    [
      '[click](https://evil.example)',
      `${String.raw`\[click\]\(https:`}\u200b${String.raw`//evil.example\)`}`,
    ],
    ['<at>everyone</at>', String.raw`\<at\>everyone\</at\>`],
    ['- item', String.raw`\- item`],
    ['1. item', String.raw`1\. item`],
    ['{{DATE(2020-01-01)}}', `${String.raw`\{`}\u200b${String.raw`\{DATE\(2020-01-01\)\}\}`}`],
    ['www.evil.example', 'w\u200bww.evil.example'],
  ])('%s', (text, escaped) => expect(escapedForTeams(text)).toBe(escaped));
});

it('any message is one that Teams takes, and shorter than 28 KB', () => {
  const piece = fc.constantFrom(
    '\u0000',
    '\ud800',
    '"',
    '\u202e',
    'é',
    '😀',
    '*',
    '<at>',
    '{{',
    'https://',
    '\r\n',
  );
  const long = fc
    .tuple(piece, fc.integer({ min: 0, max: 60_000 }))
    .map(([text, times]) => text.repeat(times));
  const fields = fc.record({
    eventName: long,
    eventTime: long,
    awsRegion: long,
    userAgent: long,
    errorMessage: long,
    requestParameters: fc.dictionary(piece, long),
  });
  fc.assert(
    fc.property(fields, long, (record, text) => {
      const rule = { name: text, description: text, references: [text], author: text };
      const alert = anAlert({ rule, record: aRecord(record), output: text });
      for (const any of [alert, aRoundup(alert, alert)]) {
        const message = teamsMessage(any, aTag());
        expect(Buffer.byteLength(message)).toBeLessThan(28_000);
        expect(messageProblems(readJson(Buffer.from(message)))).toEqual([]);
      }
    }),
    { numRuns: 15 },
  );
}, 60_000);

describe('the answer decides the outcome', () => {
  const failure = async (broken: Fault) => {
    await using services = await startServices();
    services.destinationOf('teams_webhook').server.faults.next(broken);
    return await services.send('teams_webhook', anAlert()).catch((error: unknown) => error);
  };

  it.each([
    [200, 'not accepted', { outcome: 'unknown', retryable: true }],
    [400, 'not accepted', { outcome: 'refused', retryable: false }],
    [401, 'the URL is not whole, or the workflow has a new one', { outcome: 'refused', retryable: false }],
    [404, 'there is no such workflow', { outcome: 'refused', retryable: false }],
    [429, 'too many messages', { outcome: 'refused', retryable: true, retryAfterMs: 3000 }],
    [502, 'not accepted', { outcome: 'unknown', retryable: true }],
  ])('%i', async (status, reason, expected) =>
    expect(
      await failure(fault.answer({ status, body: '{"error":"secret"}', headers: { 'retry-after': '3' } })),
    ).toMatchObject({ message: `Teams answered ${status}: ${reason}`, failure: expected }),
  );
});

it.each([
  [
    'https://x.webhook.office.com/webhookb2/s3cret',
    'is of a connector, which Teams has retired: create a workflow, and take its URL',
  ],
  [
    'https://hooks.slack.com/services/s3cret',
    'is not of a workflow of Teams: those end in powerplatform.com or logic.azure.com',
  ],
  ['http://prod-1.westeurope.logic.azure.com/workflows/s3cret', 'must be a URL that begins with https://'],
])('the URL %s is refused, without repeating it', (webhook_url, message) =>
  expect(teamsWebhook.settings.safeParse({ webhook_url }).error?.issues).toMatchObject([{ message }]),
);

it.each([
  'https://default0123.4f.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/1/triggers/manual/paths/invoke?api-version=1&sig=x',
  'https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x',
])('the URL %s of a workflow is good', (webhook_url) =>
  expect(teamsWebhook.settings.safeParse({ webhook_url }).success).toBe(true),
);
