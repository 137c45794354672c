import { tomlText } from '../../alerts/ignore-block.ts';

/** A `[[destination]]` to write, of which a flag says what differs most. */
export interface DestinationTable {
  readonly type: string;
  readonly id: string;
  /** Of `init`: `--sns <arn>`. */
  readonly flag: string;
  readonly about: string;
  /** The key that the flag gives. */
  readonly key: string;
  /** Whether its value is a secret, for which a reference may stand. */
  readonly isSecret?: true;
  /** Every key that the type needs. What cannot stay as it is here is refused by `check`. */
  readonly keys: Readonly<Record<string, { readonly value: Value; readonly note: string }>>;
}

/** Of a key. */
export type Value = string | readonly string[];

/** One for each type of destination, in the order of the help. */
export const destinationTables: readonly DestinationTable[] = [
  {
    type: 'slack_webhook',
    id: 'Security channel',
    flag: '--slack <url>',
    about: 'a Slack channel, by the URL of an incoming webhook, or a reference to it: ssm:/tattletail/slack',
    key: 'webhook_url',
    isSecret: true,
    keys: {
      webhook_url: {
        value: 'https://',
        note: 'The URL of the incoming webhook, which is a secret, or a reference to it: ssm:/tattletail/slack',
      },
    },
  },
  {
    type: 'slack',
    id: 'Slack',
    flag: '--slack-bot <channel>',
    about: 'Slack channels, by the bot of an app',
    key: 'channel',
    keys: {
      token: {
        value: 'xoxb-',
        note: 'The Bot User OAuth Token of the app, which is a secret, or a reference to it: ssm:/tattletail/token',
      },
      channel: { value: '#security', note: 'The channel, to which the bot must be invited' },
    },
  },
  {
    type: 'ses',
    id: 'Security mail',
    flag: '--email <addresses...>',
    about: 'mails through SES',
    key: 'to_emails',
    keys: {
      to_emails: { value: ['security@'], note: 'Who gets the mails' },
      from_email: { value: 'tattletail@', note: 'The sender, which SES must have verified' },
    },
  },
  {
    type: 'sns',
    id: 'Security topic',
    flag: '--sns <arn>',
    about: 'a topic of SNS',
    key: 'sns_arn',
    keys: { sns_arn: { value: 'arn:aws:sns:REGION:ACCOUNT:NAME', note: 'The ARN of the topic' } },
  },
  {
    type: 'teams_webhook',
    id: 'Teams',
    flag: '--teams <url>',
    about: 'a channel of Microsoft Teams, by the URL of a workflow, or a reference to it',
    key: 'webhook_url',
    isSecret: true,
    keys: {
      webhook_url: {
        value: 'https://',
        note: 'The URL of the workflow, which is a secret, or a reference to it: ssm:/tattletail/teams',
      },
    },
  },
  {
    type: 'pagerduty',
    id: 'PagerDuty',
    flag: '--pagerduty <key>',
    about: 'a service of PagerDuty, by its integration key, or a reference to it',
    key: 'routing_key',
    isSecret: true,
    keys: {
      routing_key: {
        value: '',
        note: 'The integration key of the service, which is a secret, or a reference to it: ssm:/tattletail/pagerduty',
      },
    },
  },
  {
    type: 'webhook',
    id: 'Webhook',
    flag: '--webhook <url>',
    about: 'any URL, which gets alerts as JSON',
    key: 'url',
    isSecret: true,
    keys: { url: { value: 'https://', note: 'Where to post alerts' } },
  },
  {
    type: 'eventbridge',
    id: 'Event bus',
    flag: '--event-bus <arn>',
    about: 'a bus of EventBridge',
    key: 'event_bus_arn',
    keys: {
      event_bus_arn: {
        value: 'arn:aws:events:REGION:ACCOUNT:event-bus/NAME',
        note: 'The ARN of the event bus',
      },
    },
  },
];

/** The table as TOML, with the values that are known. */
export const tomlOfDestination = (
  { type, id, keys }: DestinationTable,
  known: Readonly<Record<string, Value | undefined>>,
): string =>
  [
    '[[destination]]',
    `id = ${tomlText(id)}`,
    `type = ${tomlText(type)}`,
    ...Object.entries(keys).flatMap(([key, { value, note }]) => [
      `# ${note}`,
      `${key} = ${tomlValue(known[key] ?? value)}`,
    ]),
    '',
  ].join('\n');

const tomlValue = (value: Value): string =>
  typeof value === 'string' ? tomlText(value) : `[${value.map(tomlText).join(', ')}]`;
