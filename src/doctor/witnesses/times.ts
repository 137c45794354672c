import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { compare, equals } from '../../jq/in-process/values/order.ts';
import { BailOut } from '../../jq/in-process/values/signals.ts';
import type { JsonValue } from '../../json.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { moments } from './moments.ts';
import { piecesOf } from './pieces.ts';
import { followProgram } from './reasoning/follow.ts';
import { TooManyWays } from './reasoning/outcome.ts';
import { type Attempt, attempt, follow, keyOf, type Place, recordRoot } from './reasoning/place.ts';
import type { Seen } from './reasoning/watch.ts';
import { hasShapeIn, isNoDate, meantBy, mistakeInOrder } from './time-literals.ts';
import type { Tried } from './tried.ts';

/** Conditions on eventTime that hold at any time or at none, and functions that fail on every one. */
export const timesThatNeverAre = ({ syntax, source }: Tried): readonly ProgramFinding[] => {
  if (!readsTime(syntax)) return [];
  const valuesAt = valuesOnce();
  return [...Map.groupBy(seenIn(syntax), keysOnce()).values()].flatMap((seen) => {
    const [first] = seen;
    const places = seen.flatMap(({ given }) =>
      given.kind === 'place' && isTime(given.place) ? [given.place] : [],
    );
    if (first === undefined || places.length < seen.length) return [];
    const values = places.map(valuesAt);
    if (values.some((reached) => reached === undefined)) return [];
    const all = distinct(values.flatMap((reached) => reached ?? []));
    const mistake =
      first.kind === 'call'
        ? mistakeInCall(first, places, all)
        : mistakeInComparison(first, places, all, syntax);
    if (mistake === undefined) return [];
    const literal = literalIn(first);
    const piece = mistake.literal === undefined || literal === undefined ? first.syntax : literal;
    const span = source.spanOf(piece) ?? source.spanOf(first.syntax);
    if (span === undefined) return [];
    const fix =
      mistake.literal !== undefined && literal !== undefined ? JSON.stringify(mistake.literal) : mistake.fix;
    const subject = `${isOneOfSeveral(first) ? `${JSON.stringify(first.literal)} in ` : ''}${source.textOf(first.syntax)}`;
    const message = `${subject} ${mistake.message}`;
    return [{ kind: 'time', level: 'warning', span, message, ...(fix !== undefined && { fix }) }];
  });
};

interface Mistake {
  readonly message: string;
  /** What to write instead of the literal. */
  readonly literal?: JsonValue | undefined;
  /** What to write instead of the whole. */
  readonly fix?: string | undefined;
}

const readsTime = (syntax: Syntax): boolean =>
  piecesOf(syntax).some((piece) => piece.kind === 'string' && piece.parts[0] === 'eventTime');

const seenIn = (syntax: Syntax): readonly Seen[] => {
  const seen: Seen[] = [];
  try {
    followProgram(syntax, (each) => seen.push(each));
  } catch (error) {
    if (error instanceof TooManyWays || error instanceof BailOut || error instanceof RangeError) return [];
    throw error;
  }
  return seen;
};

const isOneOfSeveral = (seen: Seen): seen is Extract<Seen, { readonly kind: 'comparison' }> =>
  seen.kind === 'comparison' && seen.syntax.kind === 'call';

/** What is seen of the same piece has the same key. Of an `IN`, each literal is seen by itself. */
const keysOnce = (): ((seen: Seen) => string) => {
  const ids = new Map<Syntax, number>();
  return (seen) => {
    const id = ids.get(seen.syntax) ?? ids.size;
    ids.set(seen.syntax, id);
    return isOneOfSeveral(seen) ? `${id} ${JSON.stringify(seen.literal)}` : `${id}`;
  };
};

/** Comes from eventTime by functions of which the moments show all that is to be seen. */
const isTime = ({ root, steps: [first, ...others] }: Place): boolean =>
  root === recordRoot && first?.field === 'eventTime' && others.every(({ text }) => isFollowed.test(text));

const isFollowed =
  /^(?:\[|-?\d+$|"|(?:from )?[-+*/%] |(?:split|tonumber|fromdate|fromdateiso8601|gmtime|strptime|mktime|strftime|todate|floor|tostring|rtrimstr|ltrimstr)\/)/;

/** What a place has at each of the moments. Undefined where that is not known. */
const valuesOnce = (): ((place: Place) => readonly JsonValue[] | undefined) => {
  const found = new Map<string, readonly JsonValue[] | undefined>();
  return (place) => {
    const key = keyOf(place);
    if (!found.has(key)) found.set(key, valuesAt(place));
    return found.get(key);
  };
};

const valuesAt = ({ steps: [, ...steps] }: Place): readonly JsonValue[] | undefined => {
  const values: JsonValue[] = [];
  for (const moment of moments()) {
    const reached = follow(moment, steps);
    if (reached.kind !== 'value') return undefined;
    values.push(reached.value);
  }
  return values;
};

const distinct = (values: readonly JsonValue[]): readonly JsonValue[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** The literal of a comparison, where it is written there. */
const literalIn = (seen: Seen): Syntax | undefined => {
  if (seen.kind === 'call') return undefined;
  const { syntax, literal } = seen;
  const sides = syntax.kind === 'binary' ? [syntax.right, syntax.left] : piecesOf(syntax).slice(1);
  return sides.find((side) =>
    side.kind === 'string'
      ? side.parts.length === 1 && side.parts[0] === literal
      : side.kind === 'number' && Number(side.text) === literal,
  );
};

const never = (values: readonly JsonValue[]): string => `is never true: it is ${rangeOf(values)}`;
const always = (values: readonly JsonValue[]): string => `is always true: it is ${rangeOf(values)}`;

const rangeOf = (values: readonly JsonValue[]): string => {
  const sorted = values.toSorted(compare).map((value) => JSON.stringify(value));
  return sorted.length > 7 || sorted.length < 3
    ? [...new Set([sorted[0], sorted.at(-1)])].join(' to ')
    : sorted.join(', ');
};

const mistakeInComparison = (
  { operator, literal }: Extract<Seen, { readonly kind: 'comparison' }>,
  places: readonly Place[],
  values: readonly JsonValue[],
  program: Syntax,
): Mistake | undefined => {
  if (typeof literal !== 'string' && typeof literal !== 'number') return undefined;
  // Another finding explains text beside numbers.
  if (values.some((value) => typeof value !== typeof literal)) return undefined;
  if (typeof literal === 'string' && isNoDate(literal) && hasShapeIn(literal, values, 'startswith'))
    return { message: `has a date that does not exist: ${literal}` };
  const ofDay = timeOfDay(operator, literal, places);
  if (operator === '==' || operator === '!=') {
    if (values.some((value) => equals(value, literal)) || !isSureOf(literal, values)) return undefined;
    const verdict = operator === '==' ? never(values) : always(values);
    return { message: verdict, literal: meantBy(literal, values, places) };
  }
  const signs = new Set(values.map((value) => Math.sign(compare(value, literal))));
  const holds = [...signs].map(
    (sign) => (operator.startsWith('<') ? sign < 0 : sign > 0) || (sign === 0 && operator.endsWith('=')),
  );
  if (holds.every((each) => each))
    return { message: always(values), literal: meantBy(literal, values, places), fix: ofDay };
  if (!holds.includes(true))
    return { message: never(values), literal: meantBy(literal, values, places), fix: ofDay };
  return mistakeInOrder(literal, values, places, program);
};

/** What compares the time alone, where all of eventTime is compared with one. */
const timeOfDay = (
  operator: string,
  literal: string | number,
  places: readonly Place[],
): string | undefined =>
  typeof literal === 'string' && /^\d\d:\d\d/.test(literal) && places.every(({ steps }) => steps.length === 1)
    ? `.eventTime[11:${11 + literal.length}] ${operator} ${JSON.stringify(literal)}`
    : undefined;

/** The moments have all values, or the literal is beyond them or looks different from all of them. */
const isSureOf = (literal: string | number, values: readonly JsonValue[]): boolean => {
  if (values.length <= 60) return true;
  if (typeof literal === 'string') return !hasShapeIn(literal, values);
  return (
    values.every((value) => compare(value, literal) < 0) ||
    values.every((value) => compare(value, literal) > 0)
  );
};

/** Conditions that hold at no moment, and functions that fail at all of them. */
const mistakeInCall = (
  { syntax: { name }, args: [arg], run }: Extract<Seen, { readonly kind: 'call' }>,
  places: readonly Place[],
  values: readonly JsonValue[],
): Mistake | undefined => {
  const results = values.map((value): Attempt => attempt(() => run(value)));
  if (results.every(({ kind }) => kind === 'fails'))
    return {
      message: `fails on every record: its input is ${rangeOf(values)}`,
      fix: fixOfCall(name, arg, places),
    };
  if (typeof arg !== 'string' || results.some((result) => result.kind !== 'value' || result.value !== false))
    return undefined;
  return isSureOfTest(name, arg, values) ? { message: never(values) } : undefined;
};

const isSureOfTest = (name: string, arg: string, values: readonly JsonValue[]): boolean => {
  if (name === 'startswith' || name === 'endswith' || name === 'contains')
    return values.length <= 60 || !hasShapeIn(arg, values, name);
  if (name !== 'test' || !/^[\^$()|\w :-]+$/.test(arg)) return false;
  const texts = arg.replaceAll(/[\^$]/g, '').split(/[()|]+/);
  return texts.every((text) => /^T?\d{0,2}:?$/.test(text) || !hasShapeIn(text, values, 'contains'));
};

/** jq reads dates of exactly this form. */
const fixOfCall = (
  name: string,
  format: JsonValue | undefined,
  places: readonly Place[],
): string | undefined => {
  if (places.some(({ steps }) => steps.length > 1)) return undefined;
  if (name === 'strptime') return 'strptime("%Y-%m-%dT%H:%M:%SZ")';
  if (name === 'strftime') return `(fromdate | strftime(${JSON.stringify(format)}))`;
  return name === 'gmtime' ? '(fromdate | gmtime)' : undefined;
};
