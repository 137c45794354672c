import { closestMatch } from 'leven';
import {
  eventNamesOf,
  eventSources,
  isKnownEvent,
  nearestEventName,
  nearestEventSource,
} from '../../catalogue/events.ts';
import { fieldAt } from '../../catalogue/fields.ts';
import { nearestRegion, regions } from '../../catalogue/regions.ts';
import type { Comparison, How } from '../reading/facts.ts';
import { type FieldValue, isField, isLiteral } from '../reading/values.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';
import { sourcesBeside } from './event-pairs.ts';
import { matches } from './matches.ts';

/**
 * Values that a field never has: `userIdentity.type == "root"`, `eventSource == "iam"`, misspelt event names and regions,
 * an account with dashes, `ascii_downcase == "ConsoleLogin"`.
 */
export const wrongValue: Check = (program) => {
  const besides = sourcesBeside(program);
  return program.facts.comparisons.flatMap((comparison) => {
    const { how, literal, subject, flags } = comparison;
    if (how === '<' || typeof literal.value !== 'string') return [];
    const { value } = literal;
    const sources = besides.get(literal) ?? [];
    const others = subject.filter((other) => !isField(other));
    // A default may be compared with itself: `(.errorCode // "none") == "none"`.
    if (!others.every(isLiteral)) return [];
    if (
      others.some(
        (other) => typeof other.value === 'string' && matches(how, other.value, value, flags) !== false,
      )
    )
      return [];
    const fields = subject.filter(isField);
    if (fields.length === 0 || !fields.every((field) => isImpossible(field, comparison, sources))) return [];
    const [field] = fields;
    if (field === undefined || isCidr(value, field)) return [];
    return findingAt(program, literal.syntax, explain(field, comparison, sources, program));
  });
};

const isCidr = (value: string, { path }: FieldValue): boolean =>
  path === 'sourceIPAddress' && /^[\d.]+\/\d+$/.test(value);

const isImpossible = (
  field: FieldValue,
  { how, literal, flags }: Comparison,
  sources: readonly string[],
): boolean => {
  const { value } = literal;
  if (how === '<' || typeof value !== 'string') return false;
  if (isLettersMismatch(field, how, value)) return true;
  if (
    isEventName(field) &&
    how === '==' &&
    field.letters === undefined &&
    sources.some((source) => isKnownEvent(source, value))
  )
    return false;
  const candidates = candidatesFor(field.path);
  if (candidates !== undefined)
    return candidates.every((candidate) => matches(how, inLetters(field, candidate), value, flags) === false);
  const form = fieldAt(field.path)?.form;
  return how === '==' && form !== undefined && field.letters === undefined && !form.pattern.test(value);
};

/** Nothing in small letters equals a text with a capital. */
const isLettersMismatch = ({ letters }: FieldValue, how: How, value: string): boolean =>
  letters !== undefined &&
  how !== 'test' &&
  value !== (letters === 'ascii_downcase' ? lower(value) : upper(value));

const inLetters = ({ letters }: FieldValue, text: string): string => {
  if (letters === undefined) return text;
  return letters === 'ascii_downcase' ? lower(text) : upper(text);
};

const lower = (text: string): string => text.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase());
const upper = (text: string): string => text.replaceAll(/[a-z]+/g, (smalls) => smalls.toUpperCase());

const isEventName = ({ path }: FieldValue): boolean =>
  path === 'eventName' || path === 'insightDetails.eventName';
const isEventSource = ({ path }: FieldValue): boolean =>
  path === 'eventSource' || path === 'insightDetails.eventSource';

/** Every value that a field can have, where the catalogue knows them all. */
const candidatesFor = (path: string): readonly string[] | undefined => {
  if (isEventName({ kind: 'field', path })) return allEventNames();
  if (isEventSource({ kind: 'field', path })) return eventSources();
  return path === 'awsRegion' ? regions : fieldAt(path)?.values;
};

let names: readonly string[] | undefined;

const allEventNames = (): readonly string[] => {
  names ??= [...new Set(eventSources().flatMap(eventNamesOf))];
  return names;
};

const explain = (
  field: FieldValue,
  comparison: Comparison,
  sources: readonly string[],
  program: CheckedProgram,
) => {
  const { how, syntax, excludes } = comparison;
  const value = String(comparison.literal.value);
  const meant = nearestFor(field, comparison, sources);
  const negates = syntax.kind === 'binary' && syntax.operator === '!=';
  const effect = negates ? 'always' : 'never';
  const hint = meant === undefined ? '' : `, did you mean ${written(meant)}?`;
  return {
    kind: kindFor(field, how, value),
    message: `${reasonFor(field, how, value, program)}: this is ${effect} true${excludes === true && !negates ? ', so nothing is left out' : ''}${hint}`,
    fix: meant === undefined ? undefined : written(meant),
  };
};

const kindFor = (field: FieldValue, how: How, value: string): string => {
  if (isLettersMismatch(field, how, value)) return 'letters';
  if (isEventName(field)) return 'unknown-event-name';
  if (isEventSource(field)) return 'unknown-event-source';
  if (field.path === 'awsRegion') return 'unknown-region';
  return fieldAt(field.path)?.values === undefined ? 'wrong-form' : 'unknown-value';
};

const verbs = {
  '==': 'is',
  '<': 'is',
  startswith: 'begins with',
  endswith: 'ends with',
  contains: 'contains',
  test: 'matches',
};

const reasonFor = (field: FieldValue, how: How, value: string, _program: CheckedProgram): string => {
  const [name, quoted] = [`.${field.path}`, written(value)];
  if (isLettersMismatch(field, how, value))
    return `${name} is in ${field.letters === 'ascii_downcase' ? 'small' : 'capital'} letters here, ${quoted} is not`;
  const { values, form } = fieldAt(field.path) ?? {};
  if (isEventName(field)) return `no event of AWS ${verbs[how].replace(/^is$/, 'is named')} ${quoted}`;
  if (isEventSource(field))
    return `no service ${verbs[how].replace(/^is$/, 'writes the eventSource')} ${quoted}`;
  if (field.path === 'awsRegion') return `no region ${verbs[how]} ${quoted}`;
  if (values !== undefined)
    return `${name} is one of ${values.map(written).join(', ')}: none ${verbs[how]} ${quoted}`;
  return `${name} is ${form?.words ?? 'something else'}, never ${quoted}`;
};

const nearestFor = (
  field: FieldValue,
  { how, literal }: Comparison,
  sources: readonly string[],
): string | undefined => {
  const value = String(literal.value);
  if (isLettersMismatch(field, how, value)) return inLetters(field, value);
  if (field.letters !== undefined || how === 'test') return undefined;
  if (how !== '==') return inOtherLetters(field, how, value);
  if (isEventName(field)) return nearestEventName(value, sources[0]) ?? nearestEventName(value);
  if (isEventSource(field)) return nearestEventSource(value);
  if (field.path === 'awsRegion') return nearestRegion(value);
  const { values, form } = fieldAt(field.path) ?? {};
  if (values !== undefined) {
    const close = closestMatch(
      value.toLowerCase(),
      values.map((one) => one.toLowerCase()),
      { maxDistance: Math.ceil(value.length / 3) },
    );
    return values.find((one) => one.toLowerCase() === close);
  }
  const bare = value.replaceAll(/[\s-]/g, '');
  return form?.pattern.test(bare) ? bare : undefined;
};

/** `startswith("create")` in the letters of the first value that begins so. */
const inOtherLetters = (field: FieldValue, how: How, value: string): string | undefined => {
  if (how === '<' || how === 'test') return undefined;
  const found = candidatesFor(field.path)?.find((candidate) =>
    matches(how, candidate.toLowerCase(), value.toLowerCase()),
  );
  if (found === undefined) return undefined;
  const at = found.toLowerCase().indexOf(value.toLowerCase());
  const start = how === 'endswith' ? found.length - value.length : at;
  return found.slice(start, start + value.length);
};
