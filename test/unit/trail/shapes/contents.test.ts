import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../../../src/json.ts';
import { type RecordBatch, readRecords } from '../../../../src/trail/log-file.ts';
import type { LogFileBytes } from '../../../../src/trail/log-file-source.ts';
import { aRecord, neverAborted } from '../../../support/builders.ts';

const read = async (content: string | Uint8Array, source: Partial<LogFileBytes> = {}) => {
  const logFile: LogFileBytes = {
    kind: 'bytes',
    uri: 'file',
    read: async () => Buffer.from(content),
    ...source,
  };
  const batches = await batchesOf(logFile);
  return {
    ids: batches.flatMap(({ records }) => records.map(({ eventID }) => eventID)),
    problems: batches.flatMap(({ problems }) => problems.map(({ message }) => message)),
    skipped: batches.flatMap(({ skipped }) => skipped.map(({ what }) => what)),
  };
};

const batchesOf = async (logFile: LogFileBytes): Promise<readonly RecordBatch[]> => {
  const batches: RecordBatch[] = [];
  for await (const batch of readRecords(logFile, neverAborted)) batches.push(batch);
  return batches;
};

const [a, b] = [aRecord({ eventID: 'a' }), aRecord({ eventID: 'b' })];
const [textA, textB] = [JSON.stringify(a), JSON.stringify(b)];
const logFile = { Records: [a, b] };
const event = (detail: JsonValue, source = 'aws.iam') => ({
  version: '0',
  'detail-type': 'AWS API Call via CloudTrail',
  source,
  detail,
});
const lines = (...values: readonly unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const subscription = (...messages: readonly string[]) => ({
  messageType: 'DATA_MESSAGE',
  logEvents: messages.map((message, id) => ({ id, timestamp: 1, message })),
});
const control = {
  messageType: 'CONTROL_MESSAGE',
  logEvents: [{ message: 'CWL CONTROL MESSAGE: Checking health' }],
};

describe('records are found', () => {
  const shapes: Readonly<Record<string, string>> = {
    'one a line': `${textA}\n${textB}`,
    'one a line, with an empty line and Windows line ends': `${textA}\r\n\r\n${textB}\r\n`,
    'joined without a line end': textA + textB,
    'with commas between them': `${textA},\n${textB}`,
    'with record separators (RFC 7464)': `\u001e${textA}\n\u001e${textB}\n`,
    'over several lines each': `${JSON.stringify(a, undefined, 2)}\n${JSON.stringify(b, undefined, 2)}`,
    'in an array': JSON.stringify([a, b]),
    'in arrays in an array': JSON.stringify([[a], [b]]),
    'in log files, one a line': lines({ Records: [a] }, { Records: [b] }),
    'in log files that are joined': JSON.stringify({ Records: [a] }) + JSON.stringify({ Records: [b] }),
    'in a log file that says a version beside Records': JSON.stringify({ eventVersion: '1', ...logFile }),
    'in events of EventBridge, one a line': lines(event(a), event(b)),
    'in an array of events of EventBridge': JSON.stringify([event(a), event(b)]),
    'in get-log-events': JSON.stringify({
      events: [{ message: textA }, { message: textB }],
      nextToken: 'f/1',
    }),
    'in what a log group sends': lines(subscription(textA), subscription(textB)),
    'in a query of Logs Insights': JSON.stringify({
      results: [textA, textB].map((value) => [
        { field: '@ptr', value: 'x' },
        { field: '@message', value },
      ]),
      status: 'Complete',
    }),
    'in a query of CloudTrail Lake': JSON.stringify({
      QueryResultRows: [textA, textB].map((eventJson) => [{ eventJson }]),
    }),
    'in lookup-events': JSON.stringify({
      Events: [textA, textB].map((CloudTrailEvent) => ({ EventId: 'x', EventName: 'y', CloudTrailEvent })),
    }),
    'in lookup-events --query': JSON.stringify([textA, textB]),
    'in lookup-events --query with an array for each': JSON.stringify([[textA], [textB]]),
    'in lookup-events, a string a line': lines(textA, textB),
    'in lookup-events --output text': `EVENTS\tx\t${textA}\tiam\nRESOURCES\tuser\nEVENTS\ty\t${textB}\tiam\n`,
    'in lookup-events --query --output text': `${textA}\t${textB}\n`,
    'in a message of SNS': JSON.stringify({ Type: 'Notification', Message: JSON.stringify(logFile) }),
    'behind the date of a log shipper': `2026-11-27T01:02:03Z host ${textA}\n2026-11-27T01:02:04Z host ${textB}\n`,
    'in the log of a container': lines({ log: textA, stream: 'stdout' }, { log: textB, stream: 'stdout' }),
    'in hits of a search': lines({ _source: a }, { _source: b }),
    'with fields left out': lines(
      { eventID: 'a', eventName: 'x', eventSource: 'y' },
      { eventID: 'b', eventCategory: 'Insight' },
    ),
  };
  it.each(Object.entries(shapes))('%s', async (_, text) =>
    expect(await read(text)).toEqual({ ids: ['a', 'b'], problems: [], skipped: [] }),
  );

  it('in what a log group sends, whose control message is counted', async () =>
    expect(await read(lines(control, subscription(textA, textB), control))).toEqual({
      ids: ['a', 'b'],
      problems: [],
      skipped: ['a control message'],
    }));

  const text = JSON.stringify(logFile);
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
  it.each([
    ['UTF-16 of Windows', utf16],
    ['UTF-16 with the other byte first', Buffer.from(utf16).swap16()],
    ['UTF-16 without a mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 of one record a line', Buffer.from(`\ufeff${lines(a, b)}`, 'utf16le')],
    ['gzip of UTF-16', gzipSync(utf16)],
    ['gzip in gzip', gzipSync(gzipSync(text))],
    ['gzip of gzip files that are joined', gzipSync(Buffer.concat([gzipSync(textA), gzipSync(textB)]))],
    ['gzip in gzip of one record a line', gzipSync(gzipSync(lines(a, b)))],
  ])('in %s', async (_, bytes) =>
    expect(await read(bytes)).toEqual({ ids: ['a', 'b'], problems: [], skipped: [] }),
  );
});

describe('one foreign or broken document costs itself', () => {
  it.each([
    ['another log file', JSON.stringify({ Records: [b] }), undefined],
    ['a file of AWS Config', '{"configurationItems": []}', 'file: document 2 is a file of AWS Config'],
    ['a digest', '{"logFiles":[]}', 'file: document 2 is a CloudTrail digest'],
    ['JSON without records', '{"a":{"b":[1]}}', 'file: document 2 is JSON without records'],
    ['a number', '17', 'file: document 2 is broken: expected another document, got "1"'],
    ['text', 'hello', 'file: document 2 is broken: expected another document, got "h"'],
    ['a broken object', '{"a":tru}', 'file: document 2 is broken'],
    ['an object without an end', '{"a":[', 'file: document 2 is broken'],
    ['a record that is cut off', textB.slice(0, -20), 'file: document 2 is broken'],
    ['a string without an end', '{"a":"', 'file: document 2 is broken'],
  ])('%s', async (_, foreign, problem) => {
    const { ids, problems } = await read(`${JSON.stringify({ Records: [a] })}\n${foreign}\n${textB}\n`);
    expect(new Set(ids)).toEqual(new Set(['a', 'b']));
    expect(problems).toEqual(problem === undefined ? [] : [expect.stringContaining(problem)]);
  });

  it('but other events between records are none of it', async () =>
    expect(await read(lines(event(a), { ...event({}), 'detail-type': 'Scheduled Event' }, event(b)))).toEqual(
      {
        ids: ['a', 'b'],
        problems: [],
        skipped: ['an event of EventBridge'],
      },
    ));

  it.each(['my.app', 'aws.partner/example.com'])(
    'and an event that somebody made up is not CloudTrail’s: %s',
    async (source) =>
      expect(await read(lines(event(a), event(b, source)))).toMatchObject({
        ids: ['a'],
        problems: [
          'file: document 2 is an event of EventBridge that is not from CloudTrail: its source does not begin with "aws."',
        ],
      }),
  );

  it('and is named by its number where it is the first of several', async () =>
    expect((await read(`{"a":tru}\n${textA}\n`)).problems).toEqual([
      expect.stringMatching(/^file: document 1 is broken: /),
    ]));

  it('and is counted without the text that it is in', async () =>
    expect((await read(`2026 ${textA}\n2026 {"a":tru}\n`)).problems).toEqual([
      expect.stringMatching(/^file: document 2 is not JSON/),
    ]));
});

describe('a file that is something else is skipped with a reason', () => {
  const others: Readonly<Record<string, string>> = {
    '{"fileVersion":"1.0","configSnapshotId":"x","configurationItems":[{"a":1}]}': 'a file of AWS Config',
    '{"digestStartTime":"x","logFiles":[]}': 'a CloudTrail digest',
    '{"schemaVersion":"2.0","arn":"arn:aws:guardduty:us-east-1:1:detector/x","type":"y"}\n':
      'GuardDuty findings',
    '{"Service":"Amazon S3","Event":"s3:TestEvent"}': 'an S3 notification',
    '{"Records":[{"eventSource":"aws:s3","eventVersion":"2.1","s3":{}}]}': 'an S3 notification',
    '{"Findings":[{"ProductArn":"arn:aws:securityhub:us-east-1::product/x"}]}': 'findings',
    '{"schemaVersion":"1.0","category":"POLICY","resourcesAffected":{"s3Bucket":{}}}': 'Macie findings',
    '{"findings":[{"findingArn":"arn:aws:inspector2:us-east-1:1:finding/x"}]}': 'Inspector findings',
    '{"findingArn":"arn:aws:inspector2:us-east-1:1:finding/x"}': 'Inspector findings',
    '{"serviceNetworkArn":"arn:x","startTime":"x","requestMethod":"GET"}': 'a VPC Lattice access log',
    '{"assemblyId":"x","reportKeys":["k"],"bucket":"b"}': 'a Cost and Usage Report',
    '2026-11-27T01:02:03.186641Z 192.0.2.1 1234 443 TLSv1.2 ECDHE-RSA 0.1 "CN={}"\n': 'an ELB connection log',
    '{"timestamp":1,"formatVersion":1,"webaclId":"x","action":"ALLOW"}\n': 'a WAF log',
    '2 123456789010 eni-0a1b 10.0.0.1 10.0.0.2 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK\n':
      'a VPC flow log',
    'version account-id interface-id srcaddr dstaddr srcport\n2 1 eni-1 a b 1\n': 'a VPC flow log',
    'https 2026-11-27T01:02:03.186641Z app/my-lb/50dc6c495c0c9188 192.168.131.39:2817 "GET {} x"\n':
      'an ELB access log',
    '2026-11-27T01:02:03.945958Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.000073 "GET x"\n':
      'an ELB access log',
    [`${'0a'.repeat(32)} my-bucket [06/Feb/2026:00:00:38 +0000] 192.0.2.3 x y`]: 'an S3 access log',
    '{"detail-type":"Scheduled Event","source":"aws.events","detail":{}}': 'an event of EventBridge',
  };
  it.each(Object.entries(others))('%s', async (text, what) => {
    for (const bytes of [Buffer.from(text), gzipSync(text)])
      expect(await read(bytes)).toEqual({ ids: [], problems: [], skipped: [what] });
  });

  it.each(Object.keys(others))('but not where only CloudTrail writes: %s', async (text) => {
    const { problems, skipped } = await read(text, {
      uri: 's3://b/Config/AWSLogs/111122223333/CloudTrail/us-east-1/x.json.gz',
    });
    expect(problems).toEqual([expect.stringContaining('x.json.gz: ')]);
    expect(skipped).toEqual([]);
  });

  const texts = [
    '',
    ' \n',
    'hello',
    '{"name":"package","version":"1"}',
    '[1,2]',
    'a { "b" }',
    'PK\u0003\u0004',
    '[section]\n',
  ];
  it.each(texts)('if it may be anything: %j', async (text) => {
    expect((await read(text)).problems).not.toEqual([]);
    const { problems, skipped } = await read(text, { expected: 'anything' });
    expect({ problems, reasons: skipped.length }).toEqual({ problems: [], reasons: 1 });
  });

  it.each(['{"Records":[1]}', '{"Records":[{"a":1}', `{"Records":[]}\nhello`, `${textA}\n{"eventVersion":`])(
    'but not if it should be a log file and is broken: %s',
    async (text) => {
      const { problems, skipped } = await read(text, { expected: 'anything' });
      expect(problems).not.toEqual([]);
      expect(skipped).toEqual([]);
    },
  );

  it('which knows a PDF document that begins as text', async () => {
    const { skipped } = await read(`%PDF-1.4\n${'1 0 obj\n'.repeat(500)}\0`, { expected: 'anything' });
    expect(skipped).toEqual(['a PDF document']);
  });

  it('by its path it is not even read', async () => {
    const uri = 'logs/AWSLogs/111122223333/Config/us-east-1/2026/3/4/ConfigHistory/x.json.gz';
    const source = { uri, read: () => Promise.reject(new Error('it was read')) };
    expect((await read('', source)).skipped).toEqual(['a file of AWS Config']);
  });
});

it.each([
  ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x7b, 0, 0, 0])],
  ['UTF-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x7b])],
  ['gzip in gzip more than 3 times', [1, 2, 3, 4].reduce((bytes) => gzipSync(bytes), Buffer.from(textA))],
  ['an event that the function failed on', Buffer.from('{"requestContext":{},"requestPayload":{}}')],
  ['without CloudTrailEvent', Buffer.from('{"Events":[{"EventId":"1","EventName":"x"}]}')],
  [
    'entry 1 of Events is an event of lookup-events whose CloudTrailEvent is not a record in JSON',
    Buffer.from('{"Events":[{"EventId":"1","EventName":"x","CloudTrailEvent":"{\\"eventVersion\\":"}]}'),
  ],
  [
    'file: is an event of EventBridge that is not from CloudTrail',
    Buffer.from(JSON.stringify(event(a, 'my.app'))),
  ],
])('what cannot be read is named: %s', async (name, bytes) =>
  expect((await read(bytes, { expected: 'anything' })).problems).toEqual([expect.stringContaining(name)]),
);

it('of many problems the first are named, and the others counted', async () => {
  const entries = Array.from({ length: 100_000 }, () => '"x"');
  const bytes = gzipSync(`{"Records":[${entries}]}`);
  const batches = await batchesOf({ kind: 'bytes', uri: 'file', read: async () => bytes });
  const problems = batches.flatMap((batch) => batch.problems);
  expect(problems.map(({ message }) => message).slice(-2)).toEqual([
    'file: record 5 is not an object',
    'file: and 99995 more like the last one',
  ]);
  expect(problems.reduce((sum, { times }) => sum + times, 0)).toBe(100_000);
});
