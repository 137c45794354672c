import { expect, it } from 'vitest';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord, neverAborted } from '../../support/builders.ts';
import { startCore } from '../../support/core.ts';
import { collidingKeys } from '../../support/jq/collisions.ts';
import { anEventID } from '../../support/messages.ts';
import { faultTestsOf, type Injected } from './fault-test.ts';

const faultTest = faultTestsOf('rules');

const aRuleWith = (name: string, jq: string): string => `
[[rule]]
name = "${name}"
jq_match = '''${jq}'''
destinations = ["topic"]
`;

/** A rule, and the user agent of the event that it fails on. */
const fragile: Record<Injected<'rules', 26 | 27 | 28>, readonly [jq: string, userAgent: string]> = {
  'event on which a rule never ends': [
    'if .userAgent == "bad" then last(repeat(1)) else .eventName == "CreateAccessKey" end',
    'bad',
  ],
  'event on which a rule takes all memory': [
    'if .userAgent == "bad" then [range(1e9)] else .eventName == "CreateAccessKey" end',
    'bad',
  ],
  'event on which a regular expression backtracks': [
    '(.userAgent // "aaaa") | test("^(a+)+$")',
    `${'a'.repeat(40)}!`,
  ],
};

for (const number of [26, 27, 28] as const) {
  faultTest(number, async ({ inject: [name] }) => {
    const [jq, userAgent] = fragile[name];
    await using core = await startCore({ rules: aRuleWith('Fragile', jq) });
    const [badID, goodID] = [anEventID(), anEventID()];
    const other = aRecord({ eventID: anEventID(), eventName: 'ListUsers' });
    // What breaks jq is found by halving: so it is the one in the smaller half.
    const records = [aRecord({ eventID: goodID }), other, aRecord({ eventID: badID, userAgent })];
    expect(await core.inspect(records)).toEqual([]);
    const messages = core.sns.published.map(({ message }): JsonObject => JSON.parse(message));
    const about = (eventID: string) =>
      messages
        .filter((message) => JSON.stringify(message).includes(eventID))
        .map(({ name, match }) => [name, (match as JsonObject).failure ?? 'match']);
    const bad = about(badID);
    expect(bad[1]?.[1]).toMatchObject({ eventID: badID });
    return {
      injected: core.logFilesRead.flatMap((read) => (read.includes(badID) ? name : [])),
      outcome: { bad, good: about(goodID) },
    };
  });
}

faultTest(29, async ({ inject: [name] }) => {
  const programs = await jqWasm().compile(['.requestParameters | keys | length']);
  const keys = collidingKeys(20_000);
  const record = { requestParameters: Object.fromEntries(keys.map((key) => [key, 1])) };
  // jq 1.8.1 takes ten times as long as it is given.
  const outputs = await programs.start({ signal: neverAborted }).firstOutputs([record]);
  return {
    // jq says how many keys it was given.
    injected: outputs.flatMap((output) => ('value' in output && output.value === keys.length ? name : [])),
    outcome: { outputs },
  };
});

faultTest(30, async ({ inject: [name] }) => {
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
  const rules = Object.entries(programs).map(([rule, jq]) => aRuleWith(rule, jq));
  await using core = await startCore({ rules: rules.join('') });
  const eventID = anEventID();
  const failures = await core.inspect([aRecord({ eventID, eventName: 'ListUsers' })]);
  const matches = core.sns.published.map(({ message }) => JSON.parse(message).name).toSorted();
  return {
    injected: core.logFilesRead.flatMap((read) => (read.includes(eventID) ? name : [])),
    outcome: { failures, matches },
  };
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
