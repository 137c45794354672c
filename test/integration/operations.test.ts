import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { aRecord } from '../support/builders.ts';
import { notification, object } from '../support/events.ts';
import { fault } from '../support/faults.ts';
import { startFunction } from '../support/function.ts';

const operations = '\n[operations]\ndestinations = ["topic"]\n';

const minute = 60_000;

/** How CloudTrail names a log file that it writes now. */
const logFileNow = (): string => {
  const time = `${new Date().toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
  return `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/27/111122223333_CloudTrail_us-east-1_${time}_AbCdEf0123456789.json.gz`;
};

const inTrail = (key: string, eventName = 'ObjectCreated:Put') => ({
  ...object(key, undefined, 'my-trail'),
  eventName,
});

it('whoever removes log files is an alert, once a day', async () => {
  await using it = await startFunction({ rules: operations });
  const removed = notification(inTrail(logFileNow(), 'ObjectRemoved:Delete'));
  await it.invoke(removed);
  await it.restart();
  await it.invoke(removed);
  expect(it.sns.published.map(({ message }) => JSON.parse(message))).toMatchObject([
    { name: 'Log files were removed from s3://my-trail/AWSLogs/111122223333/CloudTrail/us-east-1' },
  ]);
});

it('a heartbeat alerts about a region that used to write, and again when it writes', async () => {
  await using it = await startFunction({ rules: operations });
  const now = Date.now();
  const usual = {
    since: now - 3 * 24 * 60 * minute,
    newest: now - 60 * minute,
    changes: 800,
    gaps: { [new Date(now).toISOString().slice(0, 10)]: 5 * minute },
    isSilent: false,
  };
  it.s3.put('ledger', 'claims/heartbeat', Buffer.from(JSON.stringify({ '111122223333/us-east-1': usual })));
  const heartbeat = { tattletail: 'heartbeat' };
  expect(await it.invoke(heartbeat)).toEqual({
    ok: true,
    response: { known: 1, silent: ['111122223333/us-east-1'], back: [] },
  });
  await it.invoke(heartbeat);
  const key = logFileNow();
  it.s3.put('my-trail', key, gzipSync(JSON.stringify({ Records: [aRecord({ eventName: 'DeleteUser' })] })));
  expect(await it.invoke(notification(inTrail(key)))).toMatchObject({ ok: true });
  const scheduled = { source: 'aws.events', 'detail-type': 'Scheduled Event', detail: {} };
  expect(await it.invoke(scheduled)).toMatchObject({
    response: { silent: [], back: ['111122223333/us-east-1'] },
  });
  expect(await it.invoke(scheduled)).toMatchObject({ response: { silent: [], back: [] } });
  expect(it.sns.published.map(({ message }) => JSON.parse(message).name)).toEqual([
    'No log files from 111122223333 in us-east-1',
    'Log files again from 111122223333 in us-east-1',
  ]);
});

it('the log says how each alert went, and once a day which rules are in use', async () => {
  await using it = await startFunction({ rules: operations });
  const name = 'AKIAIOSFODNN7EXAMPLE';
  const eventTime = new Date(Date.now() - 5 * minute).toISOString();
  const record = aRecord({ eventTime, requestParameters: { name } });
  await it.invoke(notification(inTrail(it.putRecords(logFileNow(), record))));
  await it.invoke({ tattletail: 'heartbeat' });
  await it.invoke({ tattletail: 'heartbeat' });
  const linesWith = (message: string) =>
    it.process.logs.filter((line) => JSON.stringify(line).includes(`"${message}"`));
  const [delivery, ...others] = linesWith('Delivery');
  expect(others).toEqual([]);
  expect(delivery).toMatchObject({
    status: 'delivered',
    destination: 'topic',
    type: 'sns',
    rule: 'Access key created',
    events: 1,
  });
  const { delaySeconds } = delivery as { readonly delaySeconds: number };
  expect(delaySeconds).toBeGreaterThanOrEqual(300);
  expect(JSON.stringify(delivery)).not.toContain(name);
  expect(linesWith('A rule is in use')).toMatchObject([{ rule: 'Access key created', times: 0 }]);
});

it('a destination that refuses for good is an alert at another one', async () => {
  await using it = await startFunction({ rules: operations, destinations: ['slack'] });
  const { server, refused } = it.destinationOf('slack_webhook');
  server.faults.plan(() => fault.answer(refused));
  const key = it.putRecords(logFileNow(), aRecord());
  await it.invoke(notification(inTrail(key)));
  expect(it.sns.published.map(({ message }) => JSON.parse(message).name)).toEqual([
    'Destination "slack" refuses alerts',
  ]);
});
