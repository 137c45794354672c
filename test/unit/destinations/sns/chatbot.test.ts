import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { chatbotMessage } from '../../../../src/destinations/sns/chatbot.ts';
import type { JsonValue } from '../../../../src/json.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../../support/builders.ts';

/** Amazon Q Developer in chat applications Administrator Guide, "Custom notifications". */
const schema = z.strictObject({
  version: z.literal('1.0'),
  source: z.literal('custom'),
  id: z.string(),
  content: z.strictObject({
    textType: z.literal('client-markdown'),
    title: z.string().min(1).max(250),
    description: z.string().min(1).max(8000),
    nextSteps: z.array(z.string()),
    keywords: z.array(z.string()),
  }),
  metadata: z.strictObject({
    threadId: z.string(),
    summary: z.string(),
    eventType: z.string(),
    relatedResources: z.array(z.string()),
    additionalContext: z.record(z.string(), z.string().regex(/^\w[\w.:-]*$/)),
  }),
});

const notification = (alert: Alert, note?: string) =>
  schema.parse(JSON.parse(chatbotMessage(alert, aTag({ note }))));

it('has severity and rule as its title, then what happened, the facts, and what to do next', () => {
  const rule = { severity: 'high', runbookUrl: 'https://example.com/keys', tags: ['iam'] } as const;
  const { content, metadata } = notification(anAlert({ rule, output: 'why' }), 'possible duplicate');
  expect(content).toMatchObject({ title: 'HIGH: Access key created', keywords: ['high', 'iam'] });
  expect(content.description.split('\n')).toEqual(
    expect.arrayContaining([
      '`alice (IAM user) created an access key`',
      '*possible duplicate*',
      'Somebody created an access key.',
      '*Match* `why`',
      '*Outcome* `succeeded`',
    ]),
  );
  expect(content.nextSteps).toEqual([
    'Open the event in the console: https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1',
    'Follow the runbook: https://example.com/keys',
    'Read the log file `s3:/\u2060/my-trail/AWSLogs/1.json.gz`',
  ]);
  expect(metadata).toMatchObject({
    summary: 'alice (IAM user) created an access key',
    additionalContext: {
      account: '111122223333',
      region: 'us-east-1',
      severity: 'high',
      outcome: 'succeeded',
    },
  });
});

it('is in one thread with what the same caller does against the same rule', () => {
  const threadOf = (alert: Alert) => notification(alert).metadata.threadId;
  const one = threadOf(anAlert());
  expect(threadOf(anAlert({ record: aRecord({ eventID: '2' }) }))).toBe(one);
  expect(threadOf(anAlert({ rule: { id: 'other' } }))).not.toBe(one);
  const eve = { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/eve' };
  expect(threadOf(anAlert({ record: aRecord({ userIdentity: eve }) }))).not.toBe(one);
});

it.each([
  ['a roundup', aRoundup(anAlert(), anAlert())],
  ['a failure', aFailureAlert(aRuleFailure())],
])('is a notification of %s too', (_, alert) =>
  expect(notification(alert).content.description).toContain('CreateAccessKey'),
);

it('names the resources of the record that are ARNs', () => {
  const resources = [{ ARN: 'arn:aws:s3:::prod-data' }, { ARN: '<!channel>' }, null, 'x'];
  expect(notification(anAlert({ record: aRecord({ resources }) })).metadata.relatedResources).toEqual([
    'arn:aws:s3:::prod-data',
  ]);
});

describe('text of a record', () => {
  const alertWith = (value: JsonValue): Alert => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const record = aRecord({
      eventName: text,
      sourceIPAddress: text,
      awsRegion: text,
      recipientAccountId: text,
      eventID: text,
      userIdentity: { arn: text },
    });
    const output = { tattletail: { title: text, summary: text }, value };
    return anAlert({ rule: { jqMatch: '{tattletail: .}' }, record, output, logFile: `s3://${text}` });
  };

  it.each([
    '<!channel> <@U1> <https://evil.example|Console>',
    '`` ` [Console](https://evil.example) @everyone',
    '\r\n*Who* `nobody`\u202e\0',
    'https://evil.example/login',
  ])('mentions nobody, links nowhere and begins no line: %j', (text) => {
    const { content } = notification(alertWith(text));
    const all = [content.title, content.description, ...content.nextSteps].join('\n');
    expect(all).not.toMatch(/[<>]|\]\(|@everyone|:\/\/evil|\u202e|\0/);
    for (const line of content.description.split('\n')) expect((line.match(/`/g) ?? []).length % 2).toBe(0);
    expect(content.description).not.toMatch(/^\*Who\* `nobody`/m);
  });

  it('never makes it longer than Amazon Q takes', () => {
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('`', '<', '😀', '\n', '://', '](').map((part) => part.repeat(60_000)),
    );
    fc.assert(
      fc.property(values, (value) => {
        const message = chatbotMessage(alertWith(value), aTag());
        schema.parse(JSON.parse(message));
        expect(message.isWellFormed()).toBe(true);
        expect(Buffer.byteLength(message)).toBeLessThan(100_000);
      }),
      { numRuns: 30 },
    );
  }, 60_000);
});
