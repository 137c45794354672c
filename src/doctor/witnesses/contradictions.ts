import { type Implication, implications } from '../../catalogue/implications.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { type Fact, isPossible } from './reasoning/fact.ts';
import { factAt, type Knowledge } from './reasoning/knowledge.ts';
import { recordRoot } from './reasoning/place.ts';
import { fieldStep } from './reasoning/steps.ts';

/** What CloudTrail never writes together, of what is known of a record. Undefined: it may write all of it. */
export const contradictionIn = (knowledge: Knowledge): Implication | undefined =>
  fieldsThatImply
    .map((field) => contradictionOf(field, knowledge))
    .find((contradiction) => contradiction !== undefined);

/** Whether CloudTrail may write a record, as far as its implications say. */
export const isPlausible = (record: JsonObject): boolean =>
  implications.every(
    ({ field, values, consequence }) =>
      !isAmong(values, valueAt(record, field)) ||
      isAllowed(consequence, { kind: 'one of', values: [valueAt(record, consequence.field)] }),
  );

const fieldsThatImply: readonly string[] = [...new Set(implications.map(({ field }) => field))];

/** Each of the few values that a field can have contradicts something else. */
const contradictionOf = (field: string, knowledge: Knowledge): Implication | undefined => {
  const fact = factOf(field, knowledge);
  if (fact.kind !== 'one of') return undefined;
  const contradictions = fact.values.map((value) =>
    implications.find(
      ({ field: of, values, consequence }) =>
        of === field &&
        isAmong(values, value) &&
        !isAllowed(consequence, factOf(consequence.field, knowledge)),
    ),
  );
  return contradictions.includes(undefined) ? undefined : contradictions[0];
};

const factOf = (field: string, knowledge: Knowledge): Fact =>
  factAt(knowledge, {
    root: recordRoot,
    steps: field.split('.').map((name) => fieldStep(name, 'object')),
  });

const isAllowed = (consequence: Implication['consequence'], fact: Fact): boolean => {
  switch (consequence.is) {
    case 'absent':
      return isPossible(fact, null);
    case 'one of':
      return [null, ...consequence.values].some((value) => isPossible(fact, value));
    case 'none of':
      return fact.kind !== 'one of' || !fact.values.every((value) => isAmong(consequence.values, value));
    case 'like':
      if (isPossible(fact, null)) return true;
      return fact.kind === 'one of'
        ? fact.values.some((value) => typeof value !== 'string' || consequence.pattern.test(value))
        : ![fact.prefix, ...fact.parts].some((part) => consequence.never.some((text) => part.includes(text)));
  }
};

const isAmong = (values: readonly JsonValue[], value: JsonValue): boolean => values.includes(value);

const valueAt = (record: JsonObject, path: string): JsonValue =>
  path
    .split('.')
    .reduce<JsonValue>((value, name) => (isJsonObject(value) ? (value[name] ?? null) : null), record);
