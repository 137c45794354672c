import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { typeOf } from '../../../jq/in-process/values/kinds.ts';
import { equals } from '../../../jq/in-process/values/order.ts';
import type { JsonValue } from '../../../json.ts';
import { pureBuiltins, runOf } from './builtins.ts';
import { compareGiven } from './comparisons.ts';
import { allTypes, type Narrowing, type Type } from './fact.ts';
import type { Knowledge, Predicate } from './knowledge.ts';
import {
  decide,
  type Given,
  type Outcome,
  type Outcomes,
  onEach,
  outcomes,
  output,
  truth,
  value,
} from './outcome.ts';
import { attempt, unknownPlace } from './place.ts';
import { literalIn, matchesEverything } from './regexes.ts';
import type { Setting } from './setting.ts';
import { elements, fieldStep, taken, unknown } from './steps.ts';

type Call = Extract<Syntax, { readonly kind: 'call' }>;
type Follow = (args: readonly Syntax[], setting: Setting) => Outcomes;

/** What a builtin can give. */
export const followCall = (syntax: Call, setting: Setting): Outcomes => {
  const { name, args } = syntax;
  const nameAndArity = `${name}/${args.length}`;
  const follow = control[nameAndArity];
  if (follow === undefined) return followPure(nameAndArity, syntax, setting);
  if (nameAndArity === 'IN/1') noteEach(syntax, setting);
  return follow(args, setting);
};

/** `IN("A", "B")` compares with each of them. */
const noteEach = (syntax: Call, setting: Setting): void => {
  const { watch, input: given } = setting;
  if (watch === undefined) return;
  for (const way of syntax.args.flatMap(
    (values) => setting.follow(values, { ...setting, watch: undefined }).ways,
  ))
    if (way.kind === 'output' && way.given.kind === 'value')
      watch({ kind: 'comparison', syntax, given, operator: '==', literal: way.given.value });
};

/** A function of the input. One of arguments that are not constants may give anything of its types. */
const followPure = (nameAndArity: string, syntax: Call, setting: Setting): Outcomes => {
  const { input, knowledge, watch } = setting;
  const { args } = syntax;
  const builtin = pureBuiltins[nameAndArity];
  if (builtin === undefined) return unknown(knowledge);
  const constants = args.map((arg) => constantOf(arg, setting));
  const known = constants.filter((constant) => constant !== undefined);
  const values = known.map((constant) => constant.value);
  const areUsual = known.length === args.length && values.every((arg) => builtin.args.includes(typeOf(arg)));
  const run = areUsual ? runOf(nameAndArity, values) : undefined;
  if (run === undefined) return outcomes([...unknown(knowledge, builtin.to).ways], false);
  watch?.({ kind: 'call', syntax, given: input, args: values, run });
  const predicate = predicateOf(nameAndArity, values, run);
  const after =
    predicate === undefined
      ? taken(input, knowledge, {
          text: `${nameAndArity} ${JSON.stringify(values)}`,
          run,
          field: undefined,
          from: builtin.from,
          to: builtin.to,
        })
      : decide(input, knowledge, predicate);
  return builtin.mayFail && input.kind === 'place' && predicate === undefined
    ? outcomes([...after.ways, { kind: 'error', knowledge }])
    : after;
};

const constantOf = (syntax: Syntax, setting: Setting): { readonly value: JsonValue } | undefined => {
  const { ways } = setting.follow(syntax, setting);
  const [only, ...others] = ways;
  return only?.kind === 'output' && others.length === 0 && only.given.kind === 'value'
    ? { value: only.given.value }
    : undefined;
};

const impossible: Narrowing = { types: [] };

/** A condition of which more is known than that it is a function. */
const predicateOf = (
  nameAndArity: string,
  [arg, flags]: readonly JsonValue[],
  run: (input: JsonValue) => JsonValue,
): Predicate | undefined => {
  if (typeof arg !== 'string' || attempt(() => run('text')).kind !== 'value') return undefined;
  const condition = (yes: Narrowing, holdsForAll: boolean): Predicate => ({
    run: (input) => run(input) === true,
    from: ['string'],
    yes,
    no: holdsForAll ? impossible : {},
  });
  switch (nameAndArity) {
    case 'startswith/1':
      return condition({ prefix: arg }, arg === '');
    case 'endswith/1':
    case 'contains/1':
      return condition({ part: arg }, arg === '');
    case 'inside/1':
      return condition({}, false);
    case 'test/1':
    case 'test/2':
      return condition(
        flags === undefined ? { part: literalIn(arg) } : {},
        matchesEverything(arg, typeof flags === 'string' ? flags : ''),
      );
    default:
      return undefined;
  }
};

const isAmong = (values: readonly JsonValue[]): Predicate => ({
  run: (of) => values.some((each) => equals(of, each)),
  from: allTypes,
  yes: { values },
  no: { except: values },
});

/** Outcomes of a condition become those of whether it holds for any output. */
const forAny = ({ ways, isSingle }: Outcomes, knowledge: Knowledge, wanted: boolean): Outcomes => {
  const split = ways.map((way) => (way.kind === 'output' ? truth(way.given, way.knowledge) : undefined));
  const found = split.flatMap((each) => {
    const where = wanted ? each?.yes : each?.no;
    return where === undefined ? [] : [output(value(wanted), where)];
  });
  const errors = ways.filter(({ kind }) => kind === 'error');
  const others = ways.flatMap((way, at): readonly Knowledge[] => {
    if (way.kind === 'none') return [way.knowledge];
    const where = wanted ? split[at]?.no : split[at]?.yes;
    return where === undefined ? [] : [where];
  });
  const notFound = isSingle ? others : others.slice(0, 1).map(() => knowledge);
  return outcomes([...found, ...notFound.map((where) => output(value(!wanted), where)), ...errors]);
};

const quantifier =
  (wanted: boolean): Follow =>
  (args, setting) => {
    const [first, second] = args;
    const items =
      second === undefined || first === undefined
        ? elements(setting.input, setting.knowledge)
        : setting.follow(first, setting);
    const condition = second ?? first;
    const tested =
      condition === undefined
        ? items
        : onEach(items, (input, knowledge) => setting.follow(condition, { ...setting, input, knowledge }));
    return forAny(tested, setting.knowledge, wanted);
  };

const selecting: Follow = ([condition], setting) =>
  condition === undefined
    ? unknown(setting.knowledge)
    : onEach(setting.follow(condition, setting), (given, knowledge) => {
        const { yes, no } = truth(given, knowledge);
        return outcomes([
          ...(yes === undefined ? [] : [output(setting.input, yes)]),
          ...(no === undefined ? [] : [{ kind: 'none' as const, knowledge: no }]),
        ]);
      });

const ofTypes =
  (...types: readonly Type[]): Follow =>
  (_, { input, knowledge }) =>
    onEach(
      decide(input, knowledge, {
        run: (of) => types.includes(typeOf(of)),
        from: allTypes,
        yes: { types },
        no: { types: allTypes.filter((type) => !types.includes(type)) },
      }),
      (is, knows) =>
        is.kind === 'value' && is.value === true
          ? outcomes([output(input, knows)])
          : outcomes([{ kind: 'none', knowledge: knows }]),
    );

const isIn: Follow = (args, setting) => {
  const [source, values] = args.length === 2 ? args : [undefined, args[0]];
  if (values === undefined) return unknown(setting.knowledge);
  const sourcesOn = (knowledge: Knowledge): Outcomes =>
    source === undefined
      ? outcomes([output(setting.input, knowledge)])
      : setting.follow(source, { ...setting, knowledge });
  const known = setting
    .follow(values, setting)
    .ways.map((way) => (way.kind === 'output' && way.given.kind === 'value' ? way.given : undefined));
  const constants = known.filter((each) => each !== undefined).map((each) => each.value);
  const sources = sourcesOn(setting.knowledge);
  if (sources.isSingle && constants.length === known.length)
    return onEach(sources, (given, knowledge) => decide(given, knowledge, isAmong(constants)));
  // As for any ==, jq evaluates the right side first.
  const compared = onEach(setting.follow(values, setting), (b, knows) =>
    onEach(sourcesOn(knows), (a, after) => compareGiven('==', a, b, after)),
  );
  return forAny(compared, setting.knowledge, true);
};

const mapping: Follow = ([inner], setting) => {
  const { knowledge } = setting;
  if (inner === undefined) return unknown(knowledge);
  const mapped = onEach(elements(setting.input, knowledge), (input, knows) =>
    setting.follow(inner, { ...setting, input, knowledge: knows }),
  );
  return outcomes([
    output(anArray(), knowledge),
    ...(mapped.ways.some(({ kind }) => kind === 'error') ? [{ kind: 'error' as const, knowledge }] : []),
  ]);
};

const anArray = (): Given => ({ kind: 'place', place: unknownPlace(['array']) });

/** Builtins that decide themselves how often their arguments are evaluated, and on what. */
const control: Readonly<Record<string, Follow>> = {
  'empty/0': (_, { knowledge }) => outcomes([{ kind: 'none', knowledge }]),
  'error/0': (_, { knowledge }) => outcomes([{ kind: 'error', knowledge }]),
  'error/1': ([message], setting) =>
    message === undefined
      ? unknown(setting.knowledge)
      : onEach(setting.follow(message, setting), (_, knowledge) => outcomes([{ kind: 'error', knowledge }])),
  'not/0': (_, { input, knowledge }) => {
    const { yes, no } = truth(input, knowledge);
    return outcomes([
      ...(yes === undefined ? [] : [output(value(false), yes)]),
      ...(no === undefined ? [] : [output(value(true), no)]),
    ]);
  },
  'select/1': selecting,
  'values/0': ofTypes('boolean', 'number', 'string', 'array', 'object'),
  'nulls/0': ofTypes('null'),
  'booleans/0': ofTypes('boolean'),
  'numbers/0': ofTypes('number'),
  'strings/0': ofTypes('string'),
  'arrays/0': ofTypes('array'),
  'objects/0': ofTypes('object'),
  'iterables/0': ofTypes('array', 'object'),
  'scalars/0': ofTypes('null', 'boolean', 'number', 'string'),
  'any/0': quantifier(true),
  'any/1': quantifier(true),
  'any/2': quantifier(true),
  'all/0': quantifier(false),
  'all/1': quantifier(false),
  'all/2': quantifier(false),
  'IN/1': isIn,
  'IN/2': isIn,
  'map/1': mapping,
  'first/0': (_, { input, knowledge }) => taken(input, knowledge, fieldStep(0, 'array')),
  'last/0': (_, { input, knowledge }) => taken(input, knowledge, fieldStep(-1, 'array')),
  'first/1': ([of], setting) => {
    if (of === undefined) return unknown(setting.knowledge);
    const { ways, isSingle } = setting.follow(of, setting);
    const { knowledge } = setting;
    return outcomes(
      ways.map((way): Outcome => (way.kind === 'none' && !isSingle ? { kind: 'none', knowledge } : way)),
    );
  },
  'now/0': (_, { knowledge }) =>
    outcomes([output({ kind: 'place', place: unknownPlace(['number']) }, knowledge)]),
};
