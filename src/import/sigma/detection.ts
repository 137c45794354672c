import { isJsonArray, isJsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition } from '../jq/condition.ts';
import { conditionOf } from './condition.ts';
import { itemCondition } from './item.ts';
import { modifiersOf } from './modifiers.ts';

/** What the `detection` of a rule asks of a record. */
export const detected = (detection: JsonValue): Condition => {
  if (!isJsonObject(detection)) return refuse('it has no detection');
  const { condition, timeframe, ...selections } = detection;
  if (timeframe !== undefined) refuse('its timeframe counts over several records: not supported yet');
  const read = new Map(
    Object.entries(selections).map(([name, selection]) => [name, () => selected(name, selection)]),
  );
  const conditions = isJsonArray(condition)
    ? condition
    : [condition ?? refuse('its detection has no condition')];
  return anyOf(
    conditions.map((text) =>
      typeof text === 'string' ? conditionOf(text, read) : refuse('its condition must be text'),
    ),
  );
};

/** A map, of which every item must match, or a list of maps and keywords, of which one must. */
const selected = (name: string, selection: JsonValue): Condition => {
  const alternatives = isJsonArray(selection) ? selection : [selection];
  if (alternatives.length === 0) refuse(`${name} is empty`);
  return anyOf(
    alternatives.map((alternative) =>
      isJsonObject(alternative) ? mapCondition(name, alternative) : keyword(name, alternative),
    ),
  );
};

const mapCondition = (name: string, items: Readonly<Record<string, JsonValue>>): Condition => {
  const entries = Object.entries(items);
  if (entries.length === 0) refuse(`${name} is empty`);
  return allOf(
    entries.map(([key, value]) => {
      const [field = '', ...modifiers] = key.split('|');
      const path = field === '' ? undefined : field.split('.');
      if (path?.some((step) => /^[0-9]*$/.test(step)))
        refuse(`${key}: Sigma has no positions in lists: leave them out, and every element is searched`);
      return itemCondition(key, path, modifiersOf(key, modifiers), value);
    }),
  );
};

const keyword = (name: string, value: JsonValue): Condition =>
  itemCondition(name, undefined, modifiersOf(name, []), value);
