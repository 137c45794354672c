import { expect, it } from 'vitest';
import { quoted } from '../../src/redact.ts';

it.each([
  'https://example.com/a/secret',
  'hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
  'HOOKS.SLACK-GOV.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX',
])('a name that may be a secret is not repeated: %s', (name) => expect(quoted(name)).toBe('(a URL)'));

it('any other name is', () => expect(quoted('Security "channel"')).toBe('"Security \\"channel\\""'));
