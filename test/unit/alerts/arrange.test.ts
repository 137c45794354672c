import { describe, expect, it } from 'vitest';
import {
  type Alert,
  type BurstAlert,
  eventsOf,
  type MatchAlert,
  ruleOfEvent,
} from '../../../src/alerts/alert.ts';
import { oneByOne, withRoundups } from '../../../src/alerts/arrange.ts';
import { contentOf } from '../../../src/alerts/content.ts';
import { contentOf as hashOf } from '../../../src/alerts/event-key.ts';
import { idsOfRule } from '../../../src/alerts/routing.ts';
import { severityOf } from '../../../src/alerts/severity.ts';
import { claimId } from '../../../src/delivery/ledger/claim.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { aBurst, anAlert, aRecord, aRule, aRuleFailure } from '../../support/builders.ts';

const rule = aRule();

/** Matches of a rule for events `first` to `first + count - 1`. */
const matches = (count: number, of: Rule = rule, first = 1): readonly MatchAlert[] =>
  Array.from({ length: count }, (_, index) => ({
    ...anAlert({ record: aRecord({ eventID: `event-${first + index}` }) }),
    rule: of,
  }));

const aBatch = (
  alerts: readonly (MatchAlert | BurstAlert)[],
  failures: readonly ReturnType<typeof aRuleFailure>[] = [],
) => ({
  alerts,
  failures,
  logFile: 'a',
  records: 100,
});

const described = (alert: Alert): string => `${alert.kind} of ${alert.rule.name}: ${eventsOf(alert).length}`;

const arranged = (after: number, ...batches: readonly ReturnType<typeof aBatch>[]): readonly string[] => {
  const arrangement = withRoundups(after);
  expect(batches.flatMap((batch) => arrangement.add(batch))).toEqual([]);
  return arrangement.end().map(described);
};

it('one by one, every match is an alert at once, and rule failures are none', () => {
  const arrangement = oneByOne();
  const alerts = matches(30);
  expect(arrangement.add(aBatch(alerts, [aRuleFailure()]))).toEqual(alerts);
  expect(arrangement.end()).toEqual([]);
});

describe('with roundups', () => {
  it('matches of a rule beyond the number become one alert', () =>
    expect(arranged(2, aBatch(matches(5)))).toEqual([
      'match of Access key created: 1',
      'match of Access key created: 1',
      'roundup of Access key created: 3',
    ]));

  it('a roundup knows what happened of its first events, which may become its example', () => {
    const arrangement = withRoundups(0);
    arrangement.add(aBatch(matches(30)));
    const [alert] = arrangement.end();
    const sentences = alert?.kind === 'roundup' ? alert.entries.map(({ sentence }) => sentence) : [];
    expect(new Set(sentences.slice(0, 20))).toEqual(new Set([sentences[0]]));
    expect(sentences[0]).toMatch(/^alice/);
    expect(sentences.slice(20).filter((sentence) => sentence !== undefined)).toEqual([]);
  });

  it('the number applies to each rule, over the whole invocation', () => {
    const other = aRule({ name: 'Another' });
    expect(arranged(2, aBatch(matches(2)), aBatch(matches(1, other)), aBatch(matches(1, rule, 3)))).toEqual([
      'match of Access key created: 1',
      'match of Access key created: 1',
      'match of Another: 1',
      'roundup of Access key created: 1',
    ]);
  });

  it('two rules of the same name are two rules', () =>
    expect(arranged(1, aBatch(matches(1)), aBatch(matches(1, aRule({ id: 'x#2' }))))).toHaveLength(2));

  it('everything is a roundup when the number is 0', () =>
    expect(arranged(0, aBatch(matches(3)))).toEqual(['roundup of Access key created: 3']));

  it.each([
    [0, [false, true]],
    [1, [true]],
  ])('a roundup says whether matches were sent before it (number: %s)', (after, expected) => {
    const arrangement = withRoundups(after);
    arrangement.add(aBatch(matches(1001)));
    const alerts = arrangement.end();
    expect(alerts.flatMap((alert) => (alert.kind === 'roundup' ? alert.isRest : []))).toEqual(expected);
  });

  it('a roundup has at most 1,000 events, and no event is left out', () =>
    expect(arranged(20, aBatch(matches(5000)))).toEqual([
      ...Array.from({ length: 20 }, () => 'match of Access key created: 1'),
      ...Array.from({ length: 4 }, () => 'roundup of Access key created: 1000'),
      'roundup of Access key created: 980',
    ]));

  describe('a burst counts as one match', () => {
    const ofRule = aRule({ name: 'Storm' });
    const bursts = ['a', 'b', 'c'].map((who) => ({
      ...aBurst(['1', '2'].map((number) => aRecord({ eventID: `${who}${number}` }))),
      rule: ofRule,
    }));

    it('so many are sent by themselves, and the others as one', () =>
      expect(arranged(1, aBatch(bursts))).toEqual(['burst of Storm: 1', 'roundup of Storm: 2']));

    it('and once, if its log file is inspected twice', () =>
      expect(arranged(9, aBatch(bursts), aBatch(bursts))).toHaveLength(3));

    it('and a roundup has how many matches it is', () => {
      const arrangement = withRoundups(0);
      arrangement.add(aBatch(bursts));
      expect(arrangement.end()).toMatchObject([{ entries: [{ times: 2 }, { times: 2 }, { times: 2 }] }]);
    });

    it('whose event IDs take memory, too', () => {
      const [burst] = bursts;
      const eventIDs = Array.from({ length: 1000 }, (_, index) => `${index}`.padStart(100));
      const large = bursts.map((one) => ({ ...one, burst: { ...one.burst, eventIDs } }));
      expect(burst).toBeDefined();
      expect(withRoundups(9, idsOfRule, { maxBytes: 100_000 }).add(aBatch(bursts))).toEqual([]);
      expect(withRoundups(9, idsOfRule, { maxBytes: 100_000 }).add(aBatch(large))).toHaveLength(3);
    });
  });

  it('rule failures come last', () =>
    expect(
      arranged(1, aBatch([], [aRuleFailure({ rule: aRule({ name: 'Broken' }) })]), aBatch(matches(2))),
    ).toEqual([
      'match of Access key created: 1',
      'roundup of Access key created: 1',
      'failure of Broken: 1',
    ]));

  it('the most severe come first, and what has no severity counts as medium', () => {
    const rules = ([undefined, 'info', 'high', 'medium', 'critical', 'low'] as const).map((severity) =>
      aRule({ name: severity ?? 'none', severity }),
    );
    const failure = aRuleFailure({ rule: aRule({ name: 'high', severity: 'high' }) });
    expect(
      arranged(1, aBatch([...matches(1, rules[0]), ...rules.flatMap((of) => matches(2, of))], [failure])),
    ).toEqual([
      'match of critical: 1',
      'roundup of critical: 1',
      'match of high: 1',
      'roundup of high: 1',
      'failure of high: 1',
      'match of none: 1',
      'match of medium: 1',
      'roundup of none: 1',
      'roundup of medium: 1',
      'match of low: 1',
      'roundup of low: 1',
      'match of info: 1',
      'roundup of info: 1',
    ]);
  });

  it('there is no alert when nothing matched', () => expect(arranged(20, aBatch([]))).toEqual([]));
});

describe('an event that a rule matches twice gives one alert', () => {
  it('in the same file', () => expect(arranged(20, aBatch([...matches(1), ...matches(1)]))).toHaveLength(1));

  it('in another file, or in a roundup', () =>
    expect(arranged(1, aBatch(matches(3)), aBatch(matches(3)))).toEqual([
      'match of Access key created: 1',
      'roundup of Access key created: 2',
    ]));

  it('but two records of the same event ID give two, whichever of them a later file has again', () => {
    const [one, other] = [aRecord({ eventName: 'A' }), aRecord({ eventName: 'B' })];
    const batches = [[one], [other, one], [one, other], [other]].map((records) =>
      aBatch(records.map((record) => ({ ...anAlert({ record }), rule }))),
    );
    expect(arranged(0, ...batches)).toEqual(['roundup of Access key created: 2']);
  });

  it('whose entry in a roundup says what identifies it, also when other files follow', () => {
    const arrangement = withRoundups(0);
    const alerts = [1, 2, 3].map((name) => ({
      ...anAlert({ record: aRecord({ eventID: `${name}` }) }),
      rule,
    }));
    for (const alert of alerts) arrangement.add(aBatch([alert]));
    const contents = arrangement.end().flatMap((alert) => eventsOf(alert).map(({ content }) => content()));
    expect(contents).toEqual(alerts.map(({ record }) => hashOf(record)));
  });

  it('but one for each rule', () =>
    expect(arranged(20, aBatch([...matches(1), ...matches(1, aRule({ name: 'Another' }))]))).toHaveLength(2));

  it('and another one in another account', () => {
    const elsewhere = { ...anAlert({ record: aRecord({ recipientAccountId: '444455556666' }) }), rule };
    expect(arranged(20, aBatch([...matches(1), elsewhere]))).toHaveLength(2);
  });
});

describe('what would take too much memory is sent before the end', () => {
  const maxBytes = 100_000;
  /** How many alerts come at once, how many at the end, and all of them. */
  const inBatches = (batches: readonly ReturnType<typeof aBatch>[]) => {
    const arrangement = withRoundups(2, idsOfRule, { maxBytes });
    const early = batches.map((batch) => arrangement.add(batch));
    const last = arrangement.end();
    return { early: early.map(({ length }) => length), last: last.length, all: [...early.flat(), ...last] };
  };

  it('such as many matches, each of them once, and not more one by one than else', () => {
    const { early, all } = inBatches(
      Array.from({ length: 20 }, (_, index) => aBatch(matches(100, rule, index * 100))),
    );
    expect(early.filter((count) => count > 0).length).toBeGreaterThan(5);
    expect(all.filter(({ kind }) => kind === 'match')).toHaveLength(2);
    expect(all.flatMap((alert) => (alert.kind === 'roundup' ? alert.isRest : []))).not.toContain(false);
    expect(new Set(all.flatMap(eventsOf).map(({ key }) => key)).size).toBe(2000);
    expect(all.flatMap(eventsOf)).toHaveLength(2000);
  });

  it.each([
    ['a match of a huge record', (record: JsonObject) => aBatch([{ ...anAlert({ record }), rule }])],
    ['a failure on a huge record', (record: JsonObject) => aBatch([], [aRuleFailure({ rule, record })])],
  ])('such as %s', (_, batchWith) => {
    const huge = batchWith(aRecord({ requestParameters: { text: 'x'.repeat(maxBytes) } }));
    expect(inBatches([aBatch(matches(1)), huge, aBatch(matches(1, rule, 9))])).toMatchObject({
      early: [0, 2, 0],
      last: 1,
    });
  });

  it('but a roundup keeps little of a huge record', () => {
    const huge = (eventID: string): MatchAlert => ({
      ...anAlert({ record: aRecord({ eventID, requestParameters: { text: 'x'.repeat(maxBytes) } }) }),
      rule,
    });
    expect(inBatches([aBatch(matches(2)), aBatch([huge('a')]), aBatch([huge('b')])]).early).toEqual([
      0, 0, 0,
    ]);
  });
});

describe('when many rules match at once', () => {
  const high = aRule({ name: 'High', severity: 'high' });
  const low = aRule({ name: 'Low', severity: 'low' });
  const mailed = aRule({ name: 'Mailed', destinations: ['M'] });

  const capped = (maxSingle: number, ...alerts: readonly MatchAlert[]): readonly Alert[] => {
    const arrangement = withRoundups(20, idsOfRule, { maxSingle });
    expect(arrangement.add(aBatch(alerts))).toEqual([]);
    return arrangement.end();
  };

  it('only so many are sent one by one to a destination, the most severe first, and the others as roundups', () =>
    expect(
      capped(4, ...matches(3, low), ...matches(3), ...matches(3, high), ...matches(2, mailed)).map(described),
    ).toEqual([
      'match of High: 1',
      'match of High: 1',
      'match of High: 1',
      'match of Access key created: 1',
      'match of Mailed: 1',
      'match of Mailed: 1',
      'roundup of 2 rules: 5',
    ]));

  it('a match that would be a roundup by itself stays alone', () =>
    expect(capped(1, ...matches(1, low), ...matches(1, high)).map(described)).toEqual([
      'match of High: 1',
      'match of Low: 1',
    ]));

  it('what is left of one rule is a roundup of that rule', () =>
    expect(capped(1, ...matches(3, low), ...matches(1, high)).map(described)).toEqual([
      'match of High: 1',
      'roundup of Low: 3',
    ]));

  it('a roundup across rules takes in the roundups of its rules, and not those of others', () =>
    expect(capped(41, ...matches(25, low), ...matches(25), ...matches(25, high)).map(described)).toEqual([
      ...Array.from({ length: 20 }, () => 'match of High: 1'),
      'roundup of High: 5',
      ...Array.from({ length: 20 }, () => 'match of Access key created: 1'),
      'roundup of Access key created: 5',
      'match of Low: 1',
      'roundup of Low: 24',
    ]));

  it('a roundup across rules has those of the most severe first, and is as severe as they are', () => {
    const [alert, ...others] = capped(0, ...matches(2, low), ...matches(2, high));
    expect(others).toEqual([]);
    expect(alert).toMatchObject({
      kind: 'roundup',
      isRest: true,
      rule: { name: '2 rules' },
      entries: [{ rule: high }, { rule: high }, { rule: low }, { rule: low }],
    });
    expect(alert && severityOf(alert)).toBe('high');
    expect(alert && contentOf(alert)).toMatchObject({
      title: '2 rules: 4 more matches',
      facts: expect.arrayContaining([['Rule', ['High (2)', 'Low (2)']]]),
    });
  });

  it('nothing is lost, and each is the same event for the ledger as alone', () => {
    const all = Array.from({ length: 40 }, (_, number) =>
      matches(20, aRule({ name: `rule ${number}` })),
    ).flat();
    const alerts = capped(50, ...all);
    expect(alerts.filter(({ kind }) => kind === 'match')).toHaveLength(50);
    expect(alerts).toHaveLength(51);
    const keysOf = (some: readonly Alert[]) =>
      some
        .flatMap((alert) => eventsOf(alert).map((event) => claimId(ruleOfEvent(alert, event).id, 'S', event)))
        .toSorted();
    expect(keysOf(alerts)).toEqual(keysOf(all));
  });

  it('a roundup says that others of the rule came before it only if they did', () =>
    expect(
      [capped(1, ...matches(3, high)), capped(0, ...matches(2))].flatMap((alerts) =>
        alerts.flatMap((alert) => (alert.kind === 'roundup' ? [alert.isRest] : [])),
      ),
    ).toEqual([true, false]));

  it('what was sent before the end counts too', () => {
    const arrangement = withRoundups(20, idsOfRule, { maxBytes: 0, maxSingle: 2 });
    const early = arrangement.add(aBatch(matches(2)));
    const late = arrangement.add(aBatch(matches(3, rule, 3)));
    expect([...early, ...late, ...arrangement.end()].map(described)).toEqual([
      'match of Access key created: 1',
      'match of Access key created: 1',
      'roundup of Access key created: 3',
    ]);
  });
});
