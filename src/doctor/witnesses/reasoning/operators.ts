import { type Comparison, isComparison, mirrored } from '../../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { computedFrom } from './arithmetic.ts';
import { compareGiven } from './comparisons.ts';
import { joined } from './joined.ts';
import type { Knowledge } from './knowledge.ts';
import { type Given, type Outcomes, onEach, outcomes, output, truth, value } from './outcome.ts';
import type { Setting } from './setting.ts';
import { unknown } from './steps.ts';

type Binary = Extract<Syntax, { readonly kind: 'binary' }>;

export const followBinary = (syntax: Binary, setting: Setting): Outcomes => {
  const { operator, left, right } = syntax;
  if (operator === 'and' || operator === 'or') return followJunction(operator, left, right, setting);
  if (operator === '//') return followAlternative(left, right, setting);
  if (operator.endsWith('=') && !isComparison(operator)) return unknown(setting.knowledge);
  // jq evaluates the right side first, and once more for each output of it the left side.
  return onEach(setting.follow(right, setting), (b, knows) =>
    onEach(setting.follow(left, { ...setting, knowledge: knows }), (a, after) => {
      if (!isComparison(operator)) return computedFrom(operator, a, b, after);
      note(syntax, operator, a, b, setting);
      return compareGiven(operator, a, b, after);
    }),
  );
};

const note = (syntax: Binary, operator: Comparison, a: Given, b: Given, { watch }: Setting): void => {
  if (b.kind === 'value') watch?.({ kind: 'comparison', syntax, given: a, operator, literal: b.value });
  else if (a.kind === 'value')
    watch?.({ kind: 'comparison', syntax, given: b, operator: mirrored[operator], literal: a.value });
};

const followJunction = (operator: 'and' | 'or', left: Syntax, right: Syntax, setting: Setting): Outcomes => {
  const { ways, isSingle } = onEach(setting.follow(left, setting), (given, knows) => {
    const { yes, no } = truth(given, knows);
    const [decided, open] = operator === 'and' ? [no, yes] : [yes, no];
    const after =
      open === undefined ? outcomes([]) : asBooleans(setting.follow(right, { ...setting, knowledge: open }));
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
  const first = setting.follow(left, setting);
  const after = first.ways.map((way): Outcomes => {
    if (way.kind === 'error') return outcomes([way]);
    const { yes, no } =
      way.kind === 'output' ? truth(way.given, way.knowledge) : { yes: undefined, no: way.knowledge };
    const otherwise =
      no && setting.follow(right, { ...setting, knowledge: first.isSingle ? no : setting.knowledge });
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

export const followIf = (
  { condition, yes, no }: Extract<Syntax, { readonly kind: 'if' }>,
  setting: Setting,
): Outcomes =>
  onEach(setting.follow(condition, setting), (given, knows) => {
    const decided = truth(given, knows);
    const branch = (syntax: Syntax | undefined, knowledge: Knowledge | undefined): Outcomes => {
      if (knowledge === undefined) return outcomes([]);
      if (syntax === undefined) return outcomes([output(setting.input, knowledge)]);
      return setting.follow(syntax, { ...setting, knowledge });
    };
    const both = [branch(yes, decided.yes), branch(no, decided.no)];
    return outcomes(
      both.flatMap(({ ways }) => ways),
      both.every(({ isSingle }) => isSingle),
    );
  });
