import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { ConfigError } from '../../../src/errors.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { pathOf, readText } from '../../support/fixtures.ts';

const { compile } = jqEngine(jqWasm);
const load = (path: string) => loadConfig({ uri: path, text: readText(path) }, compile);

const types = destinationTypes.map(({ type }) => type);

const configsIn = (folder: string): readonly string[] =>
  readdirSync(pathOf(folder))
    .filter((name) => name.endsWith('.toml'))
    .map((name) => `${folder}/${name}`);

describe('a broken config is refused with everything that is wrong with it', () => {
  it.each(configsIn('fixtures/configs/broken'))('%s', async (path) => {
    const error: unknown = await load(path).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const expected = readText(path.replace(/toml$/, 'txt')).replaceAll(
      '{destination types}',
      types.join(', '),
    );
    expect(`${(error as ConfigError).message}\n`).toBe(expected);
  });

  it.each(configsIn('fixtures/configs/broken'))('%s without a secret in the message', async (path) => {
    const error: unknown = await load(path).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toContain('SECRET');
  });
});

describe('a usable config is read', () => {
  it.each([...configsIn('fixtures/configs/valid'), 'tattletail.example.toml'])('%s', async (path) => {
    await expect(load(path)).resolves.toHaveProperty('config');
  });

  it('with the rules and destinations of the original, whatever the case of their keys', async () => {
    const { config } = await load('fixtures/configs/valid/original.toml');
    expect(config).toMatchObject({
      rules: [
        {
          name: 'inline',
          description: '',
          destinations: ['t'],
        },
      ],
      destinations: [{ id: 't', type: 'sns' }],
    });
  });

  it('with an id for each rule that no other has, whatever they are called', async () => {
    const names = ['R', 'R', 'R#2', 'R#2', 'R#2#1', 'R#1', 'R'];
    const rules = names.map((name) => `[[rule]]\nname = "${name}"\njq_match = "."\ndestinations = []\n`);
    const { config } = await loadConfig({ uri: 'x', text: rules.join('') }, compile);
    expect(config.rules.map(({ id }) => id).slice(0, 2)).toEqual(['R', 'R#2']);
    expect(new Set(config.rules.map(({ id }) => id)).size).toBe(names.length);
  });

  it('with everything that a rule can say of itself', async () => {
    const { config } = await load('fixtures/configs/valid/rule-keys.toml');
    expect(config.rules).toMatchObject([
      {
        id: 'stop-logging-denied',
        ownId: 'stop-logging-denied',
        severity: 'high',
        outcome: 'denied',
        runbookUrl: 'https://runbooks.example.com/trail#stopped',
        tags: ['trail', 'evasion'],
        attack: ['T1562', 'T1562.008'],
        author: 'Security team',
        references: ['https://attack.mitre.org/techniques/T1562/008/'],
      },
      {
        id: 'Denied attempt to stop a trail',
        ownId: undefined,
        outcome: 'any',
        tags: [],
      },
    ]);
  });

  it('with its ignores, and then the profiles that are on', async () => {
    const { config } = await load('fixtures/configs/valid/ignores.toml');
    expect(config.ignores).toMatchObject([
      {
        name: 'Backups at night',
        program: 0,
        isProfile: false,
        rules: ['R*', 'literal\\*'],
        expires: '2027-01-31',
        reason: 'until the new backup is there',
      },
      { name: 'everything', program: 1, rules: ['*'], expires: '2026-02-28' },
      { name: 'aws-self', program: 2, isProfile: true },
      { name: 'sso-mfa', program: 3 },
      { name: 'deployers', program: 4 },
    ]);
  });

  it('with no rules from an empty file, as in the original', async () =>
    expect((await load('fixtures/configs/valid/empty.toml')).config).toMatchObject({
      rules: [],
      destinations: [],
    }));
});

describe('how alerts are delivered, and which records are inspected', () => {
  it('is what [delivery], [trail] and on_error say', async () =>
    expect((await load('fixtures/configs/valid/delivery.toml')).config).toMatchObject({
      delivery: {
        ledger: { bucket: 'my-state', prefix: 'tattletail/claims/' },
        onLedgerError: 'fail',
        roundupAfter: 0,
      },
      trail: { ownRecords: 'inspect', verifyDigests: false },
      rules: [
        { name: 'quiet', onError: 'log' },
        { name: 'loud', onError: 'alert' },
      ],
    }));

  it('has defaults', async () =>
    expect((await load('fixtures/configs/valid/empty.toml')).config).toMatchObject({
      delivery: { ledger: undefined, onLedgerError: 'send', roundupAfter: 20, maxSingle: 50 },
      trail: { ownRecords: 'skip', verifyDigests: false },
    }));

  it.each([
    ['9223372036854775807', 2 ** 63],
    ['20.0', 20],
  ])('rounds up after %s matches', async (written, roundupAfter) => {
    const text = `[delivery]\nroundup_after = ${written}`;
    expect((await loadConfig({ uri: 'x', text }, compile)).config.delivery).toMatchObject({ roundupAfter });
  });

  it.each([
    ['"20"', 'a string'],
    ['inf', 'inf'],
    ['-inf', '-inf'],
    ['nan', 'nan'],
    ['-9007199254740993', '-9007199254740993'],
    ['[]', 'a list'],
  ])('does not round up after %s', async (written, got) => {
    const text = `[delivery]\nroundup_after = ${written}`;
    await expect(loadConfig({ uri: 'x', text }, compile)).rejects.toThrow(
      `x: a problem\n  line 2: [delivery]: roundup_after must be a whole number of 0 or more, got ${got}`,
    );
  });

  it.each([
    ['s3://Old_bucket', ''],
    ['s3://Old_bucket/', ''],
    ['s3://Old_bucket/p', 'p/'],
    ['s3://Old_bucket/p/', 'p/'],
    ['s3://Old_bucket/p/q', 'p/q/'],
  ])('keeps the claims of %s below %j', async (ledger, prefix) => {
    const text = `[delivery]\nledger = "${ledger}"`;
    const { config } = await loadConfig({ uri: 'x', text }, compile);
    expect(config.delivery.ledger).toEqual({ bucket: 'Old_bucket', prefix });
  });
});

it('an error of the engine that is no syntax error is not taken for one', async () => {
  const compileBadly = () => Promise.reject(new Error('no memory'));
  await expect(loadConfig({ uri: 'x', text: '' }, compileBadly)).rejects.toThrow('no memory');
});

it('a program that breaks jq while it compiles is a problem of its rule, beside all others', async () => {
  const program = Array.from({ length: 5000 }, () => '.a').join(' + ');
  const text = `[[rule]]\nname = "sum"\njq_match = "${program}"\ndestinations = ["nowhere"]\n`;
  const error: unknown = await loadConfig({ uri: 'x', text }, compile).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as ConfigError).problems).toEqual([
    {
      where: 'rule "sum"',
      line: 3,
      message: expect.stringMatching(/^jq_match does not compile: it is too much for jq: /),
    },
    { where: 'rule "sum"', line: 4, message: 'unknown destination "nowhere"' },
  ]);
});
