/**
 * What jq 1.8.2 writes in its messages besides values: `jv_invalid_with_msg` and `type_error` in its source, and `error`
 * in its builtin.jq.
 */

const kind = '(?:null|boolean|number|string|array|object)';

/** Whole messages that name kinds of values at most. */
export const fixedMessage: RegExp = new RegExp(
  `^(?:${[
    `Cannot check whether ${kind} has a ${kind} key`,
    `Cannot update field at ${kind} index of ${kind}`,
    `Cannot delete ${kind} element of array`,
    `Cannot delete ${kind} field of object`,
    `Cannot delete fields from ${kind}`,
    `Cannot iterate over ${kind}`,
    `Path must be specified as array, not ${kind}`,
    `${kind} not a string or array`,
    // Of the engine itself.
    'jq was stopped after \\d+ ms',
    'jq broke: (?:it took more than 256 MB of memory|memory access out of bounds)',
    'jq ended with exit code \\d+',
    'not run: it broke jq on \\d+ inputs before',
    'not evaluated: time ran out',
    'the input nests deeper than \\d+ levels',
    'jq refuses it: \\w+ needs a jq binary \\(set TATTLETAIL_JQ=native and JQ_PATH\\) for this record: the default jq \\(WebAssembly\\) has other dates',
  ].join('|')})$`,
);

export const fixedMessages: ReadonlySet<string> = new Set([
  'A slice of an array can only be assigned another array',
  'Array index too large',
  'Array/string slice indices must be integers',
  'Cannot set array element at NaN index',
  'Cannot update string slices',
  'Comparison too deep',
  'Containment check too deep',
  'Equality check too deep',
  'Invalid UTF-8 string',
  'Object merge too deep',
  'Object too big',
  'Only arrays and strings can be sliced',
  'Out of bounds negative array index',
  'Path must be specified as an array',
  'Path too deep',
  'Paths must be specified as an array',
  'Range bounds must be numeric',
  'Repeat string result too long',
  'String too long',
  'break',
  'endswith() requires string inputs',
  'error converting number of seconds since epoch to datetime',
  'explode input must be a string',
  'flatten depth must not be negative',
  'gmtime requires numeric inputs',
  'gmtime() requires numeric inputs',
  'implode input must be an array',
  'invalid gmtime representation',
  "limit doesn't support negative count",
  'localtime requires numeric inputs',
  'localtime() requires numeric inputs',
  'mktime requires array inputs',
  'mktime requires parsed datetime inputs',
  'modulemeta is not available',
  "nth doesn't support negative indices",
  "skip doesn't support negative count",
  'split input and separator must be strings',
  'startswith() requires string inputs',
  'strflocaltime/1 requires a string format',
  'strflocaltime/1 requires parsed datetime inputs',
  'strflocaltime/1: unknown system failure',
  'strftime/1 requires a string format',
  'strftime/1 requires parsed datetime inputs',
  'strftime/1: unknown system failure',
  'strptime/1 requires string inputs and arguments',
  'trim input must be a string',
]);

/** What is wrong with the one or two values before it: `string ("x") cannot be negated`. */
export const valueProblems: readonly string[] = [
  'can not be escaped for shell',
  "can't be imploded, unicode codepoint needs to be numeric",
  'cannot be added',
  'cannot be csv-formatted, only array',
  'cannot be divided',
  'cannot be divided (remainder)',
  'cannot be divided (remainder) because the divisor is zero',
  'cannot be divided because the divisor is zero',
  'cannot be iterated over',
  'cannot be matched, as it is not a string',
  'cannot be multiplied',
  'cannot be negated',
  'cannot be parsed as a boolean',
  'cannot be parsed as a number',
  'cannot be searched from',
  'cannot be searched, as it is not a string',
  'cannot be sorted, as it is not an array',
  'cannot be sorted, as they are not both arrays',
  'cannot be subtracted',
  'cannot be tsv-formatted, only array',
  'cannot have their containment checked',
  'halt_error/1: number required',
  'has no keys',
  'has no length',
  'have wrong length',
  'is not a string',
  'is not a valid format',
  'is not a valid uri encoding',
  'is not valid base64 data',
  'is not valid in a csv row',
  'number required',
  'only strings can be parsed',
  'only strings have UTF-8 byte length',
  'trailing base64 byte found',
].toSorted((a, b) => b.length - a.length);

/** What is wrong with the text before it: `q is not a valid modifier string`. */
export const textProblems: readonly string[] = [
  'is not a valid format',
  'is not a valid modifier string',
  '(not a string)',
];

/** What values stand behind. */
export const valueIntroductions: readonly string[] = [
  'Invalid path expression near attempt to access element ',
  'Invalid path expression near attempt to iterate through ',
  'Invalid path expression with result ',
  'jq broke: ',
  'jq refuses it: ',
];

/**
 * A message about an index, an iteration or a key, up to the value: `Cannot index string with string (`, and before
 * jq 1.8 `Cannot index string with "`.
 */
export const kindIntroduction: RegExp = new RegExp(
  `^Cannot (?:index ${kind} with|iterate over|use) (?:${kind} \\(|")`,
);

export const leadingKind: RegExp = new RegExp(`^${kind}(?= \\()`);
