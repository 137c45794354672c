import type { DeliveryFailure } from '../errors.ts';

/** What to do about a destination that did not accept a sample alert, by the message of the error. */
export const adviceFor = (message: string, failure: DeliveryFailure): string =>
  advices.find(([pattern]) => pattern.test(message))?.[1] ?? generalAdvice(failure);

const tooMany = 'The service takes no more for now: try again in a minute.';

/** The first that fits counts: those of a service, then those about how to get there. */
const advices: readonly (readonly [pattern: RegExp, advice: string])[] = [
  [/\banswered 429\b/, tooMany],
  [
    /cannot be read: AccessDenied/,
    'Allow the role of the function ssm:GetParameter or secretsmanager:GetSecretValue on it, and kms:Decrypt on its key if that is one of yours; see docs/destinations.md.',
  ],
  [
    /cannot be read: (?:ParameterNotFound|ResourceNotFound)/,
    'Create it in the region of the function, or correct the reference. One in another region is named by its ARN.',
  ],
  [
    /cannot be read: (?:InvalidKeyId|KMS|DecryptionFailure)/,
    'The key that encrypts it must be enabled, and allow the role kms:Decrypt.',
  ],
  [
    /cannot be read: .*\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|TimeoutError)\b/,
    'There is no way to where the secret is kept from here: a function in a VPC needs a NAT gateway or an endpoint of ssm or secretsmanager.',
  ],
  [
    /^env:.* cannot be used: the environment/,
    'Set the variable in the environment of the function; here, in that of this command.',
  ],
  [
    / must be at .* list it in allowed_hosts/,
    'Put the right URL where the reference points, or list its host in allowed_hosts.',
  ],
  [/ cannot be used: the secret /, 'Correct the reference, or what is kept there.'],
  [
    / cannot be used: /,
    'Put a value of the right form where the reference points: all of it, and nothing else.',
  ],
  [
    /^Slack answered \d+: (?:no_service|no_active_hooks|invalid_token|no_team|team_disabled)/,
    'The webhook was removed, or its URL is not complete: make a new one for the channel, and put its URL into webhook_url.',
  ],
  [
    /^Slack.*\b(?:channel_not_found|channel_is_archived|is_archived)\b/,
    'The channel is gone, archived or not to be seen by the app: restore it, invite the app, or choose another channel.',
  ],
  [/^Slack.*\bnot_in_channel\b/, 'Invite the app to the channel: /invite and its name.'],
  [
    /^Slack.*\b(?:invalid_auth|not_authed|token_revoked|token_expired|account_inactive)\b/,
    'The token is no longer valid: install the app again, and put its new token into the config.',
  ],
  [/^Slack.*\bmissing_scope\b/, 'Give the app the scope chat:write, and install it again.'],
  [
    /^Slack.*\b(?:action_prohibited|posting_to_general_channel_denied|restricted_action)\b/,
    'The workspace restricts who may post there: ask its admins, or choose another channel.',
  ],
  [
    /^PagerDuty answered 4/,
    'PagerDuty does not know the routing key: copy the Integration Key of an Events API v2 integration of the service, and set region = "eu" if the account is in the EU.',
  ],
  [
    /^Teams answered 401/,
    'The workflow does not accept the URL: copy all of it again from the workflow, also what follows sig=, and put it into webhook_url.',
  ],
  [
    /^Teams answered 403/,
    'The workflow does not let us start it: in its trigger, choose that anyone can trigger the flow.',
  ],
  [
    /^the webhook answered 40[13]/,
    'The receiver does not accept the signature or a header: compare secrets and headers with what it expects.',
  ],
  [
    /\banswered (?:404|410)\b/,
    'The webhook was removed, or its URL is not complete: make a new one, and put its URL into the config.',
  ],
  [
    /^MailFromDomainNotVerified|not verified/i,
    'Verify from_email or its domain in SES, in the region of the function. While the account is in the SES sandbox, every address of to_emails must be verified too: request production access.',
  ],
  [
    /^(?:AccountSuspended|SendingPaused)/,
    'SES has stopped sending of this account: its Account dashboard says why.',
  ],
  [
    /ses:SendEmail/i,
    'Allow the role of the function ses:SendEmail on the identity of from_email; see docs/deploy.md.',
  ],
  [
    /sns:Publish|^AuthorizationError/i,
    'Allow the role of the function sns:Publish on the topic. A topic of another account must allow it in its own policy, too.',
  ],
  [
    /^NotFound\w*: .*topic/i,
    'There is no such topic: compare the region, the account and the name in sns_arn with those of the topic.',
  ],
  [
    /^KMS(?!Throttling)/,
    'The key that encrypts the topic must be enabled, and allow the role kms:GenerateDataKey and kms:Decrypt.',
  ],
  [
    /events:PutEvents/i,
    'Allow the role of the function events:PutEvents on the bus. A bus of another account must allow it in its own policy, too.',
  ],
  [
    /^AccessDenied/,
    'Allow the role of the function what the message names; docs/deploy.md has the policy it needs.',
  ],
  [
    /^(?:.* cannot be read: )?(?:CredentialsProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|SignatureDoesNotMatch)/,
    'AWS does not know who asks: sign in, for example with aws sso login, or set AWS_PROFILE.',
  ],
  [/region is missing/i, 'Set AWS_REGION.'],
  [
    /\b(?:ENOTFOUND|EAI_AGAIN)\b/,
    'The name of the host is unknown: compare the URL with what the service gave you, and see whether names resolve here.',
  ],
  [
    /^no answer: |^TimeoutError|\bETIMEDOUT\b/,
    'There is no way to the service from here: a function in a VPC needs a NAT gateway or an endpoint of the service.',
  ],
  [
    /\banswered 3\d\d\b/,
    'The URL leads to another place, to which nothing is sent: put the URL itself into the config.',
  ],
  [
    /not an answer from|not from/,
    'Something else answered, such as a proxy or a sign-in page: compare the URL with what the service gave you.',
  ],
];

const generalAdvice = ({ outcome, retryable }: DeliveryFailure): string => {
  if (outcome === 'unknown')
    return 'Look whether it arrived. If it did not, try again, or look whether the service has problems.';
  return retryable ? tooMany : 'Correct the destination in the config, and try again.';
};
