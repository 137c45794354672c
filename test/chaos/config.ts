import { topic } from '../support/destinations/sns.ts';

const destinations = ['Channel', 'Mail', 'Topic'] as const;

export type DestinationId = (typeof destinations)[number];

/** The kinds of events in the log files. No rule matches `noise`. */
export type Kind = 'key' | 'user' | 'denied' | 'poison' | 'noise';

interface ChaosRule {
  readonly name: string;
  readonly jq: string;
  /** Which events it must match, whatever jq says. */
  readonly kinds: readonly Kind[];
  readonly destinations: readonly DestinationId[];
}

export const rules: readonly ChaosRule[] = [
  {
    name: 'Access key created',
    jq: 'select(.eventName == "CreateAccessKey")',
    kinds: ['key'],
    destinations,
  },
  {
    name: 'User created',
    jq: 'select(.eventName == "CreateUser") | "new user: \\(.requestParameters.userName)"',
    kinds: ['user'],
    destinations: ['Channel', 'Topic'],
  },
  {
    name: 'IAM changed',
    jq: 'if .eventSource == "iam.amazonaws.com" then {what: .eventName, from: .sourceIPAddress} else empty end',
    kinds: ['key', 'user'],
    destinations: ['Mail', 'Topic'],
  },
  {
    name: 'Access denied',
    jq: '.errorCode == "AccessDenied"',
    kinds: ['denied'],
    destinations,
  },
  {
    name: 'Breaks on poison',
    jq: 'if .eventName == "Poison" then error("poison") else empty end',
    kinds: ['poison'],
    destinations: ['Channel', 'Topic'],
  },
];

/** Low enough that storms become roundups, and high enough that most files do not. */
const roundupAfter = 6;

export const configFor = (webhookUrl: string, ledger: string | undefined): string =>
  [
    '[delivery]',
    `roundup_after = ${roundupAfter}`,
    ...(ledger === undefined ? [] : [`ledger = "${ledger}"`]),
    ...rules.flatMap(({ name, jq, destinations: ids }) => [
      '[[rule]]',
      `name = "${name}"`,
      'description = "Something that somebody should know."',
      `jq_match = '${jq}'`,
      `destinations = ${JSON.stringify(ids)}`,
    ]),
    '[[destination]]\nid = "Channel"\ntype = "slack_webhook"',
    `webhook_url = "${webhookUrl}"`,
    '[[destination]]\nid = "Mail"\ntype = "ses"',
    'to_emails = ["security@example.com"]\nfrom_email = "tattletail@example.com"',
    '[[destination]]\nid = "Topic"\ntype = "sns"',
    `sns_arn = "${topic}"`,
  ].join('\n');
