import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ignoreBlockFor } from '../../../src/alerts/ignore-block.ts';
import { jqEngine } from '../../../src/choose-jq.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { createIgnoring } from '../../../src/rules/ignore.ts';
import { anAlert, aRecord, neverAborted } from '../../support/builders.ts';

const { compile } = jqEngine(jqWasm);

/** The rules of a config to which the block is pasted, by name. */
const configWith = (names: readonly string[], block: string): string =>
  [
    ...names.map(
      (name) =>
        `[[rule]]\nname = ${JSON.stringify(name).replaceAll('\u007f', '\\u007f')}\njq_match = "."\ndestinations = []\n`,
    ),
    block,
  ].join('\n');

/** Of these matches, those that are ignored once the block for the first is pasted into the config of their rules. */
const ignoredBy = async (names: readonly string[], identities: readonly JsonValue[]) => {
  const alertOf = async (text: string) => {
    const { config } = await loadConfig({ uri: 'before', text }, compile);
    return anAlert({
      rule: { ...config.rules[0] },
      record: aRecord({ userIdentity: identities[0] ?? null }),
    });
  };
  const block = ignoreBlockFor(await alertOf(configWith(names, '')));
  const text = configWith(names, block);
  const { config, ignorePrograms } = await loadConfig({ uri: 'after', text }, compile);
  const found = config.rules.flatMap((rule, of) =>
    identities.map((userIdentity, by) => ({
      of,
      by,
      match: { rule, record: aRecord({ userIdentity }), output: true },
    })),
  );
  const ignoring = createIgnoring(config.ignores, config.rules);
  const evaluation = ignorePrograms.start({ signal: neverAborted });
  const { matches } = await ignoring(
    evaluation,
    found.map(({ match }) => match),
    '2026-11-20',
  );
  return {
    block,
    ignored: found.filter(({ match }) => !matches.includes(match)).map(({ of, by }) => [of, by]),
  };
};

const theFirst = [[0, 0]];

const session = (role: string, name: string): JsonObject => ({
  type: 'AssumedRole',
  principalId: `AROAEXAMPLE:${name}`,
  arn: `arn:aws:sts::111122223333:assumed-role/${role.split('/').at(-1)}/${name}`,
  accountId: '111122223333',
  sessionContext: { sessionIssuer: { type: 'Role', arn: `arn:aws:iam::111122223333:role/${role}` } },
});

const sso = 'aws-reserved/sso.amazonaws.com/AWSReservedSSO_Admin_0123456789abcdef';

describe('the block for an alert is about its rule and its caller only', () => {
  it.each([
    ['a user', { type: 'IAMUser', arn: 'a', accountId: '1' }, { type: 'IAMUser', arn: 'b', accountId: '1' }],
    ['a role', session('ci', 'x'), session('admin', 'x')],
    ['a person of IAM Identity Center', session(sso, 'alice'), session(sso, 'mallory')],
    ['root', { type: 'Root', arn: 'arn:aws:iam::1:root' }, { type: 'Root', arn: 'arn:aws:iam::2:root' }],
    ['a service', { type: 'AWSService', invokedBy: 'a' }, { type: 'AWSService', invokedBy: 'b' }],
    [
      'a service, not whom it acts for',
      { type: 'AWSService', invokedBy: 'a' },
      { type: 'IAMUser', arn: 'x', invokedBy: 'a' },
    ],
    [
      'a caller of another account',
      { type: 'AWSAccount', principalId: '', accountId: '1' },
      { type: 'AWSAccount', principalId: '', accountId: '2' },
    ],
    ['a person', { onBehalfOf: { userId: 'a' }, credentialId: 'x' }, { onBehalfOf: { userId: 'b' } }],
    ['nobody', null, { type: 'IAMUser', arn: 'a' }],
    ['nobody that is known', { type: 'Unknown' }, { type: 'Unknown', userName: 'a' }],
  ])('%s', async (_, identity, other) =>
    expect((await ignoredBy(['R', 'other'], [identity, other])).ignored).toEqual(theFirst),
  );

  it('whatever the session of a role is called', async () =>
    expect((await ignoredBy(['R'], [session('ci', 'one'), session('ci', 'two')])).ignored).toEqual([
      [0, 0],
      [0, 1],
    ]));
});

it('the block for an alert looks like this', async () =>
  expect((await ignoredBy(['Key "created" *'], [session('ci', 'run-1')])).block).toMatchInlineSnapshot(`
    "[[ignore]]
    name = "Key \\"created\\" *: arn:aws:sts::111122223333:assumed-role/ci/run-1"
    rules = ["Key \\"created\\" \\\\*"]
    jq_match = '.userIdentity.type == "AssumedRole" and .userIdentity.accountId == "111122223333" and .userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:iam::111122223333:role/ci"'
    "
  `));

it('whatever rules and callers are called, the block is TOML, and ignores this one match', async () => {
  const nasty = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          "'''",
          '"""',
          '"',
          "'",
          '\\',
          '\n',
          '\r',
          '\t',
          '\u0000',
          '\u007f',
          '\u009b',
          '\ud800',
          '\\(',
          '*',
          '#',
          ']',
          '\u2028',
          '\ufeff',
          'a',
        ),
        { maxLength: 6 },
      )
      .map((parts) => parts.join('')),
  );
  // A rule must have a name.
  const names = fc.uniqueArray(
    nasty.map((name) => `${name.toWellFormed()}R`),
    { minLength: 2, maxLength: 3 },
  );
  const callers = fc.uniqueArray(
    nasty.map((name) => name.toWellFormed()).filter((name) => name !== ''),
    { minLength: 2, maxLength: 3 },
  );
  await fc.assert(
    fc.asyncProperty(names, callers, async (ruleNames, arns) => {
      const identities = arns.map((arn) => ({ type: 'IAMUser', arn }));
      expect((await ignoredBy(ruleNames, identities)).ignored).toEqual(theFirst);
    }),
    { numRuns: 300 },
  );
}, 60_000);
