import { describe, expect, it } from 'vitest';
import {
  type Counted,
  countedInResult,
  resultOfCounted,
  sumOfCounted,
} from '../../../src/backfill/counts.ts';

const counted = (matches: Readonly<Record<string, number>>, rest: Partial<Counted> = {}): Counted => ({
  records: 812,
  matches: new Map(Object.entries(matches)),
  ruleFailures: 0,
  others: { rules: 0, matches: 0 },
  ...rest,
});

describe('the result of a task', () => {
  it('is short where nothing matches', () => expect(resultOfCounted(counted({}))).toBe('records=812'));

  it('names the rules, those with most matches first', () =>
    expect(resultOfCounted(counted({ 'Root login': 1, StartSession: 7 }, { ruleFailures: 2 }))).toBe(
      'records=812&ruleFailures=2&rule.StartSession=7&rule.Root+login=1',
    ));

  it.each(['a"b', 'a,b', 'a\nb', 'a&b=c', 'a%20b', 'アクセスキー', ' ', '', '🔑'])(
    'gives back a rule that is named %j, without what is special in CSV',
    (rule) => {
      const result = resultOfCounted(counted({ [rule]: 3 }));
      expect(result).toMatch(/^[\w%&=.+*-]+$/);
      expect(countedInResult(result)).toEqual(counted({ [rule]: 3 }));
    },
  );

  it('of many rules has at most 1,024 characters and says how many are left out', () => {
    const many = counted(
      Object.fromEntries(Array.from({ length: 273 }, (_, at) => [`Rule ${at} アクセス`, 300 - at])),
    );
    const result = resultOfCounted(many);
    expect(result.length).toBeLessThanOrEqual(1024);
    const back = countedInResult(result);
    expect(back?.matches.get('Rule 0 アクセス')).toBe(300);
    expect((back?.matches.size ?? 0) + (back?.others.rules ?? 0)).toBe(273);
    const sum = (matches: Counted['matches']) =>
      [...matches.values()].reduce((total, times) => total + times, 0);
    expect(sum(back?.matches ?? new Map()) + (back?.others.matches ?? 0)).toBe(sum(many.matches));
  });

  it('leaves out a name that is too long by itself', () =>
    expect(resultOfCounted(counted({ ['x'.repeat(2000)]: 9, R: 1 }))).toBe(
      'records=812&rule.R=1&others=1&others.matches=9',
    ));
});

it.each(['', 'Succeeded', 's3://b/k: cannot be read', 'records=many'])('%j is no count', (result) =>
  expect(countedInResult(result)).toBeUndefined(),
);

it('counts are added rule by rule', () =>
  expect(
    sumOfCounted([
      counted({ A: 1, B: 2 }, { others: { rules: 1, matches: 4 } }),
      counted({ B: 3 }, { ruleFailures: 1 }),
    ]),
  ).toEqual(counted({ A: 1, B: 5 }, { records: 1624, ruleFailures: 1, others: { rules: 1, matches: 4 } })));
