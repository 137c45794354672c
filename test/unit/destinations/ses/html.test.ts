import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert } from '../../../../src/alerts/alert.ts';
import { htmlFor } from '../../../../src/destinations/ses/html.ts';
import type { JsonValue } from '../../../../src/json.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../../support/builders.ts';

/** What a reader sees, without what is only there to break a line. */
const shown = (alert: Alert): string =>
  htmlFor(alert, aTag())
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll('<wbr>', '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

const tagsIn = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/<[/!]?([a-z0-9]+)/gi)].map(([, name = '']) => name)),
];

const ownTags = tagsIn(
  htmlFor(anAlert({ output: 'why', rule: { severity: 'low', runbookUrl: 'https://a.example' } }), aTag()),
);

it('says how bad it is, where, what happened, what to do, the facts and the record', () => {
  const alert = anAlert({
    rule: { severity: 'critical', runbookUrl: 'https://example.com/keys?a=1&b=2' },
    output: { key: 'AKIA1' },
    record: aRecord({ requestParameters: { userName: 'eve' } }),
  });
  const text = shown(alert);
  for (const part of [
    'CRITICAL',
    '111122223333 us-east-1',
    'Access key created',
    'alice (IAM user) created an access key',
    'Outcome succeeded',
    's3://my-trail/AWSLogs/1.json.gz',
    'key: AKIA1',
    '"requestParameters": { "userName": "eve" }',
  ])
    expect(text.replace(/\s+/g, ' ')).toContain(part);
  const links = [...htmlFor(alert, aTag()).matchAll(/href="([^"]*)"/g)].map(([, url]) => url);
  expect(links).toEqual([
    'https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1',
    'https://example.com/keys?a=1&#38;b=2',
  ]);
});

it('leaves out of the record what is empty, technical or very long, and what the facts say', () => {
  const record = aRecord({
    errorCode: 'AccessDenied',
    errorMessage: 'no policy allows it',
    responseElements: null,
    requestID: 'r-1',
    requestParameters: { userName: 'eve', policy: 'x'.repeat(5000) },
  });
  const text = shown(anAlert({ record }));
  expect(text).toMatch(/"policy": "x{4000}… \(5000 characters\)"/);
  expect(text).toContain('"userName": "eve"');
  expect(text).toContain('AccessDenied: no policy allows it');
  expect(text).not.toMatch(/errorCode|errorMessage|responseElements|requestID|eventVersion/);
});

it('says how many more there are of what does not fit, however long it is as HTML', () => {
  const bucket = (index: number) => `a/b/c/d/e.f.g/${index}`;
  const alerts = Array.from({ length: 200 }, (_, index) =>
    anAlert({
      record: aRecord({
        eventName: 'DeleteBucket',
        eventSource: 's3.amazonaws.com',
        requestParameters: { bucketName: bucket(index) },
      }),
    }),
  );
  expect(shown(aRoundup(...alerts)).replace(/\s+/g, ' ')).toMatch(/Target bucket .{100,} and \d+ more/);
});

it('shows the event IDs of a roundup in full, and a few of its log files', () => {
  const ids = Array.from({ length: 100 }, (_, index) => `id-${index}`);
  const text = shown(
    aRoundup(
      ...ids.map((eventID) => anAlert({ record: aRecord({ eventID }), logFile: `s3://b/${eventID}` })),
    ),
  );
  for (const id of ids) expect(text).toContain(`"${id}"`);
  expect(text).toContain('and 97 more in the text part of this mail');
});

it('shows why a rule failed', () =>
  expect(shown(aFailureAlert(aRuleFailure({ message: 'a <b> & c' })))).toContain('a <b> & c'));

describe('text of a record', () => {
  const hostile = [
    '</pre></td></script><script>alert(1)</script>',
    '"onmouseover="alert(1)',
    '<img src=https://evil.example/x.png>',
    '&lt;b&gt; &#60;b&#62;',
    '\r\nWho: nobody\u202e\u200b\0\u001b[31m\ud800',
  ];

  const alertWith = (value: JsonValue): Alert => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    const record = aRecord({
      eventName: text,
      sourceIPAddress: text,
      awsRegion: text,
      userAgent: text,
      userIdentity: { arn: text },
      requestParameters: { [text]: value },
    });
    return anAlert({ record, output: value });
  };

  it.each(hostile)('adds no tag, attribute or character that does not show: %j', (text) => {
    const html = htmlFor(alertWith(text), aTag());
    expect(ownTags).toEqual(expect.arrayContaining([...tagsIn(html)]));
    expect(html).not.toMatch(/<[^>]*onmouseover/);
    expect(html.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  it('is no link, for clients that make links of what looks like one', () => {
    const html = htmlFor(alertWith('see https://evil.example/login or mail eve@evil.example'), aTag());
    expect(html).toContain('evil.<wbr>example');
    expect(html).not.toMatch(/evil\.example/);
  });

  it('never makes the page longer than Gmail shows, nor adds a tag', () => {
    const values = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('&', '"', '.', '€', '😀', '\n', '<').map((character) => character.repeat(120_000)),
      fc
        .constantFrom('&', '"', '€')
        .map((character) =>
          Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}`, character.repeat(700)])),
        ),
    );
    fc.assert(
      fc.property(values, (value) => {
        const html = htmlFor(alertWith(value), aTag());
        expect(Buffer.byteLength(html)).toBeLessThan(102_000);
        expect(html.isWellFormed()).toBe(true);
        expect(ownTags).toEqual(expect.arrayContaining([...tagsIn(html)]));
      }),
      { numRuns: 15 },
    );
  }, 60_000);
});

it('loads nothing from elsewhere', () =>
  expect(htmlFor(anAlert(), aTag())).not.toMatch(/<(?:script|img|link|iframe)|url\(|@import|src=/));
