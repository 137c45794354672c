import { expect, it } from 'vitest';
import { ledgerOfEnvironment } from '../../../src/config/ledger-of-environment.ts';
import { parseConfig } from '../../../src/config/parse.ts';

const config = (toml: object) =>
  parseConfig(toml, { uri: 'tattletail.toml', included: [], mayBePack: false }).config;

it('a config without a ledger has the one that the environment names', () =>
  expect(ledgerOfEnvironment('s3://state/claims')(config({})).delivery).toMatchObject({
    ledger: { bucket: 'state', prefix: 'claims/' },
    roundupAfter: 20,
  }));

it('a config keeps its own ledger', () =>
  expect(
    ledgerOfEnvironment('s3://state/claims')(config({ delivery: { ledger: 's3://mine' } })).delivery.ledger,
  ).toEqual({ bucket: 'mine', prefix: '' }));

it.each([undefined, ''])('%j names none', (uri) =>
  expect(ledgerOfEnvironment(uri)(config({})).delivery.ledger).toBeUndefined(),
);
