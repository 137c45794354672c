import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

const folder = mkdtempSync(join(tmpdir(), 'tattletail-'));

const test = async (config: string, beside: string, ...options: readonly string[]) => {
  const path = join(folder, 'tattletail.toml');
  writeFileSync(path, config);
  writeFileSync(join(folder, 'tattletail.test.toml'), beside);
  const { code, stdout, stderr } = await runMain(['test', '--format', 'github', ...options, path]);
  return { code, stdout: stdout.replaceAll(folder, 'folder'), stderr };
};

const rule = `[[rule]]
name = "Root, 100%: login"
jq_match = '.eventName == "ConsoleLogin" and .userIdentity.type == "Root"'
destinations = []
`;

const inRule = (expected: string) => `
[[rule.test]]
name = "root"
expect = "${expected}"
record = { eventName = "ConsoleLogin", userIdentity = { type = "Root" } }
`;

const beside = `
[[test]]
rule = "Root, 100%: login"
name = "nobody"
expect = "match"
record = { eventname = "x" }
`;

it('a test that fails is an error at its own line, in the file where it is written', async () => {
  const { code, stdout, stderr } = await test(rule + inRule('no match'), beside);
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout.split('\n')).toEqual([
    '::error file=folder/tattletail.toml,line=6,title=Root%2C 100%25%3A login%3A root::record:   1 of 1, ConsoleLogin%0Aexpected: no match%0Agot:      match with output true',
    '::error file=folder/tattletail.test.toml,line=2,title=Root%2C 100%25%3A login%3A nobody::record:   1 of 1, without eventName%0Aexpected: match%0Agot:      no match',
    expect.stringMatching(/^::warning file=folder\/tattletail\.test\.toml,line=2,title=.*::.*eventname/),
    '',
  ]);
});

it('nothing is printed if all tests pass', async () =>
  expect(await test(rule + inRule('match'), '')).toEqual({ code: 0, stdout: '', stderr: '' }));

it('a config without tests is an error', async () =>
  expect(await test(rule, '')).toMatchObject({
    code: 1,
    stdout: '::error file=folder/tattletail.toml,line=1,title=no tests::no rule has a test\n',
  }));

it('a change that no test sees is an error at the line of the program', async () =>
  expect(await test(rule + inRule('match'), '', '--mutate')).toMatchObject({
    code: 1,
    stdout: expect.stringMatching(
      /^::error file=folder\/tattletail\.toml,line=3,title=Root%2C 100%25%3A login::no test sees this change: /,
    ),
  }));
