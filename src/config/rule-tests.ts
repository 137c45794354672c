import { ConfigError } from '../errors.ts';
import { type JsonObject, nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import type { Rule } from '../rules/rule.ts';
import { type ConfigFile, readToml } from './load.ts';
import { findersOf, placed } from './placed.ts';
import { didYouMean, problemsOf, unknownKey } from './problem.ts';
import { ruleKeys } from './rule-schema.ts';
import { type Expected, testKeys, testKeysInOwnFile, testSchema } from './rule-test-schema.ts';
import { configKeys } from './schema.ts';
import { type Found, joined, type Table, tablesIn, withKnownKeys } from './tables.ts';

/** A test of a rule, whose files have not been read. */
export interface WrittenTest {
  readonly name: string;
  /** Which `[[rule]]` of the config it is for, counted from 0. */
  readonly rule: number;
  readonly records: readonly JsonObject[];
  /** Paths of files with more records, relative to the file of the test. */
  readonly files: readonly string[];
  readonly expected: Expected;
  /** The test as problems name it, and its line. */
  readonly where: string;
  readonly line: number | undefined;
}

type NamedRule = Pick<Rule, 'id' | 'name'>;

/** The tests in a config without problems. Throws ConfigError with every problem of them. */
export const testsInConfig = (config: ConfigFile): Promise<readonly WrittenTest[]> => {
  const { rule } = withKnownKeys(readToml(config), configKeys);
  const rules = tablesIn(rule, 'rule', 'name', ruleKeys).values;
  return checked(config, joined(rules.map(testsOfRule)));
};

/** The tests in a file of their own, each of which names one of these rules. Throws ConfigError. */
export const testsBeside = async (
  file: ConfigFile,
  rules: readonly NamedRule[],
): Promise<readonly WrittenTest[]> => checked(file, testsInOwnFile(readToml(file), rules));

interface UnplacedTest extends Omit<WrittenTest, 'line'> {
  readonly path: Table['path'];
}

const checked = async (
  file: ConfigFile,
  { values, problems }: Found<UnplacedTest>,
): Promise<readonly WrittenTest[]> => {
  if (problems.length > 0) throw new ConfigError(file.uri, await placed(problems, file));
  const { lineOf } = await findersOf(file.text);
  return values.map(({ path, ...test }) => ({ ...test, line: lineOf(path) }));
};

const testsOfRule = (rule: Table, index: number): Found<UnplacedTest> => {
  const tables = tablesIn(rule.values.test, 'test', 'name', testKeys);
  const inRule = tables.problems.map((problem) => ({
    ...problem,
    where: rule.where,
    path: [...rule.path, 'test'],
    message: problem.message.replaceAll('[[test]]', '[[rule.test]]'),
  }));
  const tests = tables.values.map((table) =>
    readTest(
      { ...table, where: `${rule.where}, ${table.where}`, path: [...rule.path, ...table.path] },
      index,
    ),
  );
  return joined([{ values: [], problems: inRule }, ...tests]);
};

/** Every `[[test]]` there names its rule. */
const testsInOwnFile = (toml: unknown, rules: readonly NamedRule[]): Found<UnplacedTest> => {
  const { test, ...others } = withKnownKeys(toml, ['test']);
  const unknown = Object.keys(others).map((key) => ({
    where: 'tests',
    path: [key],
    message: unknownKey(key, ['test']),
  }));
  const tables = tablesIn(test, 'test', 'name', testKeysInOwnFile);
  const numbers = numbersOf(rules);
  const tests = tables.values.map((table) => testInOwnFile(table, numbers));
  return joined([{ values: [], problems: [...unknown, ...tables.problems] }, ...tests]);
};

const testInOwnFile = (table: Table, rules: ReadonlyMap<string, number>): Found<UnplacedTest> => {
  const { rule, ...values } = table.values;
  const name = nonEmptyString(rule);
  const index = name === undefined ? undefined : rules.get(name);
  const test = readTest({ ...table, values }, index ?? -1);
  if (index !== undefined) return test;
  const message =
    name === undefined
      ? 'rule is missing: the name or id of the rule that the test is for'
      : `unknown rule ${quoted(name)}${didYouMean(name, [...rules.keys()])}`;
  const problem = { where: table.where, path: [...table.path, 'rule'], message };
  return { values: [], problems: [problem, ...test.problems] };
};

/** Numbers of rules by id, and by name: of rules with the same name, the first. */
const numbersOf = (rules: readonly NamedRule[]): ReadonlyMap<string, number> =>
  new Map([
    ...rules.map(({ name }, index): [string, number] => [name, index]).toReversed(),
    ...rules.map(({ id }, index): [string, number] => [id, index]),
  ]);

const readTest = ({ values, where, path }: Table, rule: number): Found<UnplacedTest> => {
  const test = testSchema.safeParse(values);
  return test.success
    ? { values: [{ ...test.data, rule, where, path }], problems: [] }
    : { values: [], problems: problemsOf(test.error, values, { where, path, keys: testKeys }) };
};
