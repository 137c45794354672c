import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { refuse } from '../imported.ts';

/** The alternatives of `$or`, of which there must be two (EventBridge User Guide, "Or matching"). */
export const branchesOf = (or: JsonValue): readonly JsonObject[] => {
  const branches = isJsonArray(or) ? or.filter(isJsonObject) : [];
  const reserved = branches.flatMap(Object.keys).find((key) => operators.has(key));
  if (reserved !== undefined) refuse(`$or has ${reserved}, which is not a field`);
  return isJsonArray(or) && branches.length === or.length && branches.length > 1
    ? branches
    : refuse('expected in $or a list of two maps or more');
};

const operators: ReadonlySet<string> = new Set([
  ...[
    'exactly',
    'prefix',
    'suffix',
    'equals-ignore-case',
    'wildcard',
    'anything-but',
    'exists',
    'numeric',
    'cidr',
  ],
]);

/** EventBridge takes a key with a dot for a path too, which it says not to rely on. */
export const refuseOddKey = (key: string): void => {
  refuseIntrinsic(key);
  if (key.includes('.')) refuse(`${JSON.stringify(key)} has a dot: a field, or a path to one?`);
};

export const refuseIntrinsic = (key: string): void => {
  if (/^(!|Fn::|Ref$)/.test(key)) refuse(`it has ${key}, which only CloudFormation can resolve`);
};
