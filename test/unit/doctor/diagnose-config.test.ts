import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../src/config/parse.ts';
import { diagnoseConfig } from '../../../src/doctor/diagnose-config.ts';
import { readText } from '../../support/fixtures.ts';

const findingsIn = (toml: string) => diagnoseConfig(parseConfig(parseToml(toml)).tables);

const slack = (url: string): string =>
  `[[rule]]\nname = "R"\njq_match = "true"\ndestinations = ["s"]\n[[destination]]\nid = "s"\ntype = "slack_webhook"\nwebhook_url = "${url}"\n`;

const destination = (type: string, settings: string): string =>
  `[[rule]]\nname = "R"\njq_match = "true"\ndestinations = ["d"]\n[[destination]]\nid = "d"\ntype = "${type}"\n${settings}\n`;

const bot = (token: string): string => destination('slack', `channel = "#security"\ntoken = "${token}"`);
const pager = (key: string): string => destination('pagerduty', `routing_key = "${key}"`);
const webhook = (...secrets: readonly string[]): string =>
  destination('webhook', `url = "https://example.com/"\nsecrets = ${JSON.stringify(secrets)}`);

const ses = (from: string, to: string): string =>
  `[[rule]]\nname = "R"\njq_match = "true"\ndestinations = ["m"]\n[[destination]]\nid = "m"\ntype = "ses"\nfrom_email = "${from}"\nto_emails = ["${to}"]\n`;

const sns = (arn: string): string =>
  `[[rule]]\nname = "R"\njq_match = "true"\ndestinations = ["t"]\n[[destination]]\nid = "t"\ntype = "sns"\nsns_arn = "${arn}"\n`;

const rule = (name: string, program: string, destinations: string): string =>
  `[[rule]]\nname = "${name}"\njq_match = '${program}'\ndestinations = ${destinations}\n`;

const threshold = (key: string, more = ''): string =>
  `${rule('R', 'true', '["t"]')}[rule.threshold]\ncount = 3\nkey = '${key}'\n${more}\n`;

const topic = '[[destination]]\nid = "t"\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122223333:t"\n';

const named = '[accounts]\n111122223333 = "prod"\n';

const routed = `${named}${rule('R', 'true', '["t"]')}${topic}`;

/** A rule without destinations. */
const unrouted = `${named}[[rule]]\nname = "R"\njq_match = "true"\n${topic}`;

const forAll = '[[route]]\ndestinations = ["t"]\n';

/** 32 bytes, each this much more than the one before it. */
const signingKey = (step: number): string =>
  `whsec_${Buffer.from(Array.from({ length: 32 }, (_, index) => (index * step) % 256)).toString('base64')}`;

const secret = 'a1b2c3d4e5f6a1b2c3d4e5f6';

describe('what hardly anybody means in a config', () => {
  it.each([
    [
      'placeholder-webhook',
      slack('https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX'),
    ],
    ['placeholder-secret', bot('xoxb-YOUR-BOT-TOKEN')],
    ['placeholder-secret', bot('xoxb-your-token')],
    ['placeholder-secret', bot('xoxb-xxxxxxxxxxxx-xxxxxxxxxxxx')],
    ['placeholder-secret', bot('xoxb-000000000000-0000000000000')],
    ['placeholder-secret', pager('0123456789abcdef0123456789abcdef')],
    ['placeholder-secret', pager('X'.repeat(32))],
    ['placeholder-secret', webhook(signingKey(7), 'whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=')],
    ['placeholder-secret', webhook(signingKey(0))],
    ['not-slack-webhook', slack(`https://hooks.slack.com/workflows/T01/A01/1/${secret}`)],
    ['not-slack-webhook', slack(`https://hooks.slack.com/services/${secret}`)],
    ['not-slack-webhook', slack(`https://chat.example.com/hooks/${secret}`)],
    ['free-host', destination('webhook', 'url = "ssm:/siem"')],
    ['other-vendor', slack(`https://example.webhook.office.com/webhookb2/${secret}`)],
    ['other-vendor', slack(`https://discord.com/api/webhooks/1/${secret}`)],
    ['other-vendor', slack(`https://events.pagerduty.com/integration/${secret}/enqueue`)],
    ['unknown-region', sns('arn:aws:sns:us-est-1:111122223333:alerts')],
    ['mail-domain', ses('tattletail@example.com', 'security@gmial.com')],
    ['mail-domain', ses('tattletail@outlok.com', 'security@example.com')],
    ['constant-key', threshold('"all"') + topic],
    ['constant-key', threshold('[1, true]') + topic],
    ['key-of-one', threshold('.eventID') + topic],
    ['key-of-one', threshold('"\\(.awsRegion) \\(.requestID)"') + topic],
    ['key-of-one', threshold('.awsRegion', "distinct = '.awsRegion'") + topic],
    ['unused-destination', rule('R', 'true', '[]') + topic],
    ['no-destinations', rule('R', 'true', '[]')],
    ['route-of-nothing', `${routed}[[route]]\nrules = ["S*"]\ndestinations = ["t"]\n`],
    ['route-of-nothing', `${routed}[[route]]\ntags = ["iam"]\ndestinations = ["t"]\n`],
    ['route-of-nothing', `${routed}[[route]]\naccounts = ["prd"]\ndestinations = ["t"]\n`],
    ['route-of-nothing', `${routed}[[route]]\naccounts = ["9*"]\ndestinations = ["t"]\n`],
    ['unknown-region', `${routed}[[route]]\nregions = ["eu-west1"]\ndestinations = ["t"]\n`],
    ['route-never-taken', `${routed}${forAll}${forAll}`],
    ['no-destinations', `${unrouted}[[route]]\naccounts = ["prod"]\ndestinations = ["t"]\n`],
    ['no-destinations', `${unrouted}[[route]]\nmin_severity = "high"\ndestinations = ["t"]\n`],
    ['no-destinations', `${unrouted}[[route]]\nrules = ["R"]\ndestinations = []\n`],
    ['duplicate-name', rule('R', '.a', '["t"]') + rule('R', '.b', '["t"]') + topic],
    ['wrong-form', sns('arn:aws:sns:us-gov-west-1:111122223333:alerts')],
    ['duplicate-rule', rule('R', '.a == 1', '["t"]') + rule('S', ' .a  == 1', '["t"]') + topic],
  ])('%s', (kind, toml) => {
    const findings = findingsIn(toml);
    expect(findings.map((finding) => finding.kind)).toContain(kind);
    expect(JSON.stringify(findings)).not.toContain(secret);
    expect(JSON.stringify(findings)).not.toContain('://');
  });

  it.each([
    slack(`https://hooks.slack.com/services/T01ABCDEF/B01ABCDEF/${secret}`),
    slack(`https://hooks.slack-gov.com/services/T01ABCDEF/B01ABCDEF/${secret}`),
    slack(`https://discord.com/api/webhooks/1/${secret}/slack`),
    destination(
      'slack_webhook',
      `webhook_url = "https://chat.example.com/hooks/${secret}"\nallowed_hosts = ["chat.example.com"]`,
    ),
    destination('webhook', 'url = "ssm:/siem"\nallowed_hosts = ["siem.example.com"]'),
    slack('http://127.0.0.1:8080/services/hook'),
    bot(`xoxb-111111111111-2222222222222-${secret}`),
    pager('0123456789abcdef0123456789abcdee'),
    webhook(signingKey(7)),
    ses('Tattletail <tattletail@example.com>', 'security@mail.com'),
    sns('arn:aws-cn:sns:cn-north-1:111122223333:alerts'),
    sns('arn:aws:sns:xx-nowhere-9:111122223333:alerts'),
    sns('arn:aws-us-gov:sns:us-gov-west-1:111122223333:alerts'),
    sns('arn:aws-iso-b:sns:us-isob-east-1:111122223333:alerts'),
    sns('arn:aws-eusc:sns:eusc-de-east-1:111122223333:alerts'),
    rule('R', '.a', '["t"]\noutcome = "success"') + rule('S', '.a', '["t"]\noutcome = "denied"') + topic,
    rule('R', '.a', '["t"]') + rule('S', '.b', '["t"]') + topic,
    threshold('[.awsRegion, 1]') + topic,
    threshold('.awsRegion', "distinct = '.eventID'") + topic,
    rule('S', 'true', '["t"]') + threshold('.awsRegion') + topic,
    topic,
    routed + forAll,
    unrouted + forAll,
    `${unrouted}[[route]]\nmin_severity = "medium"\ndestinations = ["t"]\n`,
    `${routed}[[route]]\naccounts = ["pr*", "999999999999"]\nregions = ["eu-*", "xx-nowhere-9"]\ndestinations = ["t"]\n`,
    `${rule('R', 'true', '["t"]')}${topic}[[route]]\naccounts = ["1*"]\ncontinue = true\ndestinations = ["t"]\n${forAll}`,
  ])('nothing in a config that is right: %s', (toml) => {
    expect(findingsIn(toml)).toEqual([]);
  });

  it('only the placeholder in the example', () => {
    expect(findingsIn(readText('tattletail.example.toml'))).toMatchObject([{ kind: 'placeholder-webhook' }]);
  });
});
