import { describe, expect, it } from 'vitest';
import { summaryFor, textFor, valueText } from '../../../src/alerts/text.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { aFailureAlert, anAlert, aRecord, aRuleFailure, aTag } from '../../support/builders.ts';

it('has the rule, what happened, its description, the facts, and the output of the rule', () => {
  expect(summaryFor(anAlert({ output: { sessionId: 's-1', target: ['i-1'] } }))).toMatchInlineSnapshot(`
    "Access key created
    alice (IAM user) created an access key
    Somebody created an access key.

    What    CreateAccessKey (iam.amazonaws.com)
    Outcome succeeded
    Who     alice (IAM user), arn:aws:iam::111122223333:user/alice
    Account 111122223333
    Region  us-east-1
    When    2026-11-20T09:02:11Z
    From    203.0.113.7
    Event   event-1
    Match   sessionId: s-1
            target: ["i-1"]"
  `);
});

it('names who wrote the rule, and where to read about it, after the facts', () => {
  const lastLine = (rule: Partial<Rule>): string | undefined =>
    summaryFor(anAlert({ output: true, rule }))
      .split('\n')
      .at(-1);
  const references = ['https://example.com/why', 'https://spdx.org/licenses/DRL-1.1.html'];
  const both = 'https://example.com/why, https://spdx.org/licenses/DRL-1.1.html';
  expect(lastLine({ author: 'Jane Doe', references })).toBe(`Rule by Jane Doe: ${both}`);
  expect(lastLine({ author: 'Jane\nDoe', references: [] })).toBe('Rule by Jane Doe');
  expect(lastLine({ author: ' ', references })).toBe(`About the rule: ${both}`);
  expect(lastLine({ author: ' ', references: [] })).toBe('Event   event-1');
});

it('begins with the severity, and ends with where to read more, and the record', () => {
  const record = aRecord();
  const alert = anAlert({ record, rule: { severity: 'high', runbookUrl: 'https://example.com/keys' } });
  expect(textFor(alert, aTag())).toBe(
    [
      `[HIGH] ${summaryFor(alert, { tag: aTag() })}`,
      '',
      'Console https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1',
      'Runbook https://example.com/keys',
      'Log     s3://my-trail/AWSLogs/1.json.gz',
      '',
      `${JSON.stringify(record, undefined, 2)}\n`,
    ].join('\n'),
  );
});

it('leaves out an output that is only true, and an empty description', () => {
  expect(summaryFor(anAlert({ output: true, rule: { description: '' } }))).toMatchInlineSnapshot(`
    "Access key created
    alice (IAM user) created an access key

    What    CreateAccessKey (iam.amazonaws.com)
    Outcome succeeded
    Who     alice (IAM user), arn:aws:iam::111122223333:user/alice
    Account 111122223333
    Region  us-east-1
    When    2026-11-20T09:02:11Z
    From    203.0.113.7
    Event   event-1"
  `);
});

it.each([
  ['text', 'text'],
  [5, '5'],
  [['a', 1], '[\n  "a",\n  1\n]'],
  [{ a: 'x', b: { c: 1 } }, 'a: x\nb: {"c":1}'],
])('shows the annotation %j as %j', (annotation, text) => expect(valueText(annotation)).toBe(text));

describe('text from a record', () => {
  const hostile = 'x\nAccount 000000000000\r\u001b[2K\u001b]0;title\u0007\u009b31m\u2028Account 0\u202e';
  const record = aRecord({
    errorMessage: hostile,
    eventName: hostile,
    sourceIPAddress: hostile,
    eventID: hostile,
  });
  const summaries = [
    ['an object', summaryFor(anAlert({ record, output: { target: hostile } }))],
    ['a text', summaryFor(anAlert({ record, output: hostile }))],
    ['a failure', summaryFor(aFailureAlert(aRuleFailure({ record, message: hostile })))],
  ] as const;

  it.each(summaries)('does not forge a line of facts in an alert with %s', (_, summary) =>
    expect(summary.match(/^Account /gm)).toHaveLength(1),
  );

  it.each(summaries)(
    'does not move the cursor, or reverse or colour text, in an alert with %s',
    (_, summary) => expect(summary.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u),
  );
});
