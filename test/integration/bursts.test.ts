import { expect, it } from 'vitest';
import type { JsonObject } from '../../src/json.ts';
import { anInvocation, aRecord } from '../support/builders.ts';
import { startCore } from '../support/core.ts';

const rules = `
[[rule]]
name = "Many users deleted"
jq_match = '.eventName == "DeleteUser"'
destinations = ["topic"]

[rule.threshold]
count = 3
key = '.userIdentity.arn'

[[ignore]]
name = "cleaner"
jq_match = '.userAgent == "cleaner"'
`;

const deleted = (who: string, ids: readonly string[], fields: JsonObject = {}): readonly JsonObject[] =>
  ids.map((eventID) => aRecord({ eventID, eventName: 'DeleteUser', userIdentity: { arn: who }, ...fields }));

const start = () => startCore({ rules });

/** The events that each message is about. */
const burstsIn = ({ sns }: Awaited<ReturnType<typeof start>>): readonly unknown[] =>
  sns.published.map(({ message }) => JSON.parse(message).burst?.eventIDs);

it('a burst in a log file is one alert, and what is below the threshold is none', async () => {
  await using core = await start();
  expect(await core.inspect([...deleted('alice', ['1', '2', '3']), ...deleted('bob', ['4', '5'])])).toEqual(
    [],
  );
  expect(burstsIn(core)).toEqual([['1', '2', '3']]);
});

it('ignored matches, and those without a key, do not count', async () => {
  await using core = await start();
  await core.inspect([
    ...deleted('alice', ['1', '2']),
    ...deleted('alice', ['3', '4'], { userAgent: 'cleaner' }),
    ...deleted('', ['5', '6', '7'], { userIdentity: {} }),
  ]);
  expect(burstsIn(core)).toEqual([]);
});

it('the same burst again is deduplicated, also by another process; one with more events is another', async () => {
  await using core = await start();
  await core.inspect(deleted('alice', ['1', '2', '3']));
  await core.restart();
  await core.inspect(deleted('alice', ['3', '1', '2']));
  expect(burstsIn(core)).toHaveLength(1);
  await core.inspect(deleted('alice', ['1', '2', '3', '4']));
  expect(burstsIn(core)).toEqual([
    ['1', '2', '3'],
    ['1', '2', '3', '4'],
  ]);
});

it('a log file that breaks off still gives the bursts in what was read', async () => {
  await using core = await start();
  const text = JSON.stringify({ Records: deleted('alice', ['1', '2', '3', '4']) });
  const { failures } = await core.inspectBytes(text.slice(0, -20));
  expect(failures).toHaveLength(1);
  expect(burstsIn(core)).toEqual([['1', '2', '3']]);
});

it('a burst over many batches of a large log file is one', async () => {
  await using core = await start();
  const padding = Array.from({ length: 20 }, (_, index) =>
    aRecord({ eventID: `padding-${index}`, eventName: 'PutObject', requestParameters: 'x'.repeat(2 ** 20) }),
  );
  const [first, second, third] = deleted('alice', ['1', '2', '3']);
  const records = [first, ...padding.slice(0, 10), second, ...padding.slice(10), third];
  await core.inspectBytes(JSON.stringify({ Records: records }));
  expect(burstsIn(core)).toEqual([['1', '2', '3']]);
});

it('two log files are counted apart', async () => {
  await using core = await start();
  await core.inspect(deleted('alice', ['1', '2']));
  await core.inspect(deleted('alice', ['3', '4']));
  expect(burstsIn(core)).toEqual([]);
});

it('a key that fails is a rule failure, of which its destinations are alerted', async () => {
  await using core = await startCore({
    rules: rules.replace("'.userIdentity.arn'", "'.userIdentity | error'"),
  });
  const { totals } = await core.inspectBytes(
    JSON.stringify({ Records: deleted('alice', ['1', '2', '3']) }),
    anInvocation(),
  );
  expect(totals).toMatchObject({ matches: 3, ruleFailures: 3 });
  expect(core.sns.published.map(({ message }) => JSON.parse(message))).toMatchObject([
    {
      name: 'Many users deleted',
      match: { failure: { message: expect.stringMatching(/^key of its threshold: /) } },
    },
  ]);
});
