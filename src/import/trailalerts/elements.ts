import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, jq, some, type Values } from '../jq/condition.ts';
import { keyAccess, type Path, piped } from '../jq/fields.ts';
import { wholeAt } from './value.ts';

/** A list of maps: some element of the record's list has all that one of them has. */
export const elementCondition = (key: string, path: Path, maps: readonly JsonObject[]): Condition => ({
  kind: 'within',
  of: piped(wholeAt(path), 'if type == "array" then .[] else . end | objects'),
  is: anyOf(maps.map((map) => mapCondition(key, map))),
});

const mapCondition = (key: string, map: JsonObject): Condition =>
  allOf(
    Object.entries(map).map(([name, value]) => {
      const field = fieldOf(name);
      if (!isJsonObject(value)) return has(key, field, value);
      const object = piped(field, 'objects');
      const inner = Object.entries(value).map(([innerName, innerValue]) =>
        has(key, piped(object, fieldOf(innerName).jq), innerValue),
      );
      return inner.length === 0 ? jq(`any(${object.jq}; true)`) : allOf(inner);
    }),
  );

const fieldOf = (name: string): Values => {
  const access = keyAccess(name);
  return { jq: access.startsWith('[') ? `.${access}` : access, isOne: true, uses: [] };
};

/** What is not there is not null either. */
const has = (key: string, field: Values, value: JsonValue): Condition =>
  value === null
    ? refuse(`${key} has null among its values`)
    : some(field, { equals: JSON.stringify(value) });
