import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { routesOf, routesText } from '../../../src/cli/check-routes.ts';
import { parseConfig } from '../../../src/config/parse.ts';
import { readText } from '../../support/fixtures.ts';

const routesIn = (toml: string) => routesOf(parseConfig(parseToml(toml)).config);

const config = readText('fixtures/configs/valid/routes.toml');

describe('where alerts go', () => {
  it('is shown for each rule, in each account', () =>
    expect(`\n${routesText(routesIn(config))}`).toMatchInlineSnapshot(`
      "
      RULE                ALERTS OF                     GO TO
      Root login          prod (111122223333)           topic; in eu-*: pager, topic
      Root login          any other account             topic
      Root login          the rule itself, if it fails  topic
      Access key created  prod (111122223333)           topic
      Access key created  any other account             topic
      Access key created  the rule itself, if it fails  topic
      "
    `));

  it('is the same for programs', () =>
    expect(routesIn(config)[0]).toEqual({
      rule: 'Root login',
      id: 'Root login',
      severity: 'high',
      accounts: [
        {
          account: '111122223333',
          name: 'prod',
          destinations: ['topic'],
          inRegions: [{ regions: ['eu-*'], destinations: ['pager', 'topic'] }],
        },
        { account: null, destinations: ['topic'] },
      ],
      onFailure: ['topic'],
    }));

  it('is shown of an account that only a route names', () =>
    expect(routesIn(config.replace('"4444*"', '"444455556666"'))[0]?.accounts).toMatchObject([
      { account: '111122223333' },
      { account: '444455556666', inRegions: [{}] },
      { account: null },
    ]));

  it('may be nowhere', () => {
    const rule = '[[rule]]\nname = "R"\njq_match = "."\ndestinations = []\non_error = "log"\n';
    expect(routesText(routesIn(rule))).toBe(
      'RULE  ALERTS OF          GO TO\nR     any other account  nowhere\n',
    );
  });
});
