import { describe, expect, it } from 'vitest';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord, neverAborted } from '../../support/builders.ts';
import { startCore } from '../../support/core.ts';
import { collidingKeys } from '../../support/jq/collisions.ts';
import { anEventID } from '../../support/messages.ts';

const aRuleWith = (name: string, jq: string): string => `
[[rule]]
name = "${name}"
jq_match = '''${jq}'''
destinations = ["topic"]
`;

/** The alerts of a log file with an event that a rule fails on, and another event. */
const alertsWith = async (jq: string, bad: JsonObject) => {
  await using core = await startCore({ rules: aRuleWith('Fragile', jq) });
  const [badID, goodID] = [anEventID(), anEventID()];
  const other = aRecord({ eventID: anEventID(), eventName: 'ListUsers' });
  // What breaks jq is found by halving: so it is the one in the smaller half.
  const records = [aRecord({ eventID: goodID }), other, aRecord({ eventID: badID, ...bad })];
  expect(await core.inspect(records)).toEqual([]);
  const messages = core.sns.published.map(({ message }): JsonObject => JSON.parse(message));
  const about = (eventID: string) =>
    messages
      .filter((message) => JSON.stringify(message).includes(eventID))
      .map(({ name, match }) => [name, (match as JsonObject).failure ?? 'match']);
  return { bad: about(badID), good: about(goodID), badID };
};

/** The rule fails on the bad event, which is an alert; it matches the good one, and the other rule matches both. */
const failed = (eventID: string, message: RegExp) => ({
  bad: [
    ['Access key created', 'match'],
    ['Fragile', { message: expect.stringMatching(message), times: 1, eventID }],
  ],
  good: [
    ['Access key created', 'match'],
    ['Fragile', 'match'],
  ],
});

describe('a rule that cannot be evaluated on an event is an alert, and every other rule is evaluated', () => {
  it('26: when it never ends', { timeout: 60_000 }, async () => {
    const jq = 'if .userAgent == "bad" then last(repeat(1)) else .eventName == "CreateAccessKey" end';
    const { badID, ...alerts } = await alertsWith(jq, { userAgent: 'bad' });
    expect(alerts).toEqual(failed(badID, /^jq was stopped after \d+ ms$/));
  });

  it('27: when it takes all memory', { timeout: 60_000 }, async () => {
    const jq = 'if .userAgent == "bad" then [range(1e9)] else .eventName == "CreateAccessKey" end';
    const { badID, ...alerts } = await alertsWith(jq, { userAgent: 'bad' });
    expect(alerts).toEqual(failed(badID, /^jq (broke: |was stopped after)/));
  });

  it('28: when an attacker’s text makes its regular expression backtrack for ever', async () => {
    const jq = '(.userAgent // "aaaa") | test("^(a+)+$")';
    const { badID, ...alerts } = await alertsWith(jq, { userAgent: `${'a'.repeat(40)}!` });
    // On a busy machine its time is over before its patience is.
    expect(alerts).toMatchObject(failed(badID, /retry-limit-in-match over|^jq was stopped after/));
  });
});

it('a rule that never ends takes no time from the alerts of the others, and nothing is lost', async () => {
  await using core = await startCore({ rules: aRuleWith('Endless', 'def f: f; f') });
  const eventID = anEventID();
  expect(await core.inspect([aRecord({ eventID })], { inspectSignal: AbortSignal.timeout(300) })).toEqual([
    'file: was not inspected by every rule: time ran out',
  ]);
  const alerts = core.sns.published.map(({ message }): JsonObject => JSON.parse(message));
  expect(alerts).toMatchObject([
    { name: 'Access key created', record: { eventID } },
    { name: 'Endless', match: { failure: { message: 'not evaluated: time ran out', eventID } } },
  ]);
});

it('29: a record with 20,000 keys that collide in an older jq is evaluated like any other', async () => {
  const programs = await jqWasm().compile(['.requestParameters | keys | length']);
  const keys = collidingKeys(20_000);
  const record = { requestParameters: Object.fromEntries(keys.map((key) => [key, 1])) };
  // jq 1.8.1 takes ten times as long as it is given.
  expect(await programs.start({ signal: neverAborted }).firstOutputs([record])).toMatchObject([
    { value: keys.length },
  ]);
});

it('30: the first output of a rule decides: null, false and nothing are no match, all else is', async () => {
  const programs: Readonly<Record<string, string>> = {
    'many, true first': 'true, false',
    'many, false first': 'false, true',
    'many, null first': 'null, true',
    nothing: 'empty',
    null: 'null',
    false: 'false',
    true: 'true',
    zero: '0',
    'an empty string': '""',
    'an empty list': '[]',
    'a string': '"text"',
    'the record': '.',
    'true, then an error': 'true, error("too late")',
    'false, then an error': 'false, error("too late")',
    'true, then the end': 'true, halt',
  };
  const rules = Object.entries(programs).map(([name, jq]) => aRuleWith(name, jq));
  await using core = await startCore({ rules: rules.join('') });
  expect(await core.inspect([aRecord({ eventName: 'ListUsers' })])).toEqual([]);
  expect(core.sns.published.map(({ message }) => JSON.parse(message).name).toSorted()).toEqual(
    [
      'many, true first',
      'true',
      'zero',
      'an empty string',
      'an empty list',
      'a string',
      'the record',
      'true, then an error',
      'true, then the end',
    ].toSorted(),
  );
});
