import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { warningsOf } from '../../../src/config/warnings.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';

const warningsFor = async (text: string, today = '2026-11-20') => {
  const { config } = await loadConfig({ uri: 'c', text }, jqEngine(jqWasm).compile);
  return warningsOf(config, 'c', today);
};

const rule = '[[rule]]\nname = "R"\njq_match = "."\ndestinations = []\n';
const ignore = '[[ignore]]\nname = "I"\njq_match = "."\n';

describe('a config is usable, but probably a mistake', () => {
  it.each([
    ['without rules', '', 'c has no rules: no alert will be sent'],
    [
      'with an ignore that has expired',
      `${rule}${ignore}expires = 2026-11-19`,
      'ignore "I" expired on 2026-11-19, and ignores nothing any more',
    ],
    [
      'with an ignore about a rule that does not exist',
      `${rule}${ignore}rules = ["S", "Ru*"]`,
      'ignore "I" is about no rule: none has a name or id that its rules match',
    ],
  ])('%s', async (_, text, warning) => expect(await warningsFor(text)).toEqual([warning]));
});

it.each([
  [rule],
  [`${rule}${ignore}expires = 2026-11-20`],
  [`${rule}${ignore}rules = ["S", "R*"]`],
  [`${rule}[ignore_profiles]\nsso-mfa = true`],
])('a config that is no mistake has no warnings: %j', async (text) =>
  expect(await warningsFor(text)).toEqual([]),
);
