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
      Root login          any other account like 4444*  topic; in eu-*: pager, topic
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
        {
          ...{ account: null, like: '4444*', destinations: ['topic'] },
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
    expect(routesText(routesIn(rule))).toBe('RULE  ALERTS OF      GO TO\nR     every account  nowhere\n');
  });

  describe('by accounts', () => {
    const destinations = ['topic', 'pager'].map(
      (id) =>
        `[[destination]]\nid = "${id}"\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122223333:${id}"\n`,
    );
    const rule = '[[rule]]\nname = "R"\njq_match = "."\ndestinations = ["topic"]\non_error = "log"\n';
    const goTo = (...accounts: readonly string[]) => {
      const globs = JSON.stringify(accounts);
      const route = `[[route]]\naccounts = ${globs}\ndestinations = ["pager"]\n`;
      const toml = [rule, ...(accounts.length > 0 ? [route] : []), ...destinations].join('');
      return routesText(routesIn(toml))
        .trimEnd()
        .split('\n')
        .slice(1)
        .map((line) => line.split(/ {2,}/).slice(1).join(': '));
    };

    it('is the same for every account where no route is for some', () => {
      expect(goTo()).toEqual(['every account: topic']);
      expect(goTo('*')).toEqual(['every account: topic, pager']);
    });

    it('may be elsewhere for those whose ID a glob matches', () => {
      expect(goTo('9*')).toEqual(['any other account like 9*: topic, pager', 'any other account: topic']);
      expect(goTo('9*', '99*')).toEqual([
        'any other account like 9*: topic, pager',
        'any other account like 99*: topic, pager',
        'any other account: topic',
      ]);
      expect(goTo('*', '9*')).toEqual(['every account: topic, pager']);
    });

    it('is the same for every account where routes are for names that none has', () =>
      expect(goTo('sandbox-*', '1234567890123*')).toEqual(['every account: topic']));

    it('is shown of those that a route names, and of any other', () =>
      expect(goTo('111122223333')).toEqual(['111122223333: topic, pager', 'any other account: topic']));
  });
});
