import { readdirSync } from 'node:fs';
import { parse as parseToml } from '@iarna/toml';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { configKeys } from '../../../src/config/schema.ts';
import { configJsonSchema } from '../../../tools/config-schema.ts';
import { pathOf, readText } from '../../support/fixtures.ts';

const validate = new Ajv({ allErrors: true, formats: { date: true } }).compile(configJsonSchema());

/** Where the schema accepts what a config may not say, or refuses what it may, and why. */
const differences: Readonly<Record<string, string>> = {
  'fixtures/configs/broken/blank-jq.toml': 'only a comment is text too',
  'fixtures/configs/broken/destination-ids.toml': 'it does not compare ids',
  'fixtures/configs/broken/mail-addresses.toml': 'what is an address is no regular expression',
  'fixtures/configs/broken/webhook-hosts.toml': 'which hosts are private is no regular expression',
  'fixtures/configs/valid/delivery.toml': 'it knows keys in lower case only',
  'fixtures/configs/valid/original.toml': 'it knows keys in lower case only',
};

const tomlIn = (path: string): unknown => {
  try {
    return parseToml(readText(path).replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
};

/** As an editor sees TOML: dates are text. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value, withoutBigInt));

const withoutBigInt = (_: string, value: unknown): unknown =>
  typeof value === 'bigint' ? Number(value) : value;

const configs = [
  ...['broken', 'valid'].flatMap((folder) =>
    readdirSync(pathOf(`fixtures/configs/${folder}`)).map((name) => `fixtures/configs/${folder}/${name}`),
  ),
  'tattletail.example.toml',
].filter((path) => path.endsWith('.toml') && tomlIn(path) !== undefined);

it('the committed schema is the one that the config is read by: make schema writes it', () =>
  expect(JSON.parse(readText('tattletail.schema.json'))).toEqual(configJsonSchema()));

it('it has every table', () =>
  expect(Object.keys(configJsonSchema().properties ?? {}).toSorted()).toEqual([...configKeys].toSorted()));

describe('it accepts a config, or refuses it, as reading it does', () => {
  it.each(configs.filter((path) => !(path in differences)))('%s', (path) => {
    const toml = tomlIn(path);
    const isValid = validate(asJson(toml));
    expect({ isValid, errors: validate.errors }).toMatchObject({
      isValid: parseConfig(toml).problems.length === 0,
    });
  });

  it.each(Object.entries(differences))('but for %s: %s', (path) => {
    const toml = tomlIn(path);
    expect(validate(asJson(toml))).toBe(parseConfig(toml).problems.length > 0);
  });
});
