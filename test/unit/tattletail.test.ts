import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { oneByOne, withRoundups } from '../../src/alerts/arrange.ts';
import type { Deliver } from '../../src/delivery/deliver.ts';
import { ConfigError, DeliveryError, LogFileError } from '../../src/errors.ts';
import type { Invocation } from '../../src/invocation.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { failuresOf, totalsOf } from '../../src/report/report.ts';
import { createTattletail, type Tools } from '../../src/tattletail.ts';
import type { LogFileSource } from '../../src/trail/log-file-source.ts';
import { anInvocation, aRecord } from '../support/builders.ts';

const text = `
[[rule]]
name = "created"
jq_match = 'select(.eventName | startswith("Create"))'
destinations = ["S"]

[[rule]]
name = "by alice"
jq_match = '.userIdentity.arn | endswith("/alice")'
destinations = ["S"]

[[destination]]
id = "S"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;
const jq = jqWasm();

const aLogFile = (uri: string, ...records: readonly object[]): LogFileSource => ({
  kind: 'bytes',
  uri,
  read: async () => Buffer.from(JSON.stringify({ Records: records })),
});

const unreadable = (uri: string): LogFileSource => ({
  kind: 'bytes',
  uri,
  read: () => Promise.reject(new LogFileError(uri, 'cannot be read')),
});

const aTattletail = async ({
  send,
  arrange = oneByOne,
}: {
  readonly send?: Deliver | undefined;
  readonly arrange?: Tools['arrange'];
} = {}) => {
  const delivered: string[] = [];
  const note: Deliver = async (alert) => {
    if (alert.kind === 'match')
      delivered.push(`${alert.rule.name}: ${alert.record.eventID} of ${alert.logFile}`);
    return 'delivered';
  };
  const tattletail = await createTattletail(
    { uri: 'tattletail.toml', text },
    { jq, connect: () => () => [{ id: 'S', type: 'test', deliver: send ?? note }], arrange },
  );
  return { tattletail, delivered };
};

const inspect = async (
  logFiles: readonly LogFileSource[],
  send?: Deliver,
  limits: Partial<Invocation> = {},
) => {
  const { tattletail, delivered } = await aTattletail({ send });
  return { report: await tattletail.inspect(logFiles, anInvocation(limits)), delivered };
};

it('every record of every log file runs through every rule, in order', async () => {
  const { report, delivered } = await inspect([
    aLogFile('a', aRecord({ eventID: '1' }), aRecord({ eventID: '2', eventName: 'DeleteUser' })),
    aLogFile('b', aRecord({ eventID: '3' })),
  ]);
  expect(delivered).toEqual([
    'created: 1 of a',
    'by alice: 1 of a',
    'by alice: 2 of a',
    'created: 3 of b',
    'by alice: 3 of b',
  ]);
  expect(totalsOf(report)).toEqual({
    logFiles: 2,
    skipped: 0,
    records: 3,
    inspected: 3,
    own: 0,
    failed: 0,
    matches: 5,
    ignored: 0,
    delivered: 5,
    deduplicated: 0,
    undelivered: 0,
    fallbacks: 0,
    ruleFailures: 0,
    problems: 0,
  });
  expect(failuresOf(report)).toEqual([]);
});

it('a match that is ignored causes no alert, and is counted by the name of the ignore', async () => {
  const delivered: string[] = [];
  const note: Deliver = async (alert) => {
    if (alert.kind === 'match') delivered.push(`${alert.rule.name}: ${alert.record.eventID}`);
    return 'delivered';
  };
  const ignore = (name: string, jqMatch: string, more = '') =>
    `[[ignore]]\nname = "${name}"\njq_match = '${jqMatch}'\n${more}\n`;
  const { inspect: inspectAll } = await createTattletail(
    {
      uri: 'tattletail.toml',
      text: [
        text,
        ignore('routine', '.eventID == "1" or .eventID == "2"', 'rules = ["created"]\nexpires = 2026-11-20'),
        ignore('broken', '.eventName | error'),
      ].join('\n'),
    },
    { jq, connect: () => () => [{ id: 'S', type: 'test', deliver: note }], arrange: oneByOne },
  );
  const log = aLogFile(
    'a',
    ...['1', '2', '3'].map((eventID) => aRecord({ eventID })),
    aRecord({ eventID: '4', eventName: 'DeleteUser', userIdentity: { arn: '/bob' } }),
  );
  const report = await inspectAll([log], anInvocation({ today: '2026-11-20' }));
  expect(delivered).toEqual(['by alice: 1', 'by alice: 2', 'created: 3', 'by alice: 3']);
  expect(totalsOf(report)).toMatchObject({ matches: 4, ignored: 2, ruleFailures: 0 });
  expect(report.logFiles[0]?.ignoreEffects).toMatchObject([
    { first: { kind: 'ignored', ignore: { name: 'routine' }, eventId: '1' }, times: 2 },
    { first: { kind: 'failed', ignore: { name: 'broken' }, message: 'CreateAccessKey' }, times: 4 },
  ]);
  const later = await inspectAll([log], anInvocation({ today: '2026-11-21' }));
  expect(totalsOf(later)).toMatchObject({ matches: 6, ignored: 0 });
});

it('a record that came without a file reaches the alert as the same object', async () => {
  const record = Object.freeze(aRecord());
  const alerted: unknown[] = [];
  const { report } = await inspect(
    [{ kind: 'records', uri: 'event:1', records: [record] }],
    async (alert) => {
      if (alert.kind === 'match') alerted.push(alert.record);
      return 'delivered';
    },
  );
  expect(alerted.map((alert) => alert === record)).toEqual([true, true]);
  expect(failuresOf(report)).toEqual([]);
});

describe('what goes wrong stops nothing else, and is in the report', () => {
  it('a log file that cannot be read', async () => {
    const { report, delivered } = await inspect([
      unreadable('bad'),
      aLogFile('good', aRecord({ eventName: 'CreateUser' })),
    ]);
    expect(delivered).toHaveLength(2);
    expect(failuresOf(report)).toEqual(['bad: cannot be read']);
  });

  it('a rule that fails on a record', async () => {
    const { report, delivered } = await inspect([
      aLogFile('a', { eventID: '1' }, { eventID: '2' }, aRecord({ eventID: '3' })),
    ]);
    expect(delivered).toEqual(['created: 3 of a', 'by alice: 3 of a']);
    expect(report.logFiles[0]?.ruleFailures).toMatchObject([
      {
        rule: { name: 'created' },
        reasons: [
          { first: { record: { eventID: '1' }, message: 'startswith() requires string inputs' }, times: 2 },
        ],
        times: 2,
      },
      {
        rule: { name: 'by alice' },
        reasons: [{ first: { message: 'endswith() requires string inputs' }, times: 2 }],
        times: 2,
      },
    ]);
    expect(failuresOf(report)).toEqual([]);
  });

  it('a destination that refuses', async () => {
    const { report } = await inspect([aLogFile('a', aRecord())], () =>
      Promise.reject(
        new DeliveryError('Slack answered 404: no_service', { outcome: 'refused', retryable: false }),
      ),
    );
    expect(failuresOf(report)).toEqual([
      'a: alert of rule "created" on event event-1 not delivered to test "S": Slack answered 404: no_service',
      'a: alert of rule "by alice" on event event-1 not delivered to test "S": Slack answered 404: no_service',
    ]);
  });

  it('a log file that there was no time for', async () => {
    const { report } = await inspect([aLogFile('a', aRecord())], undefined, {
      deliverSignal: AbortSignal.abort(),
    });
    expect(failuresOf(report)).toEqual(['a: was not read to its end: time ran out']);
  });

  it('a log file that takes all the time for reading: what was found in others is delivered', async () => {
    const stuck: LogFileSource = {
      kind: 'bytes',
      uri: 'stuck',
      read: async (signal) => sleep(60_000, Buffer.from(''), { signal }),
    };
    const { tattletail, delivered } = await aTattletail({ arrange: withRoundups });
    const report = await tattletail.inspect(
      [aLogFile('a', aRecord()), stuck],
      anInvocation({ inspectSignal: AbortSignal.timeout(200) }),
    );
    expect(delivered).toEqual(['created: event-1 of a', 'by alice: event-1 of a']);
    expect(failuresOf(report)).toEqual(['stuck: was not read to its end: time ran out']);
  });

  it('a bug of ours', async () => {
    const buggy: LogFileSource = {
      kind: 'bytes',
      uri: 'a',
      read: () => Promise.reject(new TypeError('a bug')),
    };
    const { report } = await inspect([buggy]);
    expect(failuresOf(report)).toEqual(['a: a bug']);
  });
});

it('a config that cannot be used gives no tattletail', async () => {
  const broken = { uri: 'x.toml', text: '[[rule]]' };
  await expect(createTattletail(broken, { jq, connect: () => () => [], arrange: oneByOne })).rejects.toThrow(
    ConfigError,
  );
});
