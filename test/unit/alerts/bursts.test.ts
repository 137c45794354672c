import { describe, expect, it } from 'vitest';
import { collectBursts } from '../../../src/alerts/bursts.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import type { CountedMatch } from '../../../src/rules/threshold.ts';
import { aRecord, aRule, aThreshold } from '../../support/builders.ts';

const threshold = aThreshold({ count: 3 });
const rule = aRule({ threshold });
const distinct = aThreshold({ count: 3, distinct: { program: 1, jq: '.sourceIPAddress', definitions: '' } });

const aMatch = (
  eventID: string,
  { key = 'alice', fields = {}, ...others }: Partial<CountedMatch> & { fields?: JsonObject } = {},
): CountedMatch => {
  const record = aRecord({ eventID, ...fields });
  return { rule, threshold, record, output: record, key, ...others };
};

const matches = (count: number, fields?: Parameters<typeof aMatch>[1], from = 1): readonly CountedMatch[] =>
  Array.from({ length: count }, (_, index) => aMatch(`${from + index}`, fields));

const burstsIn = (all: readonly CountedMatch[], maxBytes?: number) => {
  const bursts = collectBursts('a', maxBytes);
  bursts.add(all);
  return bursts.alerts();
};

const countsIn = (all: readonly CountedMatch[], maxBytes?: number) =>
  burstsIn(all, maxBytes).map(({ burst }) => [burst.key, burst.count]);

describe('as many matches with the same key as the threshold asks for are one burst', () => {
  it.each([
    [2, []],
    [3, [['alice', 3]]],
    [4, [['alice', 4]]],
  ])('%i of 3', (count, expected) => expect(countsIn(matches(count))).toEqual(expected));

  it('whatever batches they come in', () => {
    const bursts = collectBursts('a');
    for (const match of matches(3)) bursts.add([match]);
    expect(bursts.alerts()).toEqual([expect.objectContaining({ logFile: 'a' })]);
  });

  it('each key by itself', () =>
    expect(
      countsIn([...matches(3), ...matches(3, { key: 'bob' }, 4), ...matches(2, { key: 'eve' }, 7)]),
    ).toEqual([
      ['alice', 3],
      ['bob', 3],
    ]));

  it('in the order in which their rules matched first', () => {
    const [first, second] = [aRule({ name: 'First', threshold }), aRule({ name: 'Second', threshold })];
    const all = [
      ...matches(1, { rule: first, key: 'eve' }),
      ...matches(3, { rule: second }),
      ...matches(3, { rule: first }),
    ];
    expect(burstsIn(all).map((burst) => burst.rule.name)).toEqual(['First', 'Second']);
  });

  it('a first batch with too few counts with the second', () => {
    const bursts = collectBursts('a');
    bursts.add(matches(2));
    bursts.add([]);
    bursts.add(matches(1, {}, 3));
    expect(bursts.alerts()).toMatchObject([{ burst: { count: 3, eventIDs: ['1', '2', '3'] } }]);
  });

  it('each rule by itself', () => {
    const other = aRule({ name: 'Another', threshold });
    expect(countsIn([...matches(2), ...matches(2, { rule: other })])).toEqual([]);
  });

  it('a key may be any value, and its fields in any order', () => {
    const keys: readonly JsonValue[] = [
      { a: 1, b: [2] },
      { b: [2], a: 1 },
      { a: 1, b: [2] },
      '{"a":1,"b":[2]}',
    ];
    expect(countsIn(keys.map((key, index) => aMatch(`${index}`, { key })))).toEqual([['{"a":1,"b":[2]}', 3]]);
  });
});

describe('with distinct, different values count', () => {
  const from = (address: string, eventID: string) =>
    aMatch(eventID, { threshold: distinct, rule: aRule({ threshold: distinct }), distinct: address });
  const ofRule = (all: readonly CountedMatch[]) => all.map((match) => ({ ...match, rule }));

  it('the same value again does not', () =>
    expect(burstsIn(ofRule([from('x', '1'), from('y', '2'), from('x', '3'), from('y', '4')]))).toEqual([]));

  it('a burst says how many there are, and how many matches', () =>
    expect(burstsIn(ofRule([from('x', '1'), from('y', '2'), from('x', '3'), from('z', '4')]))).toMatchObject([
      { burst: { count: 4, distinct: 3 } },
    ]));

  it('two long values are as different as they are', () => {
    const long = 'x'.repeat(10_000);
    const values = [`${long}1`, `${long}2`, `${long}3`];
    expect(burstsIn(ofRule(values.map((value, index) => from(value, `${index}`))))).toHaveLength(1);
  });
});

describe('each event counts once', () => {
  it('also when CloudTrail writes it twice into a log file', () =>
    expect(
      countsIn([...matches(2), aMatch('2', { fields: { addendum: { reason: 'DELIVERY_DELAY' } } })]),
    ).toEqual([]));

  it('but not when another record has its ID', () =>
    expect(countsIn([...matches(2), aMatch('2', { fields: { eventName: 'DeleteUser' } })])).toEqual([
      ['alice', 3],
    ]));
});

describe('a burst has', () => {
  const at = (eventID: string, eventTime: string) => aMatch(eventID, { fields: { eventTime } });
  const [late, early, middle] = [
    at('late', '2026-11-20T09:09:00Z'),
    at('early', '2026-11-20T09:01:00Z'),
    at('middle', '2026-11-20T09:05:00Z'),
  ];

  it('the record and the output of the first of its matches, and when the first and the last were', () =>
    expect(burstsIn([late, { ...early, output: 'first' }, middle])).toMatchObject([
      {
        record: { eventID: 'early' },
        output: 'first',
        burst: { first: '2026-11-20T09:01:00Z', last: '2026-11-20T09:09:00Z' },
      },
    ]));

  it('the IDs of its events', () =>
    expect(burstsIn([late, early, middle])[0]?.burst).toMatchObject({
      eventIDs: ['late', 'early', 'middle'],
      more: 0,
    }));

  it('of which the first 1,000 are listed', () => {
    const [alert] = burstsIn(matches(1500));
    expect(alert?.burst).toMatchObject({ count: 1500, more: 500 });
    expect(alert?.burst.eventIDs).toHaveLength(1000);
  });

  it('a key that is shown in at most 300 characters', () =>
    expect(burstsIn(matches(3, { key: 'x'.repeat(1000) }))[0]?.burst.key).toHaveLength(300));

  it('no time if its records have none', () =>
    expect(burstsIn(matches(3, { fields: { eventTime: null } }))[0]?.burst).toMatchObject({
      first: null,
      last: null,
    }));
});

describe('deduplication knows a burst by its events', () => {
  const identityOf = (all: readonly CountedMatch[]) => {
    const [alert] = burstsIn(all);
    return [alert?.key, alert?.content()];
  };
  const five = matches(5);

  it('in whatever order they come', () => expect(identityOf(five.toReversed())).toEqual(identityOf(five)));

  it.each([
    ['one more', matches(6)],
    ['one less', matches(4)],
    ['another one', matches(5, {}, 2)],
  ])('and takes %s for another burst', (_, others) => {
    const [key, content] = identityOf(others);
    expect(key).not.toBe(identityOf(five)[0]);
    expect(content).not.toBe(identityOf(five)[1]);
  });

  it('and all of them, also those that are not listed', () =>
    expect(identityOf(matches(1501))).not.toEqual(identityOf(matches(1500))));

  it('and sees that other records have the same IDs', () => {
    const [key, content] = identityOf(matches(5, { fields: { eventName: 'Other' } }));
    expect(key).toBe(identityOf(five)[0]);
    expect(content).not.toBe(identityOf(five)[1]);
  });
});

describe('when there is no more memory for a log file', () => {
  const many = Array.from({ length: 100 }, (_, index) => aMatch(`${index}`, { key: `caller ${index}` }));

  it('new keys count together, so that nothing is lost', () => {
    const counts = countsIn(many, 20_000);
    expect(counts).toEqual([[null, expect.any(Number)]]);
    expect(counts[0]?.[1]).toBeGreaterThan(50);
    expect(countsIn(many)).toEqual([]);
  });

  it('keys that came before still count by themselves', () =>
    expect(countsIn([...matches(1), ...many, ...matches(2, {}, 200)], 20_000)).toEqual([
      ['alice', 3],
      [null, expect.any(Number)],
    ]));

  it('what cannot be remembered counts as new', () =>
    expect(countsIn([...matches(1), ...matches(1), ...matches(1)], 0)).toEqual([[null, 3]]));
});

it('a burst is as severe as the most severe of its matches, whichever is the first', () => {
  const ofProgram = aRule({ threshold, severity: 'medium', jqMatch: '{tattletail: .}' });
  const saying = (eventID: string, severity: string) =>
    aMatch(eventID, {
      rule: ofProgram,
      output: { tattletail: { severity } },
    });
  const [burst] = burstsIn([saying('1', 'info'), saying('2', 'critical'), saying('3', 'info')]);
  expect(burst).toMatchObject({ severity: 'critical' });
});
