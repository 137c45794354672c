import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { chooseJq } from '../../src/choose-jq.ts';

/** What is said about a jq of this version. */
const warningsOf = async (version: string) => {
  const path = join(mkdtempSync(join(tmpdir(), 'tattletail-jq-')), 'jq');
  writeFileSync(path, `#!/bin/sh\necho jq-${version}\n`, { mode: 0o755 });
  const warnings: string[] = [];
  await chooseJq({ TATTLETAIL_JQ: 'native', JQ_PATH: path }, (message) =>
    warnings.push(message.replace(path, 'jq')),
  );
  return warnings;
};

it.each(['1.8.2', '1.8.10', '1.9', '1.10'])('nothing is said about jq %s', async (version) =>
  expect(await warningsOf(version)).toEqual([]),
);

it.each(['1.8.1', '1.8'])(
  'it is said of jq %s, which is before 1.8.2, that log files can stall it',
  async (version) =>
    expect(await warningsOf(version)).toEqual([
      `JQ_PATH=jq is jq ${version}, expected 1.8.2 or newer: object keys with colliding hashes in a log file can stall it (CVE-2026-40164)`,
    ]),
);

it('and of one before 1.8 that rules may mean something else to it', async () =>
  expect(await warningsOf('1.7.1')).toEqual([
    'JQ_PATH=jq is jq 1.7.1, expected 1.8.2 or newer: rules may mean something else to it, and object keys with colliding hashes in a log file can stall it (CVE-2026-40164)',
  ]));
