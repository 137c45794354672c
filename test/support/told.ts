import { randomUUID } from 'node:crypto';
import type { Claim } from '../../src/delivery/ledger/protocol.ts';
import { type Services, topic } from './destinations.ts';

/** An ID by which a test finds its own messages among all that a server got. */
export const anEventID = (): string => randomUUID();

/** Where people were told about an event, in order, and whether they were told that it may be a repeat. */
export const toldOf = (
  { slack, ses, sns }: Pick<Services, 'slack' | 'ses' | 'sns'>,
  eventID: string,
): readonly string[] =>
  [
    ...slack.posted.map(({ at, payload }) => ({ at, to: 'slack', text: JSON.stringify(payload) })),
    ...ses.sent.map(({ at, subject, text }) => ({ at, to: 'mail', text: `${subject}\n${text}` })),
    ...sns.published.map(({ at, message }) => ({ at, to: 'topic', text: message })),
  ]
    .filter(({ text }) => text.includes(eventID))
    .toSorted((a, b) => a.at - b.at)
    .map(({ to, text }) => (text.includes('possible repeat') ? `${to} (repeat)` : to));

/** What lies in the ledger, by key. */
export const claimsIn = ({ s3 }: Pick<Services, 's3'>): ReadonlyMap<string, Claim> =>
  new Map(
    s3.keys('ledger').map((key) => {
      const text = Buffer.from(s3.object('ledger', key)?.body ?? []).toString();
      // Nobody but claimEvent and these tests writes there.
      return [key, JSON.parse(text) as Claim];
    }),
  );

/** Ends the lease of every claim, as time would: a test does not wait for it. */
export const endLeases = (services: Pick<Services, 's3'>): void => changeClaims(services, { until: 0 });

/** Changes every claim, as others would. */
export const changeClaims = (services: Pick<Services, 's3'>, fields: Partial<Claim>): void => {
  for (const [key, claim] of claimsIn(services))
    services.s3.put('ledger', key, JSON.stringify({ ...claim, ...fields }));
};

/** A config that tells destinations of every access key that is created, with its claims in S3. */
export const configFor = (
  { slack }: Pick<Services, 'slack'>,
  { destinations = ['topic'], delivery = '', rules = '' }: ConfigOptions = {},
): string => `
[delivery]
ledger = "s3://ledger/claims"
${delivery}

[[rule]]
name = "Access key created"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ${JSON.stringify(destinations)}
${rules}

[[destination]]
id = "slack"
type = "slack_webhook"
webhook_url = "${slack.webhookUrl}"

[[destination]]
id = "mail"
type = "ses"
to_emails = ["security@example.com"]
from_email = "tattletail@example.com"

[[destination]]
id = "topic"
type = "sns"
sns_arn = "${topic}"
`;

export interface ConfigOptions {
  readonly destinations?: readonly string[];
  /** More lines of [delivery]. */
  readonly delivery?: string;
  /** More rules. */
  readonly rules?: string;
}
