import {
  fixedMessage,
  fixedMessages,
  kindIntroduction,
  leadingKind,
  textProblems,
  valueIntroductions,
  valueProblems,
} from './jq-messages.ts';
import { jsonProblems } from './json-messages.ts';
import { regexNameProblems, regexProblems } from './regex-messages.ts';

/**
 * The message of a program's error without values of the record, which must not get into the log and would make every
 * message different. What jq is known to write is kept, and what stands in the program itself; everything else is left
 * out, since `error(.)` makes a message of a whole record. However long a message is, little more than its ends is
 * looked at.
 */
export const withoutValues = (message: string, program: string): string => {
  if (standsIn(program, message)) return message;
  const head = message.slice(0, maxKnown);
  const tail = message.slice(-maxKnown);
  for (const read of readers) {
    const known = read({ head, tail, message, program });
    if (known !== undefined) return known;
  }
  return '… (left out: it may hold values of the record)';
};

/** A message by its ends. Only `indexOf` and the like look at all of it. */
interface Ends {
  readonly head: string;
  readonly tail: string;
  readonly message: string;
  readonly program: string;
}

/** Without its values, no message is longer. */
const maxKnown = 200;

/** Whether a text says nothing that the config does not say. */
const standsIn = (program: string, text: string): boolean =>
  text !== '' && text.length <= maxKnown && program.includes(text);

/** Each knows one form of messages. */
type Reader = (ends: Ends) => string | undefined;

const fixed: Reader = ({ head, message }) =>
  head === message && (fixedMessages.has(head) || fixedMessage.test(head) || regexProblems.has(head))
    ? head
    : undefined;

/** `string ("x") cannot be negated`, `null (null) and string ("x") cannot be added`. */
const aboutValues: Reader = ({ head, tail }) => {
  const [kind] = leadingKind.exec(head) ?? [];
  const problem = valueProblems.find((text) => tail.endsWith(` ${text}`));
  return kind === undefined || problem === undefined
    ? undefined
    : `${kind} (${kind === 'null' ? kind : '…'}) ${problem}`;
};

/** `Cannot index string with string ("x")`, `Cannot iterate over null (null)`, `Cannot use null (null) as object key`. */
const aboutKinds: Reader = ({ head, tail, message, program }) => {
  const [introduction] = kindIntroduction.exec(head) ?? [];
  if (introduction === undefined) return undefined;
  const end = [') as object key', ')', '"'].find((text) => tail.endsWith(text)) ?? '';
  const value = message.slice(introduction.length, message.length - end.length);
  const name = value.startsWith('"') ? value.slice(1, -1) : value;
  return `${introduction}${value === 'null' || standsIn(program, name) ? value : '…'}${end}`;
};

/** `Invalid path expression with result ["x"]`. */
const beforeValues: Reader = ({ head }) => {
  const introduction = valueIntroductions.find((text) => head.startsWith(text));
  return introduction === undefined ? undefined : `${introduction}…`;
};

/** `q is not a valid modifier string`, `{"a":1} (not a string)`. */
const afterText: Reader = ({ tail }) => {
  const problem = textProblems.find((text) => tail.endsWith(` ${text}`));
  return problem === undefined ? undefined : `… ${problem}`;
};

/** `date "x" does not match format "%Y"`. */
const aboutDates: Reader = ({ head, message, program }) => {
  const between = '" does not match format "';
  const at = message.lastIndexOf(between);
  if (!head.startsWith('date "') || at === -1) return undefined;
  const format = message.slice(at + between.length, -1);
  const isKnown = format === formatOfFromdate || standsIn(program, format);
  return `date … does not match format ${isKnown ? `"${format}"` : '…'}`;
};

/** builtin.jq: `def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ")|mktime;`. */
const formatOfFromdate = '%Y-%m-%dT%H:%M:%SZ';

/** `Invalid numeric literal at line 1, column 5 (while parsing 'x')`. */
const aboutJson: Reader = ({ head }) => {
  const at = head.indexOf(" (while parsing '");
  if (at === -1) return undefined;
  const problem = head.slice(0, at);
  const kind = problem.replace(/ at (?:EOF at )?line \d+, column \d+$/, '');
  return jsonProblems.has(kind) ? `${problem} (while parsing …)` : undefined;
};

/** `Regex failure: empty char-class`; before jq 1.8.2, `x (at offset 0) is not a valid regex: empty char-class`. */
const aboutRegexes: Reader = ({ head, tail }) => {
  const [, offset, problem] =
    /^()Regex failure: (.*)$/s.exec(head) ??
    /( \(at offset \d+\)) is not a valid regex: (.*)$/s.exec(tail) ??
    [];
  if (offset === undefined || problem === undefined) return undefined;
  const introduction = offset === '' ? 'Regex failure: ' : `…${offset} is not a valid regex: `;
  const named = regexNameProblems.find((text) => problem.startsWith(`${text} `));
  if (named !== undefined) return `${introduction}${named} …`;
  return introduction + (regexProblems.has(problem) ? problem : '…');
};

/** `no team for x` of `error("no team for \(.x)")`. */
const ofProgram: Reader = ({ head, program }) => {
  for (let at = program.indexOf('\\('); at !== -1; at = program.indexOf('\\(', at + 1)) {
    const before = program.slice(Math.max(0, at - maxKnown), at);
    const literal = before.slice(before.lastIndexOf('"') + 1);
    if (literal !== '' && literal !== before && head.startsWith(literal)) return `${literal}…`;
  }
  return undefined;
};

const readers: readonly Reader[] = [
  fixed,
  aboutKinds,
  aboutRegexes,
  aboutJson,
  aboutDates,
  beforeValues,
  aboutValues,
  afterText,
  ofProgram,
];
