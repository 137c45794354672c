import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDisplay } from '../../../../src/alerts/display.ts';
import { detailFor, rowFor } from '../../../../src/cli/report-page/alert-line.ts';
import type { JsonValue } from '../../../../src/json.ts';
import { aBurst, anAlert, aRecord } from '../../../support/builders.ts';

const display = createDisplay({
  accounts: new Map([['111122223333', 'prod']]),
  display: { timeZone: 'UTC' },
});

it('shows what the table asks for', () => {
  const record = aRecord({ errorCode: 'AccessDenied' });
  expect(rowFor(anAlert({ record, rule: { severity: 'high' } }), display)).toEqual({
    severity: 'high',
    time: '2026-11-20T09:02:11Z',
    rule: 'Access key created',
    what: expect.stringMatching(/^alice .* denied \(AccessDenied\)$/),
    outcome: 'denied (AccessDenied)',
    who: 'alice (IAM user)',
    target: '',
    account: 'prod (111122223333)',
    region: 'us-east-1',
    source: '203.0.113.7',
    eventId: 'event-1',
  });
});

it('shows of a burst what its matches are together', () => {
  const records = ['1', '2'].map((eventID) => aRecord({ eventID }));
  expect(detailFor(aBurst(records), display, true).facts).toContainEqual([
    'Burst',
    expect.stringMatching(/^2 times by/),
  ]);
});

it('links to the event in the console, and to the runbook', () => {
  const record = aRecord({ eventID: '5eed0000-1111-4222-8333-000000000002' });
  const alert = anAlert({ record, rule: { runbookUrl: 'https://wiki.example.com/keys' } });
  expect(detailFor(alert, display, true).links).toEqual([
    ['Event in the console', expect.stringMatching(/^https:\/\/us-east-1\.console\.aws\.amazon\.com\//)],
    ['Runbook', 'https://wiki.example.com/keys'],
  ]);
});

it.each(['http://wiki.example.com/keys', 'javascript:alert(1)'])('does not link to %s', (runbookUrl) => {
  const alert = anAlert({ record: aRecord({ eventID: 'no id' }), rule: { runbookUrl } });
  expect(detailFor(alert, display, true).links).toEqual([]);
});

describe('whatever a record holds', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 3_000 }),
    fc.constantFrom('\u202egpj.exe', '\u200b', '\ud800', '</script>', '\r\n', '\u0000', 'a'.repeat(100_000)),
  );
  const value = fc.oneof(hostile, fc.jsonValue() as fc.Arbitrary<JsonValue>);
  const fields = [
    'eventName',
    'eventSource',
    'sourceIPAddress',
    'awsRegion',
    'errorCode',
    'eventTime',
    'eventID',
  ];
  const records = fc
    .record(
      Object.fromEntries([...fields, 'userIdentity', 'requestParameters'].map((name) => [name, value])),
      {
        requiredKeys: [],
      },
    )
    .map((record) => aRecord(record as Readonly<Record<string, JsonValue>>)); // a record of JSON values is one

  it('is shown in short texts without anything invisible', () =>
    fc.assert(
      fc.property(records, value, (record, output) => {
        const alert = anAlert({ record, output });
        const { record: shown, annotation, ...detail } = detailFor(alert, display, true);
        const texts = [
          ...Object.values(rowFor(alert, display)),
          ...detail.facts.flat(),
          detail.logFile,
          detail.title,
        ];
        for (const text of texts) {
          expect(text).not.toMatch(
            /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u,
          );
          expect(text.isWellFormed()).toBe(true);
          expect(text.length).toBeLessThan(13_000);
        }
        const long = [annotation?.[1] ?? '', 'text' in shown ? shown.text : ''];
        for (const text of long) {
          expect(text).not.toMatch(/[\p{Zl}\p{Zp}\u200b\u202a-\u202e\u2060-\u2069\ufeff\0\r]/u);
          expect(text.isWellFormed()).toBe(true);
        }
      }),
      { numRuns: 300 },
    ));
});
