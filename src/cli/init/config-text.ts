import { tomlText } from '../../alerts/ignore-block.ts';

/** What a new config is to have. */
export interface NewConfig {
  readonly trigger: Trigger;
  /** The files of packs, as `include` names them. */
  readonly packs: readonly string[];
  /** Their tables. */
  readonly destinations: readonly { readonly id: string; readonly toml: string }[];
  /** The bucket of the ledger. */
  readonly ledger: string | undefined;
}

export const triggers = ['s3', 'eventbridge', 'sns', 'sqs'] as const;

type Trigger = (typeof triggers)[number];

/** A tattletail.toml with comments on what to change. */
export const configText = ({ trigger, packs, destinations, ledger }: NewConfig): string => {
  const ids = destinations.map(({ id }) => tomlText(id)).join(', ');
  return [
    opening(trigger),
    ...(packs.length === 0 ? [] : [included(packs.map(tomlText).join(', '), ids)]),
    ledger === undefined ? withoutLedger : withLedger(ledger),
    ...(packs.length === 0 ? [ruleFor(ids), silence] : [deployers]),
    ...destinations.map(({ toml }) => toml),
    naming,
  ].join('\n');
};

const opening = (trigger: Trigger): string => `# Written by "tattletail init". Next:
#   tattletail check            names what is still to be filled in
#   tattletail scan LOG-FILES   shows the alerts of log files, and sends nothing
#   tattletail notify ID        sends a sample alert to a destination
# Trigger: ${invocation[trigger]}
`;

/** Amazon S3 User Guide, "Amazon S3 Event Notifications". */
const invocation: Readonly<Record<Trigger, string>> = {
  s3: `S3 invokes the function: a notification of the trail's bucket for s3:ObjectCreated:*, with the prefix AWSLogs/.`,
  eventbridge: `EventBridge invokes the function: turn on EventBridge for the trail's bucket, and add a rule for its
# events "Object Created".`,
  sns: `SNS invokes the function: it subscribes to the topic that the trail or its bucket notifies.`,
  sqs: `SQS invokes the function: the trail's bucket notifies the queue, whose event source mapping has
# ReportBatchItemFailures and a dead-letter queue.`,
};

const included = (
  packs: string,
  ids: string,
): string => `# Rules of others, tested. Where they have no destinations, these are theirs:
include = [${packs}]
default_destinations = [${ids}]
`;

const withLedger = (bucket: string): string => `[delivery]
# Here it is recorded which alerts were delivered, so that an event that comes twice alerts once.
ledger = ${tomlText(`s3://${bucket}/claims`)}
`;

const withoutLedger = `# With a ledger, an event that comes twice alerts once.
# [delivery]
# ledger = "s3://BUCKET/claims"
`;

const ruleFor = (ids: string): string => `# A rule of your own: a jq program that selects records.
[[rule]]
id = "access-key-created"
name = "Access key created"
severity = "high"
description = "Somebody created an access key. Keys last until they are deleted: is this one needed?"
jq_match = '''
  select(.eventSource == "iam.amazonaws.com" and .eventName == "CreateAccessKey" and .errorCode == null)
'''
destinations = [${ids}]

# "tattletail test" runs tests.
[[rule.test]]
name = "a new key"
expect = "match"
record = { eventSource = "iam.amazonaws.com", eventName = "CreateAccessKey" }

[[rule.test]]
name = "a key that was denied"
expect = "no match"
record = { eventSource = "iam.amazonaws.com", eventName = "CreateAccessKey", errorCode = "AccessDenied" }
`;

const silence = `# What is routine need not alert.
# [[ignore]]
# name = "Keys that the deployer rotates"
# rules = ["access-key-created"]
# jq_match = '.userIdentity.arn == "arn:aws:sts::111122223333:assumed-role/deployer/rotation"'
# expires = 2099-12-31
`;

const deployers = `# The roles of your deployers and other automation: what they do every day alerts less.
# [ignore_profiles]
# deployers = ["arn:aws:iam::111122223333:role/ci/deploy-*"]

# Single rules of the packs can be changed or turned off.
# [[override]]
# rule = "lambda-code-changed"
# severity = "low"
`;

const naming = `# Names of accounts in messages: aws organizations list-accounts | tattletail accounts
# [accounts]
# 111122223333 = "prod"

# [display]
# timezone = "Europe/Berlin"
`;
