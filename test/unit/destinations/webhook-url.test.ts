import { describe, expect, it } from 'vitest';
import { isLoopback, webhookUrl } from '../../../src/destinations/webhook-url.ts';

const accepts = (url: string): boolean => {
  const { success, error } = webhookUrl.safeParse(url);
  expect(String(error)).not.toMatch(/example|slack|services/);
  return success;
};

describe('the URL of a webhook is https on the internet', () => {
  it.each([
    'https://hooks.slack.com/services/T0/B0/X',
    'https://hooks.slack-gov.com/services/T0/B0/X',
    'https://mattermost.example.com/hooks/x',
    'HTTPS://Hooks.Slack.com/services/T0/B0/X',
    'https://example.com:443/x',
    'https://example.com:8443?x',
    'https://example.com.',
    'https://localhost.example.com/x',
    'https://xn--bcher-kva.example/x',
    'https://8.8.8.8/x',
    'https://172.32.0.1/x',
    'https://[2606:4700::1111]/x',
  ])('%s', (url) => expect(accepts(url)).toBe(true));
});

describe('or it is this machine, in its usual spelling', () => {
  it.each(['http://127.0.0.1:8080/x', 'http://localhost/x', 'http://[::1]:1/x', 'https://localhost/x'])(
    '%s',
    (url) => expect([accepts(url), isLoopback(url)]).toEqual([true, true]),
  );

  it.each(['https://hooks.slack.com/services/T0/B0/X', 'https://localhost.example.com/x', 'nothing'])(
    'which is not %s',
    (url) => expect(isLoopback(url)).toBe(false),
  );
});

describe.each(['http', 'https'])('with %s, other spellings of this machine are refused', (scheme) => {
  it.each([
    '127.1',
    '127.0.1',
    '0x7f000001',
    '0x7F.1',
    '2130706433',
    '0177.0.0.1',
    '017700000001',
    '127.0.0.1.',
    '127.0.0.2',
    '0',
    '0.0.0.0',
    '\u24dbocalhost',
    '\uff4cocalhost',
    'loc%61lhost',
    'local\u00adhost',
    '127\u30020\u30020\u30021',
    '\u2460\u2461\u2466.0.0.1',
    'localhost.',
    'a.localhost',
    'localhost.localdomain',
    'ip6-localhost',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[2002:7f00:1::]',
  ])('%s', (host) => expect(accepts(`${scheme}://${host}/x`)).toBe(false));
});

describe('private and special addresses are refused', () => {
  it.each([
    '169.254.169.254',
    '169.254.170.2',
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '100.64.0.1',
    '198.18.0.1',
    '192.0.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '2852039166',
    '[fe80::1]',
    '[fd00:ec2::254]',
    '[fc00::1]',
    '[ff02::1]',
    '[::ffff:169.254.169.254]',
    'instance-data',
    'instance-data.ec2.internal',
    'metadata.google.internal.',
  ])('%s', (host) => expect(accepts(`https://${host}/x`)).toBe(false));
});

describe('what is no URL of a webhook, or looks like another one, is refused', () => {
  it.each([
    'http://hooks.slack.com/services/T0/B0/X',
    'http://localhost.example.com/x',
    'http://127.0.0.1@example.com/x',
    'https://name:password@example.com/x',
    'https://name@example.com/x',
    'https://@example.com/x',
    'https://example.com/x y',
    'https://example.com/x\n',
    'https://example.com/\u202ex',
    'https://example.com/\u2066x',
    'https://example.com/\u200bx',
    'https://example.com/\u0085x',
    'https://example.com/\ufeffx',
    'https://example.com/\ud800x',
    'https://',
    'https:example.com/x',
    'https:/example.com/x',
    'https:///example.com/x',
    'https:\\\\example.com/x',
    'https://example.com\\@other.example/x',
    'https://b\u00fccher.example/x',
    '"https://example.com/x"',
    '<https://example.com/x>',
    'ftp://127.0.0.1/x',
    'file:///etc/passwd',
    'hooks.slack.com/services/T0/B0/X',
    '',
  ])('%j', (url) => expect(accepts(url)).toBe(false));
});

it('everything that is wrong with a URL is said at once', () =>
  expect(webhookUrl.safeParse('http://10.0.0.1/x').error?.issues.map(({ message }) => message)).toEqual([
    'must be a URL that begins with https://',
    'must be on the internet, not on this machine or in a private network',
  ]));
