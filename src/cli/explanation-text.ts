import { styleText } from 'node:util';
import { eventName, factsOf } from '../alerts/facts.ts';
import { oneLine, printableJson } from '../alerts/printable.ts';
import { fileOfRule } from '../config/file-of-rule.ts';
import type { ConfigFile } from '../config/load.ts';
import type { Outcome } from '../jq/engine.ts';
import type { Explanation } from '../jq/in-process/explain/explain.ts';
import { shown } from '../jq/in-process/explain/shown.ts';
import { quoted } from '../redact.ts';
import { messageOfFailure } from '../rules/failure-message.ts';
import type { IgnoreEffect } from '../rules/ignore.ts';
import { hasOutcome } from '../rules/outcome.ts';
import type { Rule } from '../rules/rule.ts';
import type { SortedMatches } from '../rules/threshold.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** A rule and a record, and why the one matches the other or why not. */
export interface Explained {
  readonly rule: Rule;
  readonly config: ConfigFile;
  readonly record: CloudTrailRecord;
  readonly logFile: string;
  /** What a scan gets for the record. */
  readonly outcome: Outcome | undefined;
  /** What the ignores of the config do with the match. */
  readonly effects: readonly IgnoreEffect[];
  /** What the threshold of the rule makes of the match, if it has one and no ignore ignores it. */
  readonly sorted?: SortedMatches | undefined;
  /** Undefined where only the real jq evaluates the program. */
  readonly explanation: Explanation | undefined;
}

/** For people: what came of it, why, what to change, and the program as a tree with the values of its parts. */
export const explanationText = (explained: Explained, isColored = false): string => {
  const { rule, explanation, record, logFile } = explained;
  const [mark, verdict] = verdictOf(explained);
  const what = factsOf(record).what;
  const tree = explanation?.lines ?? [];
  const isDecidedByJq = explained.outcome?.kind !== 'value' || hasOutcome(record, rule.outcome);
  return [
    lineOf(0, mark, `Rule ${quoted(rule.name)} ${verdict} ${eventName(record)}`, isColored),
    lineOf(0, 'value', `${what === undefined ? '' : `${what}, `}in ${logFile}`, isColored),
    ...reasonsFor(explained).map((reason) => lineOf(0, 'value', reason, isColored)),
    ...(tree.length === 0 ? [] : ['']),
    ...tree.map(({ depth, mark: ofLine, text, note, isDecisive }) =>
      lineOf(
        depth + 1,
        ofLine,
        [text, ...(note === '' ? [] : [note]), ...(isDecisive && isDecidedByJq ? ['◀ decided'] : [])].join(
          '   ',
        ),
        isColored,
      ),
    ),
    '\n',
  ].join('\n');
};

type Mark = Explanation['lines'][number]['mark'];

const marks: Readonly<Record<Mark, string>> = {
  holds: '✓',
  'does not hold': '✗',
  failed: '!',
  'bailed out': '?',
  'not reached': '·',
  value: ' ',
};

const colors = {
  holds: 'green',
  'does not hold': 'red',
  failed: 'yellow',
  'bailed out': 'yellow',
  'not reached': 'gray',
  value: 'reset',
} as const satisfies Record<Mark, string>;

/** Characters that show nothing are escaped: the text may come from whoever made the call. */
const lineOf = (depth: number, mark: Mark, text: string, isColored: boolean): string => {
  const line = printableJson(`${marks[mark]} ${text}`.replaceAll('\n', '\\n')).trimEnd();
  return '  '.repeat(depth) + (isColored && mark !== 'value' ? styleText(colors[mark], line) : line);
};

const verdictOf = ({ outcome, rule, record, effects }: Explained): readonly [Mark, string] => {
  if (outcome === undefined || !hasOutcome(record, rule.outcome)) return ['does not hold', 'does not match'];
  if (outcome.kind !== 'value') return ['failed', 'fails on'];
  return isIgnored(effects) ? ['does not hold', 'matches, but sends no alert for'] : ['holds', 'matches'];
};

const reasonsFor = (explained: Explained): readonly string[] => [
  ...unwantedOutcomeIn(explained),
  ...explained.effects.map(reasonOfEffect),
  ...ofThreshold(explained),
  ...ofProgram(explained),
  ...fixIn(explained),
];

/** The rule's `outcome` decides after its program. */
const unwantedOutcomeIn = ({ rule, record, outcome }: Explained): readonly string[] => {
  if (hasOutcome(record, rule.outcome)) return [];
  const { error } = factsOf(record);
  const what = error === undefined ? 'the call succeeded' : `the call ended with ${error}`;
  return [`Its outcome is ${quoted(rule.outcome)}, and ${what}${aloneOf(outcome)}`];
};

export const isIgnored = (effects: readonly IgnoreEffect[]): boolean =>
  effects.some(({ kind }) => kind === 'ignored');

const reasonOfEffect = (effect: IgnoreEffect): string => {
  const { name, isProfile, expires, reason } = effect.ignore;
  const which = `${isProfile ? 'The ignore profile' : 'The ignore'} ${quoted(name)}`;
  switch (effect.kind) {
    case 'ignored':
      return `${which} ignores it${reason === undefined ? '' : `: ${reason}`}`;
    case 'expired':
      return `${which} would ignore it, but expired after ${expires}`;
    case 'failed':
      return `${which} failed, and so does not ignore it: ${effect.message}`;
  }
};

/** No match of a rule with a threshold is an alert by itself. */
const ofThreshold = ({ rule: { threshold }, sorted }: Explained): readonly string[] => {
  if (threshold === undefined || sorted === undefined) return [];
  const { count, distinct } = threshold;
  const [failure] = sorted.failures;
  if (failure !== undefined) return [`It does not count toward the threshold: ${messageOfFailure(failure)}`];
  const [counted] = sorted.counted;
  if (counted === undefined)
    return ['It does not count toward the threshold: it has no key, or no value of distinct'];
  const wanted =
    distinct === undefined ? `${count} matches` : `${count} different values of ${oneLine(distinct.jq)}`;
  const value = counted.distinct === undefined ? '' : `, and the value ${shown(counted.distinct)}`;
  return [
    `It counts toward the threshold: ${wanted} with the same key in one log file cause an alert`,
    `Its key is ${shown(counted.key)}${value}`,
  ];
};

const aloneOf = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return '';
  return outcome.kind === 'value' ? '; its jq alone would match' : '; its jq alone would fail';
};

const ofProgram = (explained: Explained): readonly string[] => {
  const { explanation, outcome } = explained;
  if (explanation === undefined)
    return [`The real jq evaluates its program, which is not compiled in-process: ${cameTo(outcome)}`];
  const { result, reason, output, hasLaterOutput } = explanation;
  const why = `${reason} (${placeIn(explained)})`;
  switch (result?.kind) {
    case 'value':
      return [`Its output is ${outputOf(explained)}: ${why}`];
    case 'error':
      return [why];
    case 'bail-out':
      return [`The real jq evaluates it on this record, since ${why}`, `There, ${cameTo(outcome)}`];
    case undefined:
      return [
        output === undefined ? why : `Its first output is ${shown(output)}: ${why}`,
        ...(hasLaterOutput
          ? ['Only the first output counts. A later one would match: write any(…) around it']
          : []),
      ];
  }
};

const outputOf = ({ outcome, record }: Explained): string => {
  if (outcome?.kind !== 'value') return 'none';
  return outcome.value === record ? 'the record' : shown(outcome.value);
};

const cameTo = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return 'its first output is null or false, or it has none';
  return outcome.kind === 'value' ? `its output is ${shown(outcome.value)}` : `it failed: ${outcome.message}`;
};

const fixIn = ({ explanation }: Explained): readonly string[] =>
  explanation?.fix === undefined ? [] : [`Fix: write ${explanation.fix.instead} for ${explanation.fix.of}`];

/** The line of the config if the program stands there as it is, or else the line of the program. */
const placeIn = ({ explanation, rule, config }: Explained): string => {
  const { definitions, jqMatch } = rule;
  const { uri, text } = fileOfRule(rule, config);
  const { line, column } = explanation?.place ?? { line: 1, column: 1 };
  const ownLine = line - (definitions.split('\n').length - 1);
  if (ownLine < 1) return 'in a [[define]]';
  const start = text.indexOf(jqMatch);
  const isUnique = start !== -1 && !text.includes(jqMatch, start + 1);
  return isUnique
    ? `${uri}, line ${text.slice(0, start).split('\n').length + ownLine - 1}`
    : `line ${ownLine}, column ${column} of its jq`;
};
