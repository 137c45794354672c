import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pathOf } from '../../support/fixtures.ts';
import { runMain } from '../../support/run-main.ts';

const { stdout: help } = await runMain(['--help']);
const commands = [...help.matchAll(/^ {2}([a-z]+) /gm)]
  .map(([, name = '']) => name)
  .filter((name) => name !== 'help');

const example = pathOf('tattletail.example.toml');
const logs = pathOf('fixtures/log-files');

/** How each command is called so that it reads the config that TATTLETAIL_CONFIG names; undefined: it reads none. */
const readsConfig: Readonly<Record<string, readonly string[] | undefined>> = {
  scan: [logs],
  check: [],
  explain: ['Access key created', logs],
  test: [],
  rules: [],
  coverage: [],
  import: undefined,
  accounts: undefined,
  init: [],
  preview: [logs],
  notify: ['Security channel'],
  canary: ['s3://my-trail'],
  notifications: undefined,
  // By the environment, which it passes on: test/unit/cli/redrive.test.ts.
  redrive: undefined,
  backfill: undefined,
  verify: undefined,
  // It asks Lambda first: test/unit/live/diagnose.test.ts.
  doctor: undefined,
  completion: undefined,
};

it('every command is in the table', () => expect(Object.keys(readsConfig)).toEqual(commands));

describe('TATTLETAIL_CONFIG is the config of', () => {
  const broken = join(mkdtempSync(join(tmpdir(), 'tattletail-')), 'named-by-the-environment.toml');
  writeFileSync(broken, 'rules = []\n');

  it.each(
    Object.entries(readsConfig).flatMap(([name, args]) =>
      args === undefined ? [] : [[name, args] as const],
    ),
  )('%s', async (name, args) => {
    const asked: unknown[] = [];
    const { code, stderr } = await runMain([name, ...args], {
      env: { TATTLETAIL_CONFIG: broken },
      invoke: async (_, config) => {
        asked.push(config);
        return { outcome: 'no such destination', destination: 'd', message: String(config) };
      },
    });
    expect(code).not.toBe(0);
    expect(stderr).toContain(broken);
    if (name === 'notify') expect(asked).toEqual([broken]);
  });
});

describe('every command can be quiet and without colours:', () => {
  it.each(commands)('%s', async (name) => {
    const { stdout } = await runMain([name, '--help']);
    expect(stdout).toMatch(/^ {2}-q, --quiet /m);
    expect(stdout).toMatch(/^ {2}--no-color /m);
  });
});

describe('--quiet leaves only what is asked for and what is wrong', () => {
  it.each([
    ['check', [example], /^$/, /^warning: .*placeholder-webhook/],
    ['test', [example], /^$/, /^$/],
    ['preview', ['--config', example, logs], /^Security|\{/, /^$/],
    ['import', ['sigma', pathOf('fixtures/import/sigma/trail-stopped.yml')], /jq_match/, /^$/],
  ])('%s', async (name, args, stdout, stderr) =>
    expect(await runMain([name, '--quiet', ...args])).toEqual({
      code: 0,
      stdout: expect.stringMatching(stdout),
      stderr: expect.stringMatching(stderr),
    }),
  );
});

describe('colours', () => {
  // Node itself asks whether the output of this process is a terminal, unless this is set.
  beforeAll(() => void vi.stubEnv('FORCE_COLOR', '1'));
  afterAll(() => void vi.unstubAllEnvs());

  const scan = async (args: readonly string[], env: Readonly<Record<string, string>>) =>
    (await runMain(['scan', '--config', example, ...args, logs], { isTTY: true, env })).stdout.includes(
      '\u001b',
    );

  it('are shown on a terminal', async () => expect(await scan([], {})).toBe(true));

  it('are not shown with --no-color', async () => expect(await scan(['--no-color'], {})).toBe(false));

  it('are not shown with NO_COLOR', async () => expect(await scan([], { NO_COLOR: '1' })).toBe(false));
});
