import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { inNetwork } from './addresses.ts';

/**
 * Evaluates an event pattern as the EventBridge User Guide says ("Comparison operators for use in event patterns") and,
 * for arrays, the documentation of AWS's own Event Ruler: the event becomes a list of leaves, each with the elements of
 * arrays that it is in, and two fields that match may not be in different elements of one array. Knows nothing of jq.
 */
export const eventBridgeMatches = (pattern: JsonObject, record: JsonObject): boolean => {
  const leaves = leavesOf(eventOf(record), [], []);
  return branchesOf(pattern).some((branch) => branchMatches(branch, leaves, new Map()));
};

/** What EventBridge makes of a record that CloudTrail sends it. */
const eventOf = (record: JsonObject): JsonObject => ({
  source: `aws.${String(record.eventSource).replace(/\.amazonaws\.com$/, '')}`,
  'detail-type': detailTypes[String(record.eventType)] ?? 'other',
  ...(record.awsRegion === undefined ? {} : { region: record.awsRegion }),
  detail: record,
});

const detailTypes: Readonly<Record<string, string>> = {
  AwsApiCall: 'AWS API Call via CloudTrail',
  AwsConsoleSignIn: 'AWS Console Sign In via CloudTrail',
  AwsServiceEvent: 'AWS Service Event via CloudTrail',
};

interface Leaf {
  readonly path: string;
  readonly value: JsonValue;
  /** For each array around it, by the place of the array, in which element it is. */
  readonly elements: ReadonlyMap<string, number>;
}

const leavesOf = (
  value: JsonValue,
  path: readonly string[],
  within: readonly (readonly [string, number])[],
  place = '',
): readonly Leaf[] => {
  if (isJsonArray(value)) {
    return value.flatMap((item, at) => {
      const isContainer = typeof item === 'object' && item !== null;
      return leavesOf(item, path, isContainer ? [...within, [place, at]] : within, `${place}[${at}]`);
    });
  }
  if (isJsonObject(value)) {
    return Object.entries(value).flatMap(([key, item]) =>
      leavesOf(item, [...path, key], within, `${place}/${key}`),
    );
  }
  return [{ path: path.join('/'), value, elements: new Map(within) }];
};

/** A field and its list of values and comparisons. */
type Field = readonly [path: string, list: readonly JsonValue[]];

/** Without `$or`: one for each way to choose. */
const branchesOf = (pattern: JsonObject, path: readonly string[] = []): readonly (readonly Field[])[] =>
  Object.entries(pattern).reduce<readonly (readonly Field[])[]>(
    (before, [key, value]) => {
      const at = [...path, key];
      const next = isOr(key, value)
        ? value.flatMap((branch) => branchesOf(branch, path))
        : isJsonArray(value)
          ? [[[at.join('/'), value] as const]]
          : branchesOf(isJsonObject(value) ? value : {}, at);
      return before.flatMap((left) => next.map((right) => [...left, ...right]));
    },
    [[]],
  );

const isOr = (key: string, value: JsonValue): value is readonly JsonObject[] =>
  key === '$or' && isJsonArray(value) && value.every(isJsonObject);

/** Tries for each field every leaf that matches. A field may also match by not being there. */
const branchMatches = (
  [field, ...others]: readonly Field[],
  leaves: readonly Leaf[],
  chosen: ReadonlyMap<string, number>,
): boolean => {
  if (field === undefined) return true;
  const [path, list] = field;
  const here = leaves.filter((leaf) => leaf.path === path);
  if (here.length === 0 && list.some(isAbsence)) return branchMatches(others, leaves, chosen);
  return here.some((leaf) => {
    const isConsistent = [...leaf.elements].every(([array, at]) => (chosen.get(array) ?? at) === at);
    if (!isConsistent || !list.some((item) => leafMatches(item, leaf.value))) return false;
    return branchMatches(others, leaves, new Map([...chosen, ...leaf.elements]));
  });
};

const isAbsence = (item: JsonValue): boolean => isJsonObject(item) && item.exists === false;

const leafMatches = (item: JsonValue, value: JsonValue): boolean => {
  if (!isJsonObject(item)) return item === value;
  const [[operator, operand] = ['', null]] = Object.entries(item);
  switch (operator) {
    case 'exists':
      return operand === true;
    case 'anything-but': {
      const excluded = isJsonObject(operand)
        ? Object.entries(operand).flatMap(([inner, values]) =>
            listOf(values).map((one) => ({ [inner]: one })),
          )
        : listOf(operand);
      return !excluded.some((one) => leafMatches(one, value));
    }
    case 'numeric':
      return typeof value === 'number' && isJsonArray(operand) && inRange(operand, value);
    case 'cidr':
      return typeof value === 'string' && inNetwork(value, String(operand));
    default:
      return typeof value === 'string' && textMatches(operator, operand, value);
  }
};

const listOf = (value: JsonValue): readonly JsonValue[] => (isJsonArray(value) ? value : [value]);

const textMatches = (operator: string, operand: JsonValue, value: string): boolean => {
  if (isJsonObject(operand))
    return textMatches(operator, lower(String(operand['equals-ignore-case'])), lower(value));
  const text = String(operand);
  switch (operator) {
    case 'prefix':
      return value.startsWith(text);
    case 'suffix':
      return value.endsWith(text);
    case 'equals-ignore-case':
      return lower(value) === lower(text);
    case 'wildcard':
      return wildcardMatches(text, value);
    default:
      throw new Error(`no such comparison: ${operator}`);
  }
};

const lower = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** A `*` is any number of characters, unless there is a backslash before it. */
const wildcardMatches = (pattern: string, value: string): boolean => {
  if (pattern === '') return value === '';
  if (pattern.startsWith('*')) {
    return (
      wildcardMatches(pattern.slice(1), value) || (value !== '' && wildcardMatches(pattern, value.slice(1)))
    );
  }
  const length = pattern.startsWith('\\') ? 2 : 1;
  return (
    value !== '' && pattern[length - 1] === value[0] && wildcardMatches(pattern.slice(length), value.slice(1))
  );
};

const inRange = ([operator, bound, ...rest]: readonly JsonValue[], value: number): boolean => {
  if (operator === undefined) return true;
  const limit = Number(bound);
  const holds =
    (String(operator).includes('=') && value === limit) ||
    (String(operator).startsWith('<') && value < limit) ||
    (String(operator).startsWith('>') && value > limit);
  return holds && inRange(rest, value);
};
