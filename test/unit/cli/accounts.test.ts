import { Readable } from 'node:stream';
import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { runMain } from '../../support/run-main.ts';

const accounts = (input: string, paths: readonly string[] = []) =>
  runMain(['accounts', ...paths], { stdin: Readable.from([Buffer.from(input)]) });

/** As `aws organizations list-accounts` prints it. */
const anAccount = (Id: string, Name: string) => ({
  Id,
  Arn: `arn:aws:organizations::111122223333:account/o-exampleorgid/${Id}`,
  Email: `${Id}@example.com`,
  Name,
  Status: 'ACTIVE',
  JoinedMethod: 'CREATED',
  JoinedTimestamp: '2026-01-12T10:00:00.000000+00:00',
});

const [prod, sandbox] = [anAccount('111122223333', 'prod'), anAccount('012345678901', 'sandbox "eu"')];

const table = '[accounts]\n012345678901 = "sandbox \\"eu\\""\n111122223333 = "prod"\n';

describe('[accounts] is written, sorted by ID,', () => {
  it.each([
    ['one page', JSON.stringify({ Accounts: [prod, sandbox] }, undefined, 4)],
    [
      'several pages',
      `${JSON.stringify({ Accounts: [prod], NextToken: 'x' })}\n${JSON.stringify({ Accounts: [sandbox] })}`,
    ],
    ['a list of pages', JSON.stringify([{ Accounts: [prod] }, { Accounts: [sandbox] }])],
    ['the list of accounts alone', JSON.stringify([prod, sandbox])],
    ['accounts that come twice', JSON.stringify({ Accounts: [prod, sandbox, prod] })],
  ])('from %s', async (_, input) =>
    expect(await accounts(input)).toEqual({ code: 0, stdout: table, stderr: '' }),
  );

  it('so that a config can have it', () =>
    expect(parseConfig(parseToml(table))).toMatchObject({
      problems: [],
      config: {
        accounts: new Map([
          ['012345678901', 'sandbox "eu"'],
          ['111122223333', 'prod'],
        ]),
      },
    }));

  it('with a warning if there are more pages', async () =>
    expect(await accounts(JSON.stringify({ Accounts: [prod], NextToken: 'x' }))).toEqual({
      code: 0,
      stdout: '[accounts]\n111122223333 = "prod"\n',
      stderr: 'warning: the last page has a NextToken: there are more accounts, on pages after it\n',
    }));
});

describe('what is no list of accounts is refused', () => {
  const expected = 'expected what aws organizations list-accounts prints';

  it.each([
    ['An error occurred (AccessDeniedException)', /^error: -: is no JSON: /],
    ['', /^error: there is no account: nothing to print\n$/],
    ['{"Accounts": []}', /^error: there is no account: nothing to print\n$/],
    ['{"Roots": []}', new RegExp(`^error: -: has no list of Accounts: ${expected}\n$`)],
    [JSON.stringify([prod, { Id: '1', Name: 'x' }]), /^error: -: account 2 of a page has no Id as AWS/],
    [JSON.stringify([{ ...prod, Name: null }]), /^error: -: account 1 of a page has no Name as AWS/],
    ['["111122223333"]', /^error: -: account 1 of a page has no Id and Name as AWS/],
    [
      JSON.stringify([prod, { ...prod, Name: 'test' }]),
      /account 111122223333 is called "test", and "prod" before\n$/,
    ],
  ])('%s', async (input, stderr) =>
    expect(await accounts(input)).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(stderr) }),
  );
});

it('names a file that cannot be read', async () =>
  expect(await accounts('', ['no-such-file.json'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'error: no-such-file.json: cannot be read: no such file or directory\n',
  }));
