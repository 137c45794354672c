import { PassThrough, Readable } from 'node:stream';
import { createLiveClients } from '../../../src/aws/live/clients.ts';
import { examine } from '../../../src/cli/doctor/examine.ts';
import { deploy, type Trigger } from '../template.ts';
import { type Account, accountOf, functionArn } from './account.ts';
import { startAccount } from './server.ts';

export const topicArn = 'arn:aws:sns:eu-central-1:111122223333:alerts';

/** A config that sends in every way that AWS has a part in. */
export const config = `
[[rule]]
name = "Access key created"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ["Slack", "Mail", "Topic"]

[[destination]]
id = "Slack"
type = "slack_webhook"
webhook_url = "ssm:/tattletail/slack"

[[destination]]
id = "Mail"
type = "ses"
from_email = "Tattletail <tattletail@alerts.example.com>"
to_emails = ["security@example.com"]

[[destination]]
id = "Topic"
type = "sns"
sns_arn = "${topicArn}"
`;

const parameters = {
  ConfigBucket: 'config',
  SecretParameter: '/tattletail/slack',
  MailFrom: 'tattletail@alerts.example.com',
  AlertTopicArn: topicArn,
};

/** An account in which everything is as docs/deploy.md says. */
export const healthyAccount = (
  trigger: Trigger = 'eventbridge',
  more: Readonly<Record<string, string>> = {},
): Account => {
  const account = accountOf(trigger, deploy(trigger, { ...parameters, ...more }));
  account.objects.set('config/tattletail.toml', config);
  account.parameters.set('/tattletail/slack', 'https://hooks.slack.com/services/T0/B0/secret');
  account.topics.set(topicArn, { policy: {}, subscribers: [] });
  account.identities.add('example.com');
  return account;
};

/** What `doctor --live` finds in an account. */
export const examined = async (
  account: Account,
  wanted: Partial<Parameters<typeof examine>[0]> = {},
  env: Readonly<Record<string, string>> = {},
) => {
  await using server = await startAccount(account);
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'not a secret' };
  const connect = (region = 'eu-central-1') =>
    createLiveClients(region, { endpoint: server.url, credentials });
  const output = new PassThrough();
  const terminal = { stdin: Readable.from([]), stdout: output, stderr: output, env };
  const found = await examine(
    { function: functionArn, write: true, ...wanted },
    { ...terminal, invoke: async () => undefined },
    connect,
  );
  const findings = found.results.flatMap(({ check, findings }) =>
    findings.map((finding) => ({ check, ...finding })),
  );
  return {
    ...found,
    findings,
    /** One line for each. */
    lines: findings.map(({ level, check, message }) => `${level} ${check}: ${message}`),
    requests: server.requests,
  };
};
