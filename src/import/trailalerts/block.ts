import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, jq, some, type Test } from '../jq/condition.ts';
import { type Path, piped } from '../jq/fields.ts';
import { contains, refersTo, searched } from './comparisons.ts';
import { elementCondition } from './elements.ts';
import { at, isSimple, wholeAt } from './value.ts';

/** All items of a block must match. */
export const blockCondition = (block: JsonObject): Condition =>
  allOf(
    Object.entries(block).map(([key, expected]) => {
      const [field = '', modifier, ...others] = key.split('|');
      if (others.length > 0) refuse(`${key}: TrailAlerts does not know modifiers together: ${sigmaDoes}`);
      return itemCondition(key, field.replace(/:+$/, '').trim().split('.'), modifier, expected);
    }),
  );

const sigmaDoes = 'try tattletail import sigma';

const itemCondition = (
  key: string,
  path: Path,
  modifier: string | undefined,
  expected: JsonValue,
): Condition => {
  switch (modifier) {
    case undefined:
      return isEqual(key, path, expected);
    case 'startswith':
    case 'endswith':
      return some(piped(at(path), 'strings'), {
        jq: `${modifier}(${JSON.stringify(textIn(key, expected))})`,
      });
    case 'contains':
      return contains(key, path, textIn(key, expected));
    case 're':
      return searched(path, textIn(key, expected));
    case 'fieldref':
      return refersTo(path, textIn(key, expected));
    default:
      return refuse(`${key}: TrailAlerts does not know ${modifier}: ${sigmaDoes}`);
  }
};

const textIn = (key: string, expected: JsonValue): string =>
  typeof expected === 'string'
    ? expected
    : refuse(`${key}: TrailAlerts never matches anything but one text there: ${sigmaDoes}`);

/** A value is of the same type, and in the same letters. */
const isEqual = (key: string, path: Path, expected: JsonValue): Condition => {
  if (!isJsonArray(expected)) return some(expected === null ? wholeAt(path) : at(path), same(expected));
  if (expected.length === 0) return refuse(`${key} has an empty list`);
  if (expected.every(isJsonObject)) return elementCondition(key, path, expected);
  if (expected.includes(null)) return refuse(`${key} has null among its values`);
  const isOne = some(at(path), ...expected.map(same));
  if (isSimple(path)) return isOne;
  const whole = wholeAt(path);
  return anyOf([isOne, jq(`${whole.jq} == ${JSON.stringify(expected)}`, ...whole.uses)]);
};

const same = (value: JsonValue): Test => ({ equals: JSON.stringify(value) });
