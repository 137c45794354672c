import type { JsonValue } from '../../json.ts';
import type { Rule } from '../../rules/rule.ts';
import type { RecordedTest } from './record-tests.ts';

/** Recorded tests as a `*.test.toml`. Records are JSON, since TOML has no null. */
export const printTests = ({ id }: Rule, tests: readonly RecordedTest[]): string =>
  tests
    .map(({ name, expect, output, record, kept }) =>
      [
        ...kept.map(
          (text) =>
            `# ${basicString(text)} is of the real record: without it, the rule gives something else.`,
        ),
        '[[test]]',
        `rule = ${basicString(id)}`,
        `name = ${basicString(name)}`,
        `expect = "${expect}"`,
        ...(output === undefined ? [] : [`output = ${tomlOf(output)}`]),
        `record = ${jsonText(record)}`,
        '',
      ].join('\n'),
    )
    .join('\n');

/** Text is itself; anything else is JSON in text. */
const tomlOf = (output: JsonValue): string =>
  typeof output === 'string' ? basicString(output) : jsonText(output);

/** On many lines if a literal string can hold it, which has no escapes. */
const jsonText = (value: JsonValue): string => {
  const text = JSON.stringify(value, undefined, 2);
  return text.includes("'''") || /[\u007f]/.test(text) || !/[{[]/.test(text)
    ? basicString(JSON.stringify(value))
    : `'''\n${text}\n'''`;
};

/** JSON's escapes are TOML's too. Only JSON allows U+007F as it is (TOML 1.0, "String"). */
const basicString = (text: string): string => JSON.stringify(text).replaceAll('\u007f', '\\u007f');
