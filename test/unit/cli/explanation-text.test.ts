import { describe, expect, it } from 'vitest';
import { type Explained, explanationText } from '../../../src/cli/explanation-text.ts';
import { explainer } from '../../../src/jq/in-process/explain/explain.ts';
import { aRecord, aRule, aRuleFailure, aThreshold } from '../../support/builders.ts';

const explained = (
  jqMatch: string,
  record: Explained['record'],
  fields: Partial<Explained> = {},
): Explained => ({
  rule: aRule({ name: 'R', jqMatch }),
  config: { uri: 'tattletail.toml', text: '' },
  record: { eventID: '1', ...record },
  logFile: 'log.json',
  outcome: undefined,
  effects: [],
  explanation: explainer(jqMatch)?.({ eventID: '1', ...record }),
  ...fields,
});

it('shows what would have to be different, and where', () => {
  const text = '[[rule]]\njq_match = """\n.a == 1\n"""';
  expect(
    explanationText(explained('.a == 1', { a: 2 }, { config: { uri: 'my.toml', text } })),
  ).toBe(`✗ Rule "R" does not match event 1
  in log.json
  Its first output is false: .a is 2, the rule wants 1 (my.toml, line 3)

  ✗ .a == 1   .a is 2   ◀ decided

`);
});

it('names the line and column of the program if the config writes it differently or twice', () => {
  const lineOf = (text: string): string | undefined =>
    explanationText(explained('.a == 1', { a: 2 }, { config: { uri: 'my.toml', text } })).split('\n')[2];
  expect(lineOf('jq_match = ".a == \\u0031"')).toBe(
    '  Its first output is false: .a is 2, the rule wants 1 (line 1, column 1 of its jq)',
  );
  expect(lineOf('".a == 1" ".a == 1"')).toContain('of its jq');
});

it('says that what decided stands in a definition of the config', () => {
  const rule = aRule({ name: 'R', jqMatch: 'f and .b', definitions: 'def f: .a;\n' });
  const explanation = explainer('def f: .a;\nf and .b')?.({ eventID: '1' });
  const text = explanationText(explained('f and .b', {}, { rule, explanation }));
  expect(text).toContain('.a is missing, the rule wants a value other than null and false (in a [[define]])');
});

it('says that only the first output counts if a later one would match', () => {
  expect(explanationText(explained('.a[] == 2', { a: [1, 2] }))).toContain(
    'Only the first output counts. A later one would match: write any(…) around it',
  );
});

it('marks nothing of the jq as what decided if it was the outcome of the call', () => {
  const rule = aRule({ name: 'R', jqMatch: '.a == 1', outcome: 'denied' });
  const matching = { kind: 'value', value: true, program: 0, input: 0 } as const;
  const text = explanationText(explained('.a == 1', { a: 1 }, { rule, outcome: matching }));
  expect(text).toContain('Its outcome is "denied", and the call succeeded; its jq alone would match');
  expect(text).not.toContain('◀ decided');
});

it('says of a program that only the real jq evaluates what came of it', () => {
  const outcome = { kind: 'value', value: 'x', program: 0, input: 0 } as const;
  expect(
    explanationText(explained('. as {a: $x, b: $x} | $x', {}, { outcome, explanation: undefined })),
  ).toBe(`✓ Rule "R" matches event 1
  in log.json
  The real jq evaluates its program, which is not compiled in-process: its output is "x"

`);
});

it('shows characters of a record that a terminal would obey as escapes', () => {
  const text = explanationText(
    explained('.a == "x"', { a: '\u001b[2K\n\u009b31m\u202e', eventName: '\u001b[2K' }),
  );
  expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
  expect(text).toContain('\\u001b[2K');
});

describe('says of a match of a rule with a threshold', () => {
  const threshold = aThreshold({ count: 10 });
  const rule = aRule({ name: 'R', jqMatch: 'true', threshold });
  const outcome = { kind: 'value', value: true, program: 0, input: 0 } as const;
  const match = { rule, threshold, record: aRecord(), output: true, key: 'alice' };
  const nothing = { alone: [], counted: [], failures: [] };

  it.each([
    [
      'that it counts',
      { ...nothing, counted: [match] },
      'It counts toward the threshold: 10 matches with the same key in one log file cause an alert\n  Its key is "alice"',
    ],
    ['that it has no key', nothing, 'It does not count toward the threshold: it has no key'],
    [
      'that its key failed',
      { ...nothing, failures: [aRuleFailure({ rule, message: 'why', ofThreshold: 'key' })] },
      'It does not count toward the threshold: key of its threshold: why',
    ],
  ])('%s', (_, sorted, words) =>
    expect(explanationText(explained('true', {}, { rule, outcome, sorted }))).toContain(`\n  ${words}`),
  );

  it('which of its values is one of the different', () => {
    const distinct = aThreshold({ distinct: { program: 1, jq: '.awsRegion', definitions: '' } });
    const counted = [{ ...match, threshold: distinct, distinct: 'us-east-1' }];
    const text = explanationText(
      explained(
        'true',
        {},
        { rule: { ...rule, threshold: distinct }, outcome, sorted: { ...nothing, counted } },
      ),
    );
    expect(text).toContain('3 different values of .awsRegion with the same key');
    expect(text).toContain('Its key is "alice", and the value "us-east-1"');
  });
});
