import { literalOf } from '../../../jq/in-process/explain/paths.ts';
import { isComparison } from '../../../jq/in-process/parse/comparisons.ts';
import type { EntrySyntax, Pattern, Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { index } from '../../../jq/in-process/values/access.ts';
import type { JsonValue } from '../../../json.ts';
import { followCall } from './calls.ts';
import { compareGiven } from './comparisons.ts';
import { joined } from './joined.ts';
import { type Knowledge, nothingKnown } from './knowledge.ts';
import {
  type Given,
  type Outcome,
  type Outcomes,
  onEach,
  outcomes,
  output,
  TooManyWays,
  truth,
  typesGiven,
  value,
} from './outcome.ts';
import { type Place, recordRoot, type Step, unknownPlace } from './place.ts';
import type { Closure, Setting } from './setting.ts';
import { anyObject, anything, elements, fieldStep, taken, unknown } from './steps.ts';

const maxEffort = 20_000;
const maxDepth = 30;

/**
 * Follows a program, or a piece of one, through all ways that it can go on any record. What it says is impossible is so:
 * where it cannot follow, it takes everything for possible. Throws TooManyWays.
 */
export const followProgram = (program: Syntax): Outcomes =>
  followOn({ root: recordRoot, steps: [] }, program);

/** The same for a piece of a program that may be evaluated on anything. */
export const followPiece = (piece: Syntax): Outcomes => followOn(unknownPlace(), piece);

const followOn = (place: Place, syntax: Syntax): Outcomes =>
  followIn(syntax, {
    input: { kind: 'place', place },
    knowledge: nothingKnown,
    variables: new Map(),
    functions: new Map(),
    depth: 0,
    effort: { left: maxEffort },
    follow: followIn,
  });

const followIn = (syntax: Syntax, setting: Setting): Outcomes => {
  setting.effort.left -= 1;
  if (setting.effort.left < 0) throw new TooManyWays();
  const { input, knowledge } = setting;
  switch (syntax.kind) {
    case 'identity':
      return outcomes([output(input, knowledge)]);
    case 'constant':
      return outcomes([output(value(syntax.value), knowledge)]);
    case 'number':
      return outcomes([output(value(Number(syntax.text)), knowledge)]);
    case 'string':
      return followString(syntax, setting);
    case 'variable': {
      const bound = setting.variables.get(syntax.name);
      return outcomes([output(bound ?? anything(), knowledge)]);
    }
    case 'call':
      return followNamed(syntax, setting);
    case 'index':
      return followIndex(syntax, setting);
    case 'slice':
      return followSlice(syntax, setting);
    case 'each':
      return onEach(followIn(syntax.target, setting), (given, knows) =>
        caught(elements(given, knows), syntax.optional),
      );
    case 'negate':
      return onEach(followIn(syntax.of, setting), (given, knows) =>
        given.kind === 'value' && typeof given.value === 'number'
          ? outcomes([output(value(0 - given.value), knows)])
          : unknown(knows, ['number']),
      );
    case 'array':
      return followArray(syntax.items, setting);
    case 'object':
      return syntax.entries.reduce(
        (before, entry) => onEach(before, (_, knows) => followEntry(entry, { ...setting, knowledge: knows })),
        outcomes([output(syntax.entries.length === 0 ? value({}) : anyObject(), knowledge)]),
      );
    case 'pipe':
      return onEach(followIn(syntax.left, setting), (given, knows) =>
        followIn(syntax.right, { ...setting, input: given, knowledge: knows }),
      );
    case 'comma':
      return outcomes(
        [...followIn(syntax.left, setting).ways, ...followIn(syntax.right, setting).ways],
        false,
      );
    case 'binary':
      return followBinary(syntax, setting);
    case 'if':
      return followIf(syntax, setting);
    case 'try':
      return syntax.handler === undefined
        ? caught(followIn(syntax.body, setting), true)
        : handled(followIn(syntax.body, setting), syntax.handler, setting);
    case 'bind':
      return onEach(followIn(syntax.source, setting), (given, knows) => {
        const variables = withPatterns(setting.variables, syntax.patterns, given);
        const { ways, isSingle } = followIn(syntax.body, { ...setting, knowledge: knows, variables });
        const mayFail = syntax.patterns.some(({ kind }) => kind !== 'name');
        return mayFail
          ? outcomes([...ways, { kind: 'error', knowledge: knows }], false)
          : outcomes(ways, isSingle);
      });
    case 'define': {
      const { definition, rest } = syntax;
      const { functions, variables } = setting;
      const name = `${definition.name}/${definition.params.length}`;
      return followIn(rest, {
        ...setting,
        functions: new Map(functions).set(name, { definition, functions, variables }),
      });
    }
    case 'recurse':
      return outcomes([output(anything(), knowledge)], false);
    case 'format':
      return outcomes([
        output({ kind: 'place', place: unknownPlace(['string']) }, knowledge),
        { kind: 'error', knowledge },
      ]);
    case 'reduce':
    case 'foreach':
    case 'label':
    case 'break':
    case 'location':
      return unknown(knowledge);
  }
};

/** Errors become no output. */
const caught = ({ ways, isSingle }: Outcomes, isOptional: boolean): Outcomes =>
  isOptional
    ? outcomes(
        ways.map((way): Outcome => (way.kind === 'error' ? { kind: 'none', knowledge: way.knowledge } : way)),
        isSingle,
      )
    : { ways, isSingle };

const handled = ({ ways, isSingle }: Outcomes, handler: Syntax, setting: Setting): Outcomes => {
  const after = ways.map((way) =>
    way.kind === 'error'
      ? followIn(handler, { ...setting, input: anything(), knowledge: way.knowledge })
      : outcomes([way]),
  );
  return outcomes(
    after.flatMap((each) => each.ways),
    isSingle && ways.every(({ kind }) => kind !== 'error'),
  );
};

/** Each interpolation may be any text. Only a string without one is known. */
const followString = (
  { parts, format }: Extract<Syntax, { readonly kind: 'string' }>,
  setting: Setting,
): Outcomes => {
  const { knowledge } = setting;
  if (parts.every((part) => typeof part === 'string'))
    return outcomes([output(value(parts.join('')), knowledge)]);
  // The formats @csv, @sh and others refuse some values.
  const mayFail = !['text', 'json'].includes(format.replace('@', ''));
  // As of any sum, jq evaluates the right side first.
  const { ways, isSingle } = parts
    .toReversed()
    .reduce<Outcomes>(
      (before, part) =>
        typeof part === 'string'
          ? before
          : onEach(before, (given, knows) =>
              onEach(followIn(part, { ...setting, knowledge: knows }), (_, after) =>
                outcomes([output(given, after)]),
              ),
            ),
      outcomes([output(anything(['string']), knowledge)]),
    );
  return outcomes([...ways, ...(mayFail ? [{ kind: 'error' as const, knowledge }] : [])], isSingle);
};

const followEntry = (entry: EntrySyntax, setting: Setting): Outcomes =>
  onEach(followIn(entry.key, setting), (key, knowledge) => {
    const isText = typesGiven(key, knowledge).every((type) => type === 'string');
    const error = isText ? [] : [{ kind: 'error' as const, knowledge }];
    if (entry.value === undefined) {
      const hasFields = typesGiven(setting.input, knowledge).every(
        (type) => type === 'object' || type === 'null',
      );
      return outcomes([
        output(anyObject(), knowledge),
        ...(isText && hasFields ? [] : [{ kind: 'error' as const, knowledge }]),
      ]);
    }
    const { ways, isSingle } = onEach(followIn(entry.value, { ...setting, knowledge }), (_, after) =>
      outcomes([output(anyObject(), after)]),
    );
    return outcomes([...ways, ...error], isSingle);
  });

const followArray = (items: Syntax | undefined, setting: Setting): Outcomes => {
  const { knowledge } = setting;
  if (items === undefined) return outcomes([output(value([]), knowledge)]);
  const literals = literalsIn(items);
  if (literals !== undefined) return outcomes([output(value(literals), knowledge)]);
  const fails = followIn(items, setting).ways.some(({ kind }) => kind === 'error');
  return outcomes([
    output(anything(['array']), knowledge),
    ...(fails ? [{ kind: 'error' as const, knowledge }] : []),
  ]);
};

const literalsIn = (syntax: Syntax): readonly JsonValue[] | undefined => {
  if (syntax.kind !== 'comma') {
    const literal = literalOf(syntax);
    return literal === undefined ? undefined : [literal];
  }
  const [left, right] = [literalsIn(syntax.left), literalsIn(syntax.right)];
  return left && right && [...left, ...right];
};

/** `.key`. The key is evaluated on the same input as the target. */
const followIndex = (
  { target, key, optional }: Extract<Syntax, { readonly kind: 'index' }>,
  setting: Setting,
): Outcomes =>
  onEach(followIn(key, setting), (by, knows) =>
    onEach(followIn(target, { ...setting, knowledge: knows }), (of, after) =>
      caught(fieldOf(of, by, after), optional),
    ),
  );

const fieldOf = (of: Given, by: Given, knowledge: Knowledge): Outcomes => {
  const key = by.kind === 'value' ? by.value : undefined;
  if (typeof key === 'string') return taken(of, knowledge, fieldStep(key, 'object'));
  if (typeof key === 'number') return taken(of, knowledge, fieldStep(key, 'array'));
  return unknown(knowledge);
};

const followSlice = (
  { target, from, to, optional }: Extract<Syntax, { readonly kind: 'slice' }>,
  setting: Setting,
): Outcomes => {
  const [start, end] = [from, to].map((bound) => (bound === undefined ? null : boundOf(bound)));
  if (start === undefined || end === undefined) return unknown(setting.knowledge);
  const step: Step = {
    text: `[${start}:${end}]`,
    run: (container) => index(container, { start, end }),
    field: undefined,
    from: ['string', 'array', 'null'],
    to: ['string', 'array', 'null'],
  };
  return onEach(followIn(target, setting), (of, knows) => caught(taken(of, knows, step), optional));
};

const boundOf = (syntax: Syntax): number | undefined => {
  const literal = literalOf(syntax);
  return typeof literal === 'number' ? literal : undefined;
};

const followBinary = (
  { operator, left, right }: Extract<Syntax, { readonly kind: 'binary' }>,
  setting: Setting,
): Outcomes => {
  if (operator === 'and' || operator === 'or') return followJunction(operator, left, right, setting);
  if (operator === '//') return followAlternative(left, right, setting);
  if (operator.endsWith('=') && !isComparison(operator)) return unknown(setting.knowledge);
  // jq evaluates the right side first, and once more for each output of it the left side.
  return onEach(followIn(right, setting), (b, knows) =>
    onEach(followIn(left, { ...setting, knowledge: knows }), (a, after) =>
      isComparison(operator)
        ? compareGiven(operator, a, b, after)
        : outcomes([output(anything(), after), { kind: 'error', knowledge: after }]),
    ),
  );
};

const followJunction = (operator: 'and' | 'or', left: Syntax, right: Syntax, setting: Setting): Outcomes => {
  const { ways, isSingle } = onEach(followIn(left, setting), (given, knows) => {
    const { yes, no } = truth(given, knows);
    const [decided, open] = operator === 'and' ? [no, yes] : [yes, no];
    const after =
      open === undefined ? outcomes([]) : asBooleans(followIn(right, { ...setting, knowledge: open }));
    return outcomes(
      [...(decided === undefined ? [] : [output(value(operator === 'or'), decided)]), ...after.ways],
      after.isSingle,
    );
  });
  return outcomes(joined(ways), isSingle);
};

const asBooleans = (of: Outcomes): Outcomes =>
  onEach(of, (given, knows) => {
    const { yes, no } = truth(given, knows);
    return outcomes([
      ...(yes === undefined ? [] : [output(value(true), yes)]),
      ...(no === undefined ? [] : [output(value(false), no)]),
    ]);
  });

/** The right side is for when the left side gives nothing but null and false. */
const followAlternative = (left: Syntax, right: Syntax, setting: Setting): Outcomes => {
  const first = followIn(left, setting);
  const after = first.ways.map((way): Outcomes => {
    if (way.kind === 'error') return outcomes([way]);
    const { yes, no } =
      way.kind === 'output' ? truth(way.given, way.knowledge) : { yes: undefined, no: way.knowledge };
    const otherwise =
      no && followIn(right, { ...setting, knowledge: first.isSingle ? no : setting.knowledge });
    return outcomes(
      [
        ...(yes === undefined || way.kind !== 'output' ? [] : [output(way.given, yes)]),
        ...(otherwise?.ways ?? []),
      ],
      otherwise?.isSingle,
    );
  });
  return outcomes(
    after.flatMap(({ ways }) => ways),
    first.isSingle && after.every(({ isSingle }) => isSingle),
  );
};

const followIf = (
  { condition, yes, no }: Extract<Syntax, { readonly kind: 'if' }>,
  setting: Setting,
): Outcomes =>
  onEach(followIn(condition, setting), (given, knows) => {
    const decided = truth(given, knows);
    const branch = (syntax: Syntax | undefined, knowledge: Knowledge | undefined): Outcomes => {
      if (knowledge === undefined) return outcomes([]);
      if (syntax === undefined) return outcomes([output(setting.input, knowledge)]);
      return followIn(syntax, { ...setting, knowledge });
    };
    const both = [branch(yes, decided.yes), branch(no, decided.no)];
    return outcomes(
      both.flatMap(({ ways }) => ways),
      both.every(({ isSingle }) => isSingle),
    );
  });

/** Of several patterns, or within one, nothing is known of the variables. */
const withPatterns = (
  variables: Setting['variables'],
  patterns: readonly Pattern[],
  given: Given,
): Setting['variables'] => {
  const [only, ...others] = patterns;
  const names = patterns.flatMap(namesIn);
  const bound = new Map([...variables, ...names.map((name) => [name, anything()] as const)]);
  return only?.kind === 'name' && others.length === 0 ? bound.set(only.name, given) : bound;
};

const namesIn = (pattern: Pattern): readonly string[] => {
  switch (pattern.kind) {
    case 'name':
      return [pattern.name];
    case 'array':
      return pattern.items.flatMap(namesIn);
    case 'object':
      return pattern.entries.flatMap(({ name, value: inner }) => [
        ...(name === undefined ? [] : [name]),
        ...(inner === undefined ? [] : namesIn(inner)),
      ]);
  }
};

/** A function of the program, or a builtin. */
const followNamed = (syntax: Extract<Syntax, { readonly kind: 'call' }>, setting: Setting): Outcomes => {
  const closure = setting.functions.get(`${syntax.name}/${syntax.args.length}`);
  if (closure === undefined) return followCall(syntax, setting);
  if (setting.depth >= maxDepth) return unknown(setting.knowledge);
  return followDefined(syntax, closure, setting);
};

/** A parameter is a function that is evaluated where the call stands. `def f($a)` also binds its value. */
const followDefined = (
  { name, args }: Extract<Syntax, { readonly kind: 'call' }>,
  { definition, functions, variables }: Closure,
  setting: Setting,
): Outcomes => {
  const inner = new Map(functions).set(`${name}/${args.length}`, { definition, functions, variables });
  for (const [at, param] of definition.params.entries()) {
    const body = args[at];
    const bare = param.replace('$', '');
    if (body !== undefined)
      inner.set(`${bare}/0`, {
        definition: { name: bare, params: [], body },
        functions: setting.functions,
        variables: setting.variables,
      });
  }
  const bind = (at: number, bound: Setting['variables'], knowledge: Knowledge): Outcomes => {
    const param = definition.params[at];
    const arg = args[at];
    if (param === undefined || arg === undefined)
      return followIn(definition.body, {
        ...setting,
        knowledge,
        functions: inner,
        variables: bound,
        depth: setting.depth + 1,
      });
    if (!param.startsWith('$')) return bind(at + 1, bound, knowledge);
    return onEach(followIn(arg, { ...setting, knowledge }), (given, knows) =>
      bind(at + 1, new Map(bound).set(param.slice(1), given), knows),
    );
  };
  return bind(0, variables, setting.knowledge);
};
