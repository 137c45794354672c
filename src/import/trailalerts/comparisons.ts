import { refuse } from '../imported.ts';
import { type Condition, type Definition, jq, not, some, type Values } from '../jq/condition.ts';
import { type Path, piped } from '../jq/fields.ts';
import { found } from '../jq/regex.ts';
import { at, isSimple, wholeAt } from './value.ts';

/** `*` asks whether there is anything, and a text with a dot is the name of another field. */
export const contains = (key: string, path: Path, expected: string): Condition => {
  if (expected === '*') return isSomething(path);
  if (expected.includes('.')) return containsField(key, path, expected.split('.'));
  const part = JSON.stringify(expected);
  if (isSimple(path)) return some(piped(at(path), 'strings'), { jq: `contains(${part})` });
  if (!isPlain(expected)) {
    return refuse(
      `${key}: of a list or an object, TrailAlerts looks for ${part} in what Python prints of it, which jq does not`,
    );
  }
  return some(wholeAt(path), { jq: `holds(${part})`, uses: [holds] });
};

const isSomething = (path: Path): Condition =>
  isSimple(path)
    ? some(at(path), { jq: '(IN(null, "", []) | not)' })
    : not(some(wholeAt(path), { jq: 'IN(null, "", [])' }));

/** Python and JSON write it alike, wherever it stands in a map, and not for a value such as `True`. */
const isPlain = (part: string): boolean =>
  /^[\w*/@#+-]+( [\w*/@#+-]+)*$/.test(part) &&
  !['True', 'False', 'None', 'true', 'false', 'null'].some((word) => word.includes(part));

const holds: Definition = {
  jq: `# Whether a text has a part, a list an element, or what is written of anything else the part.
def holds($part):
  if type == "array" then any(.[]; . == $part) else values | tostring | contains($part) end;`,
};

const containsField = (key: string, path: Path, other: Path): Condition => {
  const [first = ''] = other;
  if (
    !/^(userIdentity|requestParameters|responseElements|additionalEventData|serviceEventDetails)$/.test(first)
  ) {
    return refuse(
      `${key}: TrailAlerts takes ${JSON.stringify(other.join('.'))} for the name of a field: try tattletail import sigma`,
    );
  }
  return jq(`any(\n  (${printed(other).jq}) as $part\n  | ${printed(path).jq} | contains($part);\n  .\n)`);
};

/** Of texts and numbers; of anything else, Python prints what jq does not. */
const printed = (path: Path): Values => piped(at(path), '(strings, numbers) | tostring');

/** In the first 2,048 characters. It does not search with what it takes for slow. */
export const searched = (path: Path, pattern: string): Condition => {
  if (isSlow(pattern)) refuse(tooSlow(pattern));
  return some(piped(printed(path), '.[:2048]'), found(pattern, plainFlags));
};

export const isSlow = (pattern: string): boolean =>
  pattern.length > 512 || /\([^)]*[+*][^)]*\)\s*(?:[+*]|\{\d)/.test(pattern);

export const tooSlow = (pattern: string): string =>
  `TrailAlerts finds nothing with the regular expression ${JSON.stringify(pattern)}, which it calls unsafe`;

export const plainFlags = { ignoreCase: false, multiline: false, dotAll: false };

/** Of the ARN of an IAM user, the name. */
export const refersTo = (path: Path, expected: string): Condition =>
  jq(
    `any(\n  (${at(path).jq} | values | scalars | user) as $one\n  | ${at(expected.split('.')).jq} | scalars | . == $one;\n  .\n)`,
    user,
  );

const user: Definition = {
  jq: `# The name of an IAM user whose ARN it is; anything else as it is.
def user:
  if type == "string" and contains("arn:aws:") and contains("user/")
  then split("user/")[1] | split("/")[0] // ""
  else . end;`,
};
