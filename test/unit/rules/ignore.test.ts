import { describe, expect, it } from 'vitest';
import type { Evaluation, Outcome } from '../../../src/jq/engine.ts';
import type { JsonValue } from '../../../src/json.ts';
import { createIgnoring, type Ignore } from '../../../src/rules/ignore.ts';
import { aRecord, aRule } from '../../support/builders.ts';

const anIgnore = (fields: Partial<Ignore> = {}): Ignore => ({
  name: 'CI',
  isProfile: false,
  program: 0,
  jqMatch: 'true',
  definitions: '',
  rules: ['*'],
  ...fields,
});

/** Gives these outcomes, and notes on what it was evaluated. */
const evaluationOf = (...outcomes: readonly Outcome[]) => {
  const seen: JsonValue[][] = [];
  const evaluation: Evaluation = {
    firstOutputs: async (inputs) => {
      seen.push([...inputs]);
      return outcomes;
    },
  };
  return { evaluation, seen };
};

const applies = (program = 0, input = 0): Outcome => ({ kind: 'value', program, input, value: true });

const [one, two] = [aRecord({ eventID: '1' }), aRecord({ eventID: '2' })];
const [created, deleted] = [aRule({ name: 'created' }), aRule({ name: 'deleted' })];
const matchOf = (rule = created, record = one) => ({ rule, record, output: true });
const today = '2026-11-20';

it('a match that an ignore applies to is left out, and counted for the ignore', async () => {
  const ignore = anIgnore();
  const { evaluation } = evaluationOf(applies(0, 1));
  const { matches, effects } = await createIgnoring([ignore], [created])(
    evaluation,
    [matchOf(created, one), matchOf(created, two)],
    today,
  );
  expect(matches).toEqual([matchOf(created, one)]);
  expect(effects).toEqual([{ kind: 'ignored', ignore, eventId: '2' }]);
});

describe('the programs of ignores are evaluated', () => {
  it('once on each record that matched, however many rules it matched', async () => {
    const { evaluation, seen } = evaluationOf(applies());
    const ignoring = createIgnoring([anIgnore()], [created, deleted]);
    expect((await ignoring(evaluation, [matchOf(created), matchOf(deleted)], today)).matches).toEqual([]);
    expect(seen).toEqual([[one]]);
  });

  it.each([
    ['nothing matched', [], ['*']],
    ['no match is of one of their rules', [matchOf(created)], ['del*']],
  ])('not at all when %s', async (_, matches, rules) => {
    const { evaluation, seen } = evaluationOf(applies());
    const ignoring = createIgnoring([anIgnore({ rules })], [created, deleted]);
    expect(await ignoring(evaluation, matches, today)).toEqual({ matches, effects: [] });
    expect(seen).toEqual([]);
  });
});

describe('an ignore is about', () => {
  const ids = async (rules: readonly string[]) => {
    const all = [
      aRule({ name: 'R', id: 'R' }),
      aRule({ name: 'R', id: 'R#2' }),
      aRule({ name: 'named', id: 'iam.keys', ownId: 'iam.keys' }),
    ];
    const found = all.map((rule) => matchOf(rule));
    const { evaluation } = evaluationOf(applies());
    const { matches } = await createIgnoring([anIgnore({ rules })], all)(evaluation, found, today);
    return found.filter((match) => !matches.includes(match)).map(({ rule }) => rule.id);
  };

  it.each([
    [['*'], ['R', 'R#2', 'iam.keys']],
    [['R'], ['R']],
    [['R*'], ['R', 'R#2']],
    [['iam.*'], ['iam.keys']],
    [['named'], ['iam.keys']],
    [['nobody', 'R#2'], ['R#2']],
  ])('%j: the rules %j', async (rules, about) => expect(await ids(rules)).toEqual(about));
});

describe('the day on which an ignore expires', () => {
  const effectOn = async (day: string) => {
    const { evaluation } = evaluationOf(applies());
    const ignoring = createIgnoring([anIgnore({ expires: '2027-01-31' })], [created]);
    const { matches, effects } = await ignoring(evaluation, [matchOf()], day);
    return { alerts: matches.length, kinds: effects.map(({ kind }) => kind) };
  };

  it('is the last on which it ignores', async () =>
    expect(await effectOn('2027-01-31')).toEqual({ alerts: 0, kinds: ['ignored'] }));

  it('is followed by days on which it says what it would have ignored', async () =>
    expect(await effectOn('2027-02-01')).toEqual({ alerts: 1, kinds: ['expired'] }));
});

it('an ignore that fails does not ignore, and says so', async () => {
  const ignore = anIgnore();
  const { evaluation } = evaluationOf({ kind: 'error', program: 0, input: 0, message: 'broken' });
  expect(await createIgnoring([ignore], [created])(evaluation, [matchOf()], today)).toEqual({
    matches: [matchOf()],
    effects: [{ kind: 'failed', ignore, eventId: '1', message: 'broken' }],
  });
});

it('of several ignores, the first that applies counts, and one that has expired or failed does not', async () => {
  const [expired, failed, first, second] = [
    anIgnore({ name: 'expired', expires: '2020-01-01' }),
    anIgnore({ name: 'failed', program: 1 }),
    anIgnore({ name: 'first', program: 2 }),
    anIgnore({ name: 'second', program: 3 }),
  ];
  const { evaluation } = evaluationOf(applies(3), applies(2), applies(0), {
    kind: 'error',
    program: 1,
    input: 0,
    message: 'broken',
  });
  const ignoring = createIgnoring([expired, failed, first, second], [created]);
  expect(await ignoring(evaluation, [matchOf()], today)).toEqual({
    matches: [],
    effects: [{ kind: 'ignored', ignore: first, eventId: '1' }],
  });
});
