import type { Expected } from '../config/rule-test-schema.ts';
import type { JsonValue } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import type { Verdict } from './evaluate.ts';
import type { RuleTest, Surprise, TestRecord } from './run.ts';

/** What a test expected of a record and what came, in lines for people. */
export const describeSurprise = (
  { record, got }: Surprise,
  { expected, records }: RuleTest,
): readonly string[] => [
  record === undefined
    ? `records:  all ${records.length} together, since the rule has a threshold`
    : `record:   ${describeRecord(record, records)}`,
  `expected: ${describeExpected(expected)}`,
  `got:      ${describeVerdict(got, record?.record, expected)}`,
];

/** Such as `2 of 3 (denied.json), CreateUser of iam.amazonaws.com`. */
const describeRecord = (record: TestRecord, all: readonly TestRecord[]): string => {
  const { eventName, eventSource } = record.record;
  const [name, source] = [eventName, eventSource].map((text) =>
    typeof text === 'string' ? text : undefined,
  );
  const place = record.file === undefined ? '' : ` (${record.file})`;
  const event = `${name ?? 'without eventName'}${source === undefined ? '' : ` of ${source}`}`;
  return `${all.indexOf(record) + 1} of ${all.length}${place}, ${event}`;
};

const describeExpected = (expected: Expected): string =>
  expected.kind === 'no match' ? expected.kind : matchWith(expected.output, expected.severity);

const describeVerdict = (got: Verdict, record: CloudTrailRecord | undefined, expected: Expected): string => {
  if (got.kind === 'failed') return `the rule failed: ${got.message}`;
  if (got.kind === 'no match') return got.because === undefined ? got.kind : `${got.kind}: ${got.because}`;
  if (expected.kind === 'no match') return matchWith(got.output === record ? undefined : got.output);
  return matchWith(
    expected.output === undefined ? undefined : got.output,
    expected.severity === undefined ? undefined : (got.severity ?? 'none'),
  );
};

/** What one program makes of a record and another does not, in few words. */
export const describeDifference = (one: Verdict, other: Verdict): string => {
  const isOutput = one.kind === 'match' && other.kind === 'match';
  const [wanted, got] = [one, other].map((verdict) => {
    if (verdict.kind === 'failed') return `a failure: ${verdict.message}`;
    if (verdict.kind === 'no match') return 'no match';
    return isOutput ? `output ${shown(verdict.output)}` : 'a match';
  });
  return `${wanted}, not ${got}`;
};

const matchWith = (output: JsonValue | undefined, severity?: string): string =>
  [
    'match',
    ...(output === undefined ? [] : [`with output ${shown(output)}`]),
    ...(severity === undefined ? [] : [`with severity ${severity}`]),
  ].join(' ');

const shown = (value: JsonValue): string => {
  const text = JSON.stringify(value);
  return text.length > maxShown ? `${text.slice(0, maxShown).toWellFormed()}…` : text;
};

const maxShown = 500;
