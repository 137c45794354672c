import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ConfigFile } from '../config/load.ts';
import { readLocalFile } from '../config/local-files.ts';
import { objectIn } from '../config/locations.ts';
import { idsOf } from '../config/rule-tables.ts';
import { recordsInJson } from '../config/rule-test-schema.ts';
import { testsBeside, testsInConfig, type WrittenTest } from '../config/rule-tests.ts';
import type { Config, RuleOff } from '../config/schema.ts';
import { maxTestBytes } from '../config/text.ts';
import { ConfigError, type Problem, reasonOf } from '../errors.ts';
import { inflated } from '../gzip.ts';
import { parseJson } from '../json.ts';
import { quoted } from '../redact.ts';
import type { RuleTest, TestRecord } from '../rule-tests/run.ts';
import type { Rule, RulePlace } from '../rules/rule.ts';

export interface TestedRule {
  readonly rule: Rule;
  readonly tests: readonly RuleTest[];
}

/**
 * The rules of a config without problems, each with its tests: those in the config and in the files that it includes,
 * and those in the file beside each. Throws ConfigError with every problem of the tests in one of them.
 */
export const ruleTestsOf = async (
  config: ConfigFile,
  { rules, rulesOff }: Config,
): Promise<readonly TestedRule[]> => {
  const all = [...rules, ...rulesOff];
  const found = [...(await testsOf(config, { own: rulesIn(undefined, all), beside: all }))];
  for (const file of config.included ?? []) {
    // What lies beside an included file knows its rules by the ids that they have without any other file.
    const own = rulesIn(file.uri, all);
    const ids = idsOf(own);
    const beside = own.map((rule, at) => ({ ...rule, id: ids[at] ?? rule.id }));
    found.push(...(await testsOf(file, { own, beside })));
  }
  const tests = Map.groupBy(found, ({ place }) => keyOf(place));
  return rules.map((rule) => ({
    rule,
    tests: (tests.get(keyOf(rule.place)) ?? []).map(({ test }) => test),
  }));
};

const rulesIn = (file: string | undefined, rules: readonly RuleOff[]): readonly RuleOff[] =>
  rules.filter(({ place }) => place.file === file).toSorted((a, b) => a.place.number - b.place.number);

const keyOf = ({ file = '', number }: RulePlace): string => `${number} ${file}`;

/** Those in a file, which are of its own rules, and those beside it. */
const testsOf = async (
  file: ConfigFile,
  rules: { readonly own: readonly RuleOff[]; readonly beside: readonly RuleOff[] },
): Promise<readonly PlacedTest[]> => {
  const beside = await besideConfig(file.uri);
  return [
    ...(await withFiles(file, await testsInConfig(file), rules.own)),
    ...(beside === undefined
      ? []
      : await withFiles(beside, await testsBeside(beside, rules.beside), rules.beside)),
  ];
};

/** Of `tattletail.toml`, `tattletail.test.toml`, if there is one. */
const besideConfig = async (uri: string): Promise<ConfigFile | undefined> => {
  const beside = `${uri.replace(/\.toml$/, '')}.test.toml`;
  const isLocal = uri !== '-' && objectIn(uri) === undefined;
  return isLocal && existsSync(beside) ? readLocalFile(beside, '', maxTestBytes) : undefined;
};

interface PlacedTest {
  readonly place: RulePlace;
  readonly test: RuleTest;
}

const withFiles = async (
  { uri }: ConfigFile,
  written: readonly WrittenTest[],
  rules: readonly RuleOff[],
): Promise<readonly PlacedTest[]> => {
  const folder = uri === '-' ? '.' : dirname(uri);
  const problems: Problem[] = [];
  const tests: PlacedTest[] = [];
  for (const { name, rule, records, files, expected, where, line } of written) {
    const all: TestRecord[] = records.map((record) => ({ record, file: undefined }));
    for (const file of files) {
      const found = await recordsInFile(file, folder);
      if (typeof found === 'string') problems.push({ where, line, message: `file ${quoted(file)} ${found}` });
      else all.push(...found);
    }
    const place = rules[rule]?.place;
    if (place !== undefined)
      tests.push({ place, test: { name, records: all, expected, at: { file: uri, line } } });
  }
  if (problems.length > 0) throw new ConfigError(uri, problems);
  return tests;
};

/** The records in a file, or what is wrong with it. */
const recordsInFile = async (file: string, folder: string): Promise<readonly TestRecord[] | string> => {
  try {
    const text = new TextDecoder().decode(inflated(await readFile(resolve(folder, file)), maxBytes));
    const records = recordsInJson(parseJson(text));
    return typeof records === 'string'
      ? 'holds something other than records'
      : records.map((record) => ({ record, file }));
  } catch (error) {
    return error instanceof SyntaxError
      ? `is no JSON: ${error.message}`
      : `cannot be read: ${reasonOf(error)}`;
  }
};

/** CloudTrail's log files are much smaller, and a test needs few records. */
const maxBytes = 64 * 2 ** 20;
