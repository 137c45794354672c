import { type Condition, type Definition, jq, type Values } from './condition.ts';

/** A way through a record, key by key. */
export type Path = readonly string[];

/** A list's elements one by one, also those of lists in it; what is no list is itself. */
export const each: Definition = {
  jq: '# The elements of a list, one by one; anything else as it is.\ndef each: [.] | flatten | .[];',
};

/** What a rule that knows only texts sees of a field: an object is its JSON text. */
export const texts: Definition = {
  jq: '# What a field says, as text: of a list, each element.\ndef texts: [.] | flatten | .[] | values | tostring;',
};

/** The values at a key that are no objects, also null; nothing where the key is not. */
const leaves: Definition = {
  jq: '# The values at a key, of a list each element; nothing where there is no such key.\ndef leaves($key): objects | select(has($key)) | [.[$key]] | flatten | .[] | scalars;',
};

/** Everything that a path leads to, with the elements of lists on its way. It may be a list itself. */
export const valuesAt = (path: Path, hasLists = mayBeList): Values => {
  const pieces = betweenLists(path, hasLists);
  const isOne = path.length === 1;
  const text = pieces.map((keys, at) => accessTo(keys, at === 0)).join(' | each | ');
  return { jq: text, isOne, uses: pieces.length > 1 ? [each] : [] };
};

/** The same, and of a list its elements. */
export const elementsAt = (path: Path, hasLists = mayBeList): Values => {
  const values = valuesAt(path, hasLists);
  return hasLists(path) ? piped(values, 'each', each) : values;
};

/** What is at the end of a path and is no object. Unlike the others, this distinguishes null from nothing. */
export const leavesAt = (path: Path, hasLists = mayBeList): Values => {
  const key = JSON.stringify(path.at(-1) ?? '');
  const parent = path.slice(0, -1);
  if (parent.length === 0) return { jq: `leaves(${key})`, isOne: false, uses: [leaves] };
  return piped(elementsAt(parent, hasLists), `leaves(${key})`, leaves);
};

/** Whether some object at the parent's path has the last key, whatever it holds. */
export const hasKey = (path: Path): Condition => {
  const key = JSON.stringify(path.at(-1) ?? '');
  const parent = path.slice(0, -1);
  if (parent.length === 0) return jq(`has(${key})`);
  const { jq: text, uses } = piped(elementsAt(parent), 'objects');
  return jq(`any(${text}; has(${key}))`, ...uses);
};

/** What a further filter makes of each value. */
export const piped = (values: Values, filter: string, ...uses: readonly Definition[]): Values => ({
  jq: `${values.jq} | ${filter}`,
  isOne: false,
  uses: [...values.uses, ...uses],
});

/**
 * Whether CloudTrail may put a list there: below what a service is asked and answers, and in `resources`. The objects
 * of the record itself, such as `userIdentity`, hold none (CloudTrail User Guide, "CloudTrail record contents").
 */
export const mayBeList = (path: Path): boolean => {
  const [first = ''] = path;
  return path.length === 1 ? !scalars.has(first) && !objects.has(first) : !listFree.has(first);
};

/** Whether CloudTrail has one text, number or boolean at this key of a record. */
export const isScalar = (key: string): boolean => scalars.has(key);

const scalars: ReadonlySet<string> = new Set([
  ...['eventVersion', 'eventTime', 'eventSource', 'eventName', 'eventType', 'eventCategory', 'eventID'],
  ...['awsRegion', 'sourceIPAddress', 'userAgent', 'errorCode', 'errorMessage', 'requestID', 'apiVersion'],
  ...['readOnly', 'managementEvent', 'recipientAccountId', 'sharedEventID', 'vpcEndpointId'],
  ...['vpcEndpointAccountId', 'sessionCredentialFromConsole'],
]);

const listFree: ReadonlySet<string> = new Set(['userIdentity', 'tlsDetails']);

const objects: ReadonlySet<string> = new Set([
  ...listFree,
  ...['requestParameters', 'responseElements', 'additionalEventData', 'serviceEventDetails'],
  ...['insightDetails', 'addendum', 'edgeDeviceDetails'],
]);

/** The path, cut behind each key that may hold a list. */
const betweenLists = (path: Path, hasLists: (path: Path) => boolean): readonly Path[] => {
  const cuts = path.flatMap((_, at) => (at > 0 && hasLists(path.slice(0, at)) ? at : []));
  return [0, ...cuts].map((from, at) => path.slice(from, cuts[at]));
};

/** `.userIdentity.type?`: where a path meets what has no such fields, there is nothing, and no error. */
const accessTo = (keys: Path, isOfRecord: boolean): string => guarded(keys.map(keyAccess), isOfRecord);

/** In jq a `?` is for the step before it alone. The record, or an element that is chosen for it, is an object. */
export const guarded = (steps: readonly string[], startsAtObject: boolean): string => {
  const text = steps.map((step, at) => (startsAtObject && at === 0 ? step : `${step}?`)).join('');
  return text.startsWith('[') ? `.${text}` : text;
};

/** `.userName`, or `["x-amz-acl"]`. */
export const keyAccess = (key: string): string =>
  /^[A-Za-z_]\w*$/.test(key) && !keywords.has(key) ? `.${key}` : `[${JSON.stringify(key)}]`;

const keywords: ReadonlySet<string> = new Set(
  'def if then elif else end as reduce foreach try catch label import include and or not __loc__'.split(' '),
);
