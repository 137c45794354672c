import { fieldAt } from '../../catalogue/fields.ts';
import type { Comparison } from '../reading/facts.ts';
import { matches } from '../reading/matches.ts';
import {
  hasOtherLetters,
  isEventName,
  isEventSource,
  isPossible,
  type Wanted,
} from '../reading/possible-values.ts';
import { type FieldValue, isField, isLiteral } from '../reading/values.ts';
import { type Check, findingAt, written } from './check.ts';
import { sourcesBeside } from './event-pairs.ts';
import { isIdentityCenter, nearestValue } from './nearest-value.ts';

/**
 * Values that a field never has: `userIdentity.type == "root"`, `eventSource == "iam"`, misspelt event names and regions,
 * an account with dashes, a capital after `ascii_downcase`.
 */
export const wrongValue: Check = (program) => {
  const besides = sourcesBeside(program);
  let hints = 0;
  return program.facts.comparisons.flatMap((comparison) => {
    const { how, literal, subject, flags, syntax } = comparison;
    const { value } = literal;
    // Other findings explain wildcards and networks.
    if (how === '<' || typeof value !== 'string' || value.includes('*') || isNetwork.test(value)) return [];
    const wanted: Wanted = { how, value, flags, sources: besides.get(literal) ?? [] };
    const [field] = subject.filter(isField);
    if (field === undefined || subject.some((one) => mayBe(one, wanted))) return [];
    hints += 1;
    const meant = hints > maxHints ? undefined : nearestValue(field, wanted);
    const finding = explain(field, wanted, comparison, meant);
    // Keys of an object have no place of their own.
    return program.spanOf(literal.syntax) === undefined
      ? findingAt(program, syntax, { ...finding, fix: undefined })
      : findingAt(program, literal.syntax, finding);
  });
};

/** Looking for what was meant takes a hundredth of a second, since there are so many events. */
const maxHints = 20;

const isNetwork = /^[\d.]+\/\d+$/;

/** A default may be compared with itself: `(.errorCode // "none") == "none"`. */
const mayBe = (value: Comparison['subject'][number], wanted: Wanted): boolean => {
  if (isField(value)) return isPossible(value, wanted);
  if (!isLiteral(value)) return true;
  return (
    typeof value.value === 'string' && matches(wanted.how, value.value, wanted.value, wanted.flags) !== false
  );
};

const explain = (
  field: FieldValue,
  wanted: Wanted,
  { syntax, excludes }: Comparison,
  meant: string | undefined,
) => {
  const isNegated = syntax.kind === 'binary' && syntax.operator === '!=';
  const effect = isNegated ? 'always' : 'never';
  const loss = excludes === true && !isNegated ? ', so it leaves nothing out' : '';
  const hint = isIdentityCenter(field, wanted.value) ? identityCenterHint : didYouMean(meant);
  return {
    kind: kindOf(field, wanted),
    message: `${reasonFor(field, wanted)}: this is ${effect} true${loss}${hint}`,
    fix: meant === undefined ? undefined : written(meant),
  };
};

const didYouMean = (meant: string | undefined): string =>
  meant === undefined ? '' : `, did you mean ${written(meant)}?`;

const identityCenterHint =
  '; people of IAM Identity Center are "AssumedRole" with a role below aws-reserved/sso.amazonaws.com, or "IdentityCenterUser"';

const kindOf = (field: FieldValue, { how, value }: Wanted): string => {
  if (hasOtherLetters(field, how, value)) return 'letters';
  if (isEventName(field)) return 'unknown-event-name';
  if (isEventSource(field)) return 'unknown-event-source';
  if (field.path === 'awsRegion') return 'unknown-region';
  return fieldAt(field.path)?.values === undefined ? 'wrong-form' : 'unknown-value';
};

const reasonFor = (field: FieldValue, { how, value }: Wanted): string => {
  const [name, verb, quoted] = [`.${field.path}`, verbs[how], written(value)];
  if (hasOtherLetters(field, how, value))
    return `${name} is in ${field.letters === 'ascii_downcase' ? 'small' : 'capital'} letters here, ${quoted} is not`;
  if (isEventName(field)) return `the catalogue of AWS's events has no eventName that ${verb} ${quoted}`;
  if (isEventSource(field)) return `no service has an eventSource that ${verb} ${quoted}`;
  if (field.path === 'awsRegion') return `there is no region that ${verb} ${quoted}`;
  const { values, form } = fieldAt(field.path) ?? {};
  return values === undefined
    ? `${name} is ${form?.words ?? 'something else'}, never ${quoted}`
    : `${valuesIn(name, values)}, ${how === '==' ? 'never' : `of which none ${verb}`} ${quoted}`;
};

const verbs = {
  '==': 'is',
  startswith: 'begins with',
  endswith: 'ends with',
  contains: 'contains',
  test: 'matches',
};

const valuesIn = (name: string, values: readonly string[]): string =>
  values.length > 4
    ? `${name} has ${values.length} values, such as ${values.slice(0, 3).map(written).join(', ')}`
    : `${name} is ${values.map(written).join(' or ')}`;
