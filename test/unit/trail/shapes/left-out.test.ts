import { describe, expect, it } from 'vitest';
import { readRecords } from '../../../../src/trail/log-file.ts';
import { aRecord, neverAborted } from '../../../support/builders.ts';
import {
  base64,
  configNotice,
  kinesisEvent,
  notification,
  object,
  sqsEvent,
} from '../../../support/events.ts';

const defaultSizes = { maxBytes: 2 ** 30, wholeBytes: 2 ** 24, pieceBytes: 2 ** 18 };
const inPieces = { ...defaultSizes, wholeBytes: 0, pieceBytes: 100 };

const read = async (text: string, sizes = defaultSizes) => {
  const ids: unknown[] = [];
  const problems: string[] = [];
  const skipped: string[] = [];
  const logFile = {
    kind: 'bytes',
    uri: 'file',
    expected: 'log file or neighbour',
    read: async () => Buffer.from(text),
  } as const;
  for await (const batch of readRecords(logFile, neverAborted, sizes)) {
    ids.push(...batch.records.map(({ eventID }) => eventID));
    problems.push(...batch.problems.map(({ message }) => message));
    skipped.push(...batch.skipped.map(({ what }) => what));
  }
  return { ids, problems, skipped };
};

const record = aRecord({ eventID: '1' });
const text = JSON.stringify(record);
const check = 'CWL CONTROL MESSAGE: Checking health of destination';

/** Documents that are left out. */
const documents: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'a control message': { messageType: 'CONTROL_MESSAGE', logEvents: [{ message: check }] },
  'an event of EventBridge': { 'detail-type': 'Scheduled Event', source: 'aws.events', detail: {} },
  'an event of somebody else': { 'detail-type': 'x', source: 'y', detail: { a: 1 } },
  'a digest': { digestStartTime: 'x', logFiles: [] },
  'a file of AWS Config': { configSnapshotId: 'x', configurationItems: [{ tags: { a: 'b' } }] },
  'a finding of GuardDuty': { arn: 'arn:aws:guardduty:us-east-1:1:detector/x', service: {} },
  'a finding of Security Hub': { ProductArn: 'arn:aws:securityhub:us-east-1::product/x' },
  'findings of Security Hub': { Findings: [{ ProductArn: 'arn:aws:securityhub:us-east-1::product/x' }] },
  'a finding of Macie': { resourcesAffected: { s3Bucket: { tags: [] } } },
  'findings of Inspector': { findings: [{ findingArn: 'arn:aws:inspector2:us-east-1:1:finding/x' }] },
  'a line of WAF': { webaclId: 'x', httpRequest: { headers: [{ name: 'a', value: 'b' }] } },
  'a line of Route 53': { query_name: 'x', rcode: 'NOERROR' },
  'a line of Network Firewall': { firewall_name: 'x' },
  'an S3 inventory': { sourceBucket: 'b', fileFormat: 'CSV' },
  'the test event of S3': { Service: 'Amazon S3', Event: 's3:TestEvent' },
  'a notification of S3': notification(object('a')),
};

/** Logs of other services by their first lines. */
const texts: Readonly<Record<string, string>> = {
  'a CloudFront log': '#Version: 1.0\n#Fields: date time\n',
  'a VPC flow log': '2 123456789010 eni-0a1b 10.0.0.1 10.0.0.2 20641 22 6 20 4249 1 2 ACCEPT OK\n',
  'an S3 access log': `${'0a'.repeat(32)} my-bucket [06/Feb/2026:00:00:38 +0000] 192.0.2.3 x "${text}"\n`,
  'an ELB access log':
    '2026-11-27T01:02:03.945958Z my-lb 192.168.131.39:2817 10.0.0.1:80 0.000073 "GET {} x"\n',
};

/** Every way in which a document holds a record. */
const holders: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'in Records': { Records: [record] },
  'in records': { records: [record] },
  'in log events': { logEvents: [{ message: check }, { message: text }] },
  'in events': { events: [{ message: text }] },
  'in Events': { Events: [{ EventId: '1', CloudTrailEvent: text }] },
  'in a query': { QueryResultRows: [[{ eventJson: text }]] },
  'in CloudTrailEvent': { CloudTrailEvent: text },
  'in message': { message: text },
  'in Message': { Message: JSON.stringify({ Records: [record] }) },
  'in log': { log: text },
  'in _source': { _source: record },
  'in detail': { detail: record },
  'in detail, in a list': { detail: { Records: [record] } },
  'in itself': { ...record },
  somewhere: { somewhere: { deep: [[{ inside: record }]] } },
};

const isLoud = ({ ids, problems }: Awaited<ReturnType<typeof read>>): boolean =>
  ids.includes('1') || problems.length > 0;

describe.each(Object.entries(documents))('%s', (_, document) => {
  it('is left out', async () => {
    const { ids, problems, skipped } = await read(JSON.stringify(document));
    expect({ ids, problems, reasons: skipped.length }).toEqual({ ids: [], problems: [], reasons: 1 });
  });

  it.each(Object.entries(holders))('is not if there is a record %s', async (__, holder) => {
    for (const sizes of [defaultSizes, inPieces])
      for (const one of [
        { ...document, ...holder },
        { ...holder, ...document },
      ])
        if (Object.entries(holder).every(([key, value]) => Reflect.get(one, key) === value))
          expect([one, isLoud(await read(JSON.stringify(one), sizes))]).toEqual([one, true]);
  });
});

describe.each(Object.entries(texts))('%s', (_, log) => {
  it('is left out, whatever its requests say', async () =>
    expect(await read(log)).toMatchObject({ ids: [], problems: [] }));

  it.each([
    ['a record in a line', `${log}${text}\n`, ['1']],
    [
      'records in a line',
      `${log}${log}${text}${JSON.stringify(aRecord({ eventID: '2' }))}\n${log}`,
      ['1', '2'],
    ],
    ['a record over lines', `${log}${JSON.stringify(record, undefined, 2)}\n`, ['1']],
    ['a log file', `${log}${JSON.stringify({ Records: [record] })}`, ['1']],
    ['a list', `${log}[${text}]`, ['1']],
  ])('is not if there is %s', async (__, file, ids) => expect((await read(file)).ids).toEqual(ids));

  it('is not if a record breaks off', async () =>
    expect((await read(log + text.slice(0, -20))).problems).not.toEqual([]));
});

describe('what stands beside records in a document', () => {
  const other = aRecord({ eventID: '2' });
  it.each(Object.entries(holders))('is not left out if it is a record %s', async (_, holder) => {
    const beside = JSON.stringify({ Records: [other], ...holder });
    for (const sizes of [defaultSizes, inPieces]) expect(isLoud(await read(beside, sizes))).toBe(true);
  });

  it('is no second record if it is the same', async () =>
    expect(await read(JSON.stringify({ message: text, event: { original: text } }))).toEqual({
      ids: ['1'],
      problems: [],
      skipped: [],
    }));
});

it.each([
  ['a queue', sqsEvent(text)],
  ['a stream', kinesisEvent(base64(record))],
  ['Firehose', { records: [{ recordId: '1', data: base64(record) }] }],
  ['a topic', { Records: [{ EventSource: 'aws:sns', Sns: { MessageId: 'm', Message: text } }] }],
])('a message of %s is not left out', async (_, event) =>
  expect(isLoud(await read(JSON.stringify(event)))).toBe(true),
);

it('a notice of AWS Config that somebody saved is no log file', async () =>
  expect((await read(JSON.stringify(configNotice('x')))).problems).not.toEqual([]));
