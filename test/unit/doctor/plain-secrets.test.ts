import { expect, it } from 'vitest';
import { noteOnPlainSecrets } from '../../../src/doctor/plain-secrets.ts';

const table = (id: string, values: Readonly<Record<string, unknown>>) => ({
  values: { id, ...values },
  where: `destination "${id}"`,
  path: ['destination', 0],
});

const slack = (webhook_url: string) => table('S', { type: 'slack_webhook', webhook_url });

const webhook = 'https://hooks.slack.com/services/T1/B1/abcdefgh';

it('secrets in the config are noted in one line, and not repeated', () => {
  const headers = { authorization: 'Bearer abc' };
  expect(noteOnPlainSecrets([slack(webhook)])).toMatch(
    /^a secret in plain text: webhook_url of destination "S"\. Whoever reads/,
  );
  const note = noteOnPlainSecrets([
    slack(webhook),
    table('W', { type: 'webhook', url: 'env:URL', headers, secrets: ['whsec_b'] }),
  ]);
  expect(note).toContain('webhook_url of destination "S", and 2 more');
  expect(note).not.toContain('hooks.slack.com');
});

it.each([
  slack('ssm:/tattletail/slack'),
  slack('http://127.0.0.1:8080/services/T1/B1/c'),
  slack('https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'),
  table('W', { type: 'webhook', url: 'https://siem.example.com/a', headers: { a: 'Bearer XXXX' } }),
  table('P', { type: 'pagerduty', routing_key: '0123456789abcdef0123456789abcdef' }),
  table('M', { type: 'ses', from_email: 'a@b.example', to_emails: ['c@d.example'] }),
  table('N', { type: 'nosuch', webhook_url: webhook }),
])('references, examples and this machine are not: $values', (destination) =>
  expect(noteOnPlainSecrets([destination])).toBeUndefined(),
);
