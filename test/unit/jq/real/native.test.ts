import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { JqBinaryError } from '../../../../src/jq/errors.ts';
import { jqNative } from '../../../../src/jq/real/native.ts';

/** The path of a program that prints this when it is asked for its version. */
const binaryThatPrints = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'jq-')), 'jq');
  writeFileSync(path, `#!/bin/sh\necho ${text}\n`, { mode: 0o755 });
  return path;
};

it.each([
  ['jq-1.8.2', '1.8.2'],
  ['jq-1.7', '1.7'],
  ['jq-1.7.1-apple', '1.7.1'],
])('knows the version of a binary that says %s', async (text, version) =>
  expect(await jqNative(binaryThatPrints(text))).toMatchObject({ version }),
);

it.each([
  ['missing', '/nosuch/jq', 'there is no such file'],
  ['a folder', '/', 'it is no file that may be executed'],
  ['another program', binaryThatPrints('hello'), 'it says it is "hello"'],
])('throws JqBinaryError for a binary that is %s', async (_, path, reason) => {
  const error: unknown = await jqNative(path).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(JqBinaryError);
  expect(error).toMatchObject({ path, reason, message: `expected a jq binary at ${path}, but ${reason}` });
});
