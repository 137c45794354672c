import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition } from '../jq/condition.ts';
import { mayBeList, type Path } from '../jq/fields.ts';
import { fieldAt, fieldCondition } from './field.ts';
import { branchesOf, refuseOddKey } from './keys.ts';
import { listCondition } from './list.ts';

/** What the `detail` of a pattern asks of a record. */
export const detailCondition = (pattern: JsonObject): Condition => objectCondition(pattern, []);

/** Of an object that is in no list: there is only one that its fields can be in. */
const objectCondition = (pattern: JsonObject, path: Path): Condition => {
  const { $or: or, ...fields } = pattern;
  if (Object.keys(pattern).length === 0) refuse(`${path.join('.') || 'detail'} is empty`);
  const conditions = Object.entries(fields).map(([key, value]) => keyCondition(value, [...path, key]));
  if (or === undefined) return allOf(conditions);
  const branches = branchesOf(or);
  if (branches.some((branch) => shareList(fields, branch, path))) {
    return anyOf(branches.map((branch) => objectCondition(merged(fields, branch, path), path)));
  }
  return allOf([...conditions, anyOf(branches.map((branch) => objectCondition(branch, path)))]);
};

const keyCondition = (value: JsonValue, path: Path): Condition => {
  const name = path.join('.');
  const [key = ''] = path.slice(-1);
  refuseOddKey(key);
  if (!isJsonObject(value)) return fieldCondition(fieldAt(path), value, name);
  return mayBeList(path) ? listCondition(value, path) : objectCondition(value, path);
};

/** The pattern that asks for both. */
export const merged = (fields: JsonObject, branch: JsonObject, path: Path): JsonObject =>
  Object.fromEntries(
    [...new Set([...Object.keys(fields), ...Object.keys(branch)])].map((key) => {
      const [beside, inside] = [fields[key], branch[key]];
      if (beside === undefined || inside === undefined) return [key, beside ?? inside ?? null];
      return [
        key,
        isJsonObject(beside) && isJsonObject(inside)
          ? merged(beside, inside, [...path, key])
          : twice([...path, key]),
      ];
    }),
  );

const twice = (path: Path): never => refuse(`${path.join('.')} is named both beside $or and in it`);

/** Whether both name fields in one list: these must be in the same element of it. */
const shareList = (fields: JsonObject, branch: JsonObject, path: Path): boolean => {
  const { $or: or, ...others } = branch;
  const inBranches = or === undefined ? [] : branchesOf(or).map((inner) => shareList(fields, inner, path));
  const inFields = Object.entries(others).map(([key, inside]) => {
    const [beside, at] = [fields[key], [...path, key]];
    if (beside === undefined) return false;
    if (!isJsonObject(beside) || !isJsonObject(inside)) return twice(at);
    return mayBeList(at) || shareList(beside, inside, at);
  });
  return [...inBranches, ...inFields].includes(true);
};
