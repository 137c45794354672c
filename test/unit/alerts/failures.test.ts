import { describe, expect, it } from 'vitest';
import { logFilesOf } from '../../../src/alerts/alert.ts';
import { collectFailures } from '../../../src/alerts/failures.ts';
import type { RuleFailure } from '../../../src/rules/match.ts';
import { aRecord, aRule, aRuleFailure } from '../../support/builders.ts';

const rule = aRule();

/** Failures of a rule on events `first` to `first + count - 1`. */
const failuresOn = (count: number, fields: Partial<RuleFailure> = {}, first = 1): readonly RuleFailure[] =>
  Array.from({ length: count }, (_, index) =>
    aRuleFailure({ rule, record: aRecord({ eventID: `event-${first + index}` }), ...fields }),
  );

const alertsFor = (failures: readonly RuleFailure[], records: number, logFile = 'a') => {
  const collected = collectFailures();
  collected.add(failures, logFile);
  return collected.alerts(records);
};

it('there is no alert when nothing failed', () => expect(alertsFor([], 100)).toEqual([]));

it('a rule that failed gives one alert, with the first event and a count', () => {
  const collected = collectFailures();
  collected.add(failuresOn(2), 'a');
  collected.add(failuresOn(1, {}, 3), 'b');
  expect(collected.alerts(100)).toMatchObject([
    { kind: 'failure', rule, times: 3, first: { record: { eventID: 'event-1' } }, event: { logFile: 'a' } },
  ]);
});

it('an alert has all the log files in which its rule failed, so that they are inspected again if it is not delivered', () => {
  const collected = collectFailures();
  collected.add(failuresOn(2), 'a');
  collected.add(failuresOn(1, {}, 3), 'b');
  collected.add(failuresOn(1, { message: 'jq was stopped' }, 4), 'c');
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

describe('a failure on few of the records', () => {
  it('is another alert for each event', () => {
    const [one] = alertsFor(failuresOn(1), 100);
    const [other] = alertsFor(failuresOn(1, {}, 2), 100);
    expect(one?.event.key).not.toBe(other?.event.key);
  });

  it('is the same alert when the same event comes again', () =>
    expect(alertsFor(failuresOn(1), 100)[0]?.event).toEqual(alertsFor(failuresOn(1), 50)[0]?.event));

  it('is another alert when it counts more events', () => {
    const [one] = alertsFor(failuresOn(1), 100);
    const [more] = alertsFor(failuresOn(2), 100);
    expect(one?.event.key).not.toBe(more?.event.key);
  });

  it('counts failures with another reason too', () =>
    expect(
      alertsFor([...failuresOn(2), ...failuresOn(3, { message: 'jq was stopped' }, 3)], 100),
    ).toMatchObject([{ times: 5, first: { message: 'retry-limit-in-match over' } }]));

  it('counts the records on which the rule was not run because it had been given up', () => {
    const givenUp = failuresOn(90, { kind: 'given up', message: 'not run' }, 3);
    expect(alertsFor([...failuresOn(2), ...givenUp], 100)).toMatchObject([
      { times: 92, first: { message: 'retry-limit-in-match over' } },
    ]);
  });

  it('is an alert even if the rule also fails on most of the others', () => {
    const usual = failuresOn(90, { message: 'null (null) cannot be matched, as it is not a string' });
    const [alert, ...more] = alertsFor([...usual, ...failuresOn(1, {}, 100)], 100);
    expect(alert).toMatchObject({
      times: 1,
      first: { message: 'retry-limit-in-match over', record: { eventID: 'event-100' } },
    });
    expect(more).toEqual([]);
  });

  it('is not the same alert as a match of the same event', () =>
    expect(alertsFor(failuresOn(1), 100)[0]?.event.key).toMatch(/^failure:/));
});

it('running out of time is another alert for each event, even on most of the records', () => {
  const outOfTime = { kind: 'out of time', message: 'not evaluated: time ran out' } as const;
  const [one] = alertsFor(failuresOn(60, outOfTime), 60);
  const [other] = alertsFor(failuresOn(60, outOfTime, 100), 60, 'b');
  expect(one?.event.key).not.toBe(other?.event.key);
});

describe('a failure on most of the records', () => {
  it.each([
    (value: number) => `string ("${value}") cannot be parsed as a number`,
    (value: number) => `date "2026-${value}" does not match format "%Y"`,
    (value: number) => `Invalid numeric literal at line 1, column 7 (while parsing 'a ${value}')`,
  ])('is the same alert all day even when jq puts a value of each record into its message', (messageWith) => {
    const failures = (from: number) =>
      Array.from({ length: 60 }, (_, n) => aRuleFailure({ rule, message: messageWith(from + n) }));
    const [one] = alertsFor(failures(0), 100);
    const [other] = alertsFor(failures(100), 100);
    expect(one?.event).toEqual(other?.event);
    expect(one?.times).toBe(60);
  });

  it('is the same alert for all events of a day', () => {
    const [one] = alertsFor(failuresOn(60), 100);
    const [other] = alertsFor(failuresOn(60, {}, 200), 100);
    expect(one?.event).toEqual(other?.event);
    expect(one?.times).toBe(60);
  });

  it('is another alert for each log file when its events have no day', () => {
    const undated = failuresOn(60, { record: aRecord({ eventTime: null }) });
    const [one] = alertsFor(undated, 100, 'a');
    const [other] = alertsFor(undated, 100, 'b');
    expect(one?.event.key).not.toBe(other?.event.key);
  });

  it('is another alert on the next day', () => {
    const [one] = alertsFor(failuresOn(60), 100);
    const [other] = alertsFor(
      failuresOn(60, { record: aRecord({ eventTime: '2026-11-21T01:00:00Z' }) }),
      100,
    );
    expect(one?.event.key).not.toBe(other?.event.key);
  });
});
