import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { ConfigFile } from '../config/load.ts';
import { readConfigFile } from '../config/read-file.ts';
import { recordsInJson } from '../config/rule-test-schema.ts';
import { testsBeside, testsInConfig, type WrittenTest } from '../config/rule-tests.ts';
import type { Config } from '../config/schema.ts';
import { ConfigError, type Problem, reasonOf } from '../errors.ts';
import { inflated } from '../gzip.ts';
import { parseJson } from '../json.ts';
import { quoted } from '../redact.ts';
import type { RuleTest, TestRecord } from '../rule-tests/run.ts';
import type { Rule } from '../rules/rule.ts';

export interface TestedRule {
  readonly rule: Rule;
  readonly tests: readonly RuleTest[];
}

/**
 * The rules of a config without problems, each with its tests: those in the config, and those in the file beside it.
 * Throws ConfigError with every problem of the tests in one of them.
 */
export const ruleTestsOf = async (file: ConfigFile, { rules }: Config): Promise<readonly TestedRule[]> => {
  const own = await withFiles(file, await testsInConfig(file));
  const beside = await besideConfig(file.uri);
  const others = beside === undefined ? [] : await withFiles(beside, await testsBeside(beside, rules));
  const tests = Map.groupBy([...own, ...others], ({ ruleNumber }) => ruleNumber);
  return rules.map((rule, number) => ({ rule, tests: (tests.get(number) ?? []).map(({ test }) => test) }));
};

/** Of `tattletail.toml`, `tattletail.test.toml`, if there is one. */
const besideConfig = async (path: string): Promise<ConfigFile | undefined> => {
  const beside = `${path.replace(/\.toml$/, '')}.test.toml`;
  return path !== '-' && existsSync(beside) ? readConfigFile(beside) : undefined;
};

interface NumberedTest {
  readonly ruleNumber: number;
  readonly test: RuleTest;
}

const withFiles = async (
  { uri }: ConfigFile,
  written: readonly WrittenTest[],
): Promise<readonly NumberedTest[]> => {
  const folder = uri === '-' ? '.' : dirname(uri);
  const problems: Problem[] = [];
  const tests: NumberedTest[] = [];
  for (const { name, rule, records, files, expected, where, line } of written) {
    const all: TestRecord[] = records.map((record) => ({ record, file: undefined }));
    for (const file of files) {
      const found = await recordsInFile(file, folder);
      if (typeof found === 'string') problems.push({ where, line, message: `file ${quoted(file)} ${found}` });
      else all.push(...found);
    }
    tests.push({ ruleNumber: rule, test: { name, records: all, expected } });
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
