import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, not } from '../jq/condition.ts';
import { elementsAt, type Path, piped } from '../jq/fields.ts';

import { fieldAt, fieldCondition, fieldInElement } from './field.ts';
import { branchesOf, refuseOddKey } from './keys.ts';

/**
 * Of an object that may be an element of a list: all fields must be in the same element, also in lists further in. That
 * a field does not exist is asked of all elements (EventBridge User Guide, "Exists matching", "Arrays in event patterns").
 */
export const listCondition = (pattern: JsonObject, path: Path): Condition =>
  anyOf(alternatives(pattern, []).map((asked) => conjunction(asked, path)));

/** What is asked of a field below the list. */
type Asked =
  | { readonly kind: 'values'; readonly path: Path; readonly list: readonly JsonValue[] }
  | { readonly kind: 'absence'; readonly path: Path };

/** Without `$or`, and with absence apart from values. */
const alternatives = (pattern: JsonObject, path: Path): readonly (readonly Asked[])[] => {
  if (Object.keys(pattern).length === 0) refuse(`${path.join('.') || 'a map'} is empty`);
  return Object.entries(pattern)
    .map(([key, value]): readonly (readonly Asked[])[] => {
      refuseOddKey(key);
      if (key === '$or') return branchesOf(value).flatMap((branch) => alternatives(branch, path));
      if (isJsonObject(value)) return alternatives(value, [...path, key]);
      return isJsonArray(value) ? ofField(value, [...path, key]) : refuse(`${key}: expected a list or a map`);
    })
    .reduce((before, next) => before.flatMap((left) => next.map((right) => [...left, ...right])));
};

const ofField = (list: readonly JsonValue[], path: Path): readonly (readonly Asked[])[] => {
  const values = list.filter((item) => !isAbsence(item));
  return [
    ...(values.length === list.length ? [] : [[{ kind: 'absence', path } as const]]),
    ...(values.length === 0 && list.length > 0 ? [] : [[{ kind: 'values', path, list: values } as const]]),
  ];
};

const isAbsence = (item: JsonValue): boolean => isJsonObject(item) && item.exists === false;

const conjunction = (asked: readonly Asked[], path: Path): Condition => {
  const absences = asked.filter(({ kind }) => kind === 'absence');
  const values = asked.flatMap((one) => (one.kind === 'values' ? [one] : []));
  const [only, ...others] = values;
  return allOf([
    ...absences.map((absence) => not(fieldAt([...path, ...absence.path]).isPresent)),
    ...(only === undefined || others.length > 0
      ? []
      : [fieldCondition(fieldAt([...path, ...only.path]), only.list, [...path, ...only.path].join('.'))]),
    ...(others.length === 0
      ? []
      : [{ kind: 'within', of: piped(elementsAt(path), 'objects'), is: elementCondition(values) } as const]),
  ]);
};

type Values = Extract<Asked, { readonly kind: 'values' }>;

/** Of an element of the list, which is the input. */
const elementCondition = (values: readonly Values[]): Condition => {
  const byKey = Map.groupBy(values, ({ path }) => path[0] ?? '');
  return allOf(
    [...byKey].map(([key, group]) => {
      const [only, ...others] = group;
      if (only !== undefined && others.length === 0) {
        return fieldCondition(fieldInElement(only.path), only.list, only.path.join('.'));
      }
      if (group.some(({ path }) => path.length === 1))
        return refuse(`${key} is named both beside $or and in it`);
      const inner = group.map((one) => ({ ...one, path: one.path.slice(1) }));
      return {
        kind: 'within',
        of: piped(fieldInElement([key]).values, 'objects'),
        is: elementCondition(inner),
      };
    }),
  );
};
