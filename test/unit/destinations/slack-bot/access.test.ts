import { expect, it } from 'vitest';
import * as z from 'zod';
import { accessSettings } from '../../../../src/destinations/slack-bot/access.ts';

const token = `xoxb-${'1'.repeat(12)}-${'2'.repeat(13)}-${'Ab'.repeat(12)}`;

const problemsOf = (settings: object): readonly string[] =>
  z
    .object(accessSettings)
    .safeParse({ token, ...settings })
    .error?.issues.map(({ message }) => message) ?? [];

it.each([undefined, 'https://slack.com/api', 'https://slack-gov.com/api', 'http://127.0.0.1:8080/api'])(
  'the API may be %s',
  (api_url) => expect(problemsOf({ api_url })).toEqual([]),
);

it.each([
  'https://slack.com.evil.example/api',
  'https://evil.example/api',
  'http://slack.com/api',
  'https://slack.com/api/',
  'https://slack.com@evil.example/api',
  'https://hooks.slack.com/services/T/B/X',
])('the token goes nowhere else: %s', (api_url) =>
  expect(problemsOf({ api_url })).toEqual([
    'must be "https://slack.com/api", or "https://slack-gov.com/api" of GovSlack',
  ]),
);

it.each([
  token.replace('xoxb', 'xoxp'),
  token.replace('xoxb', 'xapp'),
  `${token}\r\nx-evil: 1`,
  ` ${token}`,
  `Bearer ${token}`,
  'xoxb-',
  '',
])('a token that is none of a bot is refused, and not repeated: %j', (wrong) =>
  expect(problemsOf({ token: wrong })).toEqual([
    'must be the Bot User OAuth Token of the app, which begins with xoxb-',
  ]),
);

it('a token that expires is refused', () =>
  expect(problemsOf({ token: `xoxe.${token}` })).toEqual([
    'must be a token that does not expire: turn token rotation of the app off',
  ]));
