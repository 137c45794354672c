import { describe, expect, it } from 'vitest';
import { type FailureEntry, logFilesOf } from '../../../src/alerts/alert.ts';
import { collectFailures } from '../../../src/alerts/failures.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { RuleFailure } from '../../../src/rules/match.ts';
import { aRecord, aRule, aRuleFailure } from '../../support/builders.ts';

const rule = aRule();

/** Failures of a rule on events `first` to `first + count - 1`. */
const failuresOn = (
  count: number,
  { record = {}, ...fields }: Partial<Omit<RuleFailure, 'record'>> & { record?: JsonObject } = {},
  first = 1,
): readonly RuleFailure[] =>
  Array.from({ length: count }, (_, index) =>
    aRuleFailure({ rule, record: aRecord({ eventID: `event-${first + index}`, ...record }), ...fields }),
  );

const alertsFor = (failures: readonly RuleFailure[], records: number, logFile = 'a') => {
  const collected = collectFailures();
  collected.add(failures, logFile);
  return collected.alerts(records);
};

/** The entries of the only alert, which is for one rule. */
const entriesFor = (
  failures: readonly RuleFailure[],
  records: number,
  logFile = 'a',
): readonly FailureEntry[] => {
  const [alert, ...others] = alertsFor(failures, records, logFile);
  expect(others).toEqual([]);
  return alert?.entries ?? [];
};

/** What the ledger knows of them. */
const claimsOf = (entries: readonly FailureEntry[]) =>
  entries.map(({ key, content }) => `${key} ${content()}`);

/** How many entries of a second invocation are new to the ledger. */
const newIn = (second: readonly FailureEntry[], first: readonly FailureEntry[]): number => {
  const known = new Set(claimsOf(first));
  return claimsOf(second).filter((claim) => !known.has(claim)).length;
};

it('there is no alert when nothing failed', () => expect(alertsFor([], 100)).toEqual([]));

it('a rule that failed gives one alert, with the first event and a count', () => {
  const collected = collectFailures();
  collected.add(failuresOn(2), 'a');
  collected.add(failuresOn(1, {}, 3), 'b');
  expect(collected.alerts(100)).toMatchObject([
    {
      kind: 'failure',
      rule,
      entries: [{ times: 3, first: { record: { eventID: 'event-1' } }, logFile: 'a' }],
    },
  ]);
});

it('an alert has all the log files in which its rule failed, so that they are inspected again if it is not delivered', () => {
  const collected = collectFailures();
  collected.add(failuresOn(2), 'a');
  collected.add(failuresOn(1, {}, 3), 'b');
  collected.add(failuresOn(1, { message: 'jq was stopped after 9 ms' }, 4), 'c');
  expect(collected.alerts(100).map(logFilesOf)).toEqual([['a', 'b', 'c']]);
});

it('each rule that failed gives an alert', () => {
  const other = aRule({ name: 'Another' });
  expect(alertsFor([...failuresOn(1), ...failuresOn(1, { rule: other })], 100)).toMatchObject([
    { rule },
    { rule: other },
  ]);
});

it('a rule with `on_error = "log"` gives no alert', () =>
  expect(alertsFor(failuresOn(1, { rule: aRule({ onError: 'log' }) }), 100)).toEqual([]));

it('a storm of failures is a few alerts, each with a thousand kinds', () => {
  const by = (caller: number) => failuresOn(1, { record: { userIdentity: { arn: `arn:${caller}` } } })[0];
  const storm = Array.from({ length: 2500 }, (_, caller) => by(caller) ?? aRuleFailure());
  expect(alertsFor(storm, 2500).map(({ entries }) => entries.length)).toEqual([1000, 1000, 500]);
});

describe('a failure on few of the records', () => {
  it('is new for each event', () =>
    expect(newIn(entriesFor(failuresOn(1, {}, 2), 100), entriesFor(failuresOn(1), 100))).toBe(1));

  it('is new for a decoy with the same event ID', () => {
    const decoy = failuresOn(1, { record: { userAgent: 'another' } });
    expect(newIn(entriesFor(failuresOn(1), 100), entriesFor(decoy, 100))).toBe(1);
  });

  it('is known when the same event comes again', () =>
    expect(newIn(entriesFor(failuresOn(1), 100), entriesFor(failuresOn(1), 50))).toBe(0));

  it('is new when there are more events', () =>
    expect(newIn(entriesFor(failuresOn(2), 100), entriesFor(failuresOn(1), 100))).toBe(1));

  it('is reported beside failures with another reason', () =>
    expect(
      entriesFor([...failuresOn(2), ...failuresOn(3, { message: 'jq was stopped after 9 ms' }, 3)], 100),
    ).toMatchObject([
      { times: 2, first: { message: 'retry-limit-in-match over' } },
      { times: 3, first: { message: 'jq was stopped after 9 ms' } },
    ]));

  it('comes before the records on which the rule was not run because it had been given up', () => {
    const givenUp = failuresOn(
      90,
      { kind: 'given up', message: 'not run: it broke jq on 3 inputs before' },
      3,
    );
    expect(entriesFor([...givenUp, ...failuresOn(2)], 100)).toMatchObject([
      { times: 2, first: { kind: 'error' } },
      { times: 90, first: { kind: 'given up' } },
    ]);
  });

  it('comes first even if the rule also fails on most of the others', () => {
    const usual = failuresOn(90, { message: 'null (null) cannot be matched, as it is not a string' });
    expect(entriesFor([...usual, ...failuresOn(1, {}, 100)], 100)).toMatchObject([
      { times: 1, first: { message: 'retry-limit-in-match over', record: { eventID: 'event-100' } } },
      { times: 90 },
    ]);
  });

  it('is not the same as a match of the same event', () =>
    expect(entriesFor(failuresOn(1), 100)[0]?.key).toMatch(/^failure:/));
});

it('parameters that nest thousands of levels deep are compared with others', () => {
  const deep = () => JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
  const failures = [1, 2].flatMap((n) => failuresOn(1, { record: { requestParameters: deep() } }, n));
  expect(entriesFor(failures, 100)).toMatchObject([{ times: 2, isOneRequest: false }]);
});

it('running out of time is new for each event, even on most of the records', () => {
  const outOfTime = { kind: 'out of time', message: 'not evaluated: time ran out' } as const;
  const one = entriesFor(failuresOn(60, outOfTime), 60);
  const other = entriesFor(failuresOn(60, outOfTime, 100), 60, 'b');
  expect(newIn(other, one)).toBe(1);
});

describe('a failure on most of the records', () => {
  it.each([
    (value: number) => `string ("${value}") cannot be parsed as a number`,
    (value: number) => `date "2026-${value}" does not match format "%Y"`,
    (value: number) => `Invalid numeric literal at line 1, column 7 (while parsing 'a ${value}')`,
    (value: number) => `a message of the rule with ${value}`,
  ])('is known all day even when jq puts a value of each record into its message', (messageWith) => {
    const failures = (from: number) =>
      Array.from({ length: 60 }, (_, n) => aRuleFailure({ rule, message: messageWith(from + n) }));
    const one = entriesFor(failures(0), 100);
    expect(newIn(entriesFor(failures(100), 100), one)).toBe(0);
    expect(one).toMatchObject([{ times: 60 }]);
  });

  it('is known for all events of a day', () => {
    const one = entriesFor(failuresOn(60), 100);
    expect(newIn(entriesFor(failuresOn(60, {}, 200), 100), one)).toBe(0);
    expect(one).toMatchObject([{ times: 60 }]);
  });

  it('is new for each log file when its events have no day', () => {
    const undated = failuresOn(60, { record: { eventTime: null } });
    expect(newIn(entriesFor(undated, 100, 'b'), entriesFor(undated, 100, 'a'))).toBe(1);
  });

  it('is new on the next day', () => {
    const tomorrow = failuresOn(60, { record: { eventTime: '2026-11-21T01:00:00Z' } });
    expect(newIn(entriesFor(tomorrow, 100), entriesFor(failuresOn(60), 100))).toBe(1);
  });

  it.each<[string, JsonObject]>([
    ['kind of call', { eventName: 'DeleteTrail' }],
    ['service', { eventSource: 'ec2.amazonaws.com' }],
    ['caller', { userIdentity: { type: 'Root', arn: 'arn:aws:iam::111122223333:root' } }],
    ['outcome of the call', { errorCode: 'AccessDenied' }],
  ])('is new for another %s', (_, record) => {
    const usual = failuresOn(60);
    expect(
      newIn(entriesFor([...usual, ...failuresOn(1, { record }, 100)], 100), entriesFor(usual, 100)),
    ).toBe(1);
  });
});

describe('of a single record, as EventBridge sends them,', () => {
  const harmless = entriesFor(failuresOn(1, { record: { eventName: 'ListUsers' } }), 1);

  it.each<[string, JsonObject]>([
    ['deletes the trail', { eventName: 'DeleteTrail' }],
    ['creates another admin', { eventName: 'CreateUser', requestParameters: { userName: 'mallory' } }],
    ['is by somebody else', { eventName: 'ListUsers', userIdentity: { userName: 'mallory' } }],
    ['asks for something else', { eventName: 'ListUsers', requestParameters: { pathPrefix: '/admins/' } }],
    ['succeeds', { eventName: 'ListUsers', errorCode: 'AccessDenied' }],
  ])('a failure on a call that %s is new after one on a harmless call', (_, record) =>
    expect(newIn(entriesFor(failuresOn(1, { record }, 2), 1), harmless)).toBe(1),
  );

  it('a failure on the same request by the same caller is known for a day', () =>
    expect(newIn(entriesFor(failuresOn(1, { record: { eventName: 'ListUsers' } }, 2), 1), harmless)).toBe(0));

  it('and of up to nineteen, each new request is new', () => {
    const requests = Array.from({ length: 19 }, (_, n) => ({ requestParameters: { n } }));
    const failures = requests.flatMap((record, n) => failuresOn(1, { record }, n));
    expect(newIn(entriesFor(failures, 19), entriesFor(failures.slice(0, 5), 5))).toBe(14);
  });
});
