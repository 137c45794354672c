import { messageOf } from '../errors.ts';
import { bucketRegionIn } from './bucket-region.ts';
import { httpStatusOf } from './http-status.ts';

/** Why a call failed, and what whoever made it can do. Undefined: nothing that is known here. */
interface AwsProblem {
  readonly reason: string;
  readonly advice: string | undefined;
}

/** What an error of the SDK means for a person who runs a command with credentials of their own. */
export const awsProblem = (error: unknown): AwsProblem => {
  const region = bucketRegionIn(error);
  if (region !== undefined)
    return { reason: `the bucket is in ${region}`, advice: `set AWS_REGION=${region}` };
  const [name, message] = [error instanceof Error ? error.name : '', messageOf(error)];
  const elsewhere = answerFromElsewhere(error);
  if (elsewhere !== undefined)
    return { reason: elsewhere, advice: 'look what is in between, such as a proxy' };
  if (name === 'TimeoutError')
    return { reason: 'no answer came in time', advice: 'look whether AWS_REGION and the network are right' };
  // Errors of AWS are looked up by name, which their message does not always have.
  const isNamed = httpStatusOf(error) !== undefined && name !== message && !unnamed.test(name);
  const reason = !isNamed ? message : message === noMessage ? name : `${name}: ${message}`;
  const advice = causes.find(({ of }) => of.test(`${name}: ${message}`))?.advice;
  return { reason: advice === undefined ? reason : reason.replace(/\.$/, ''), advice };
};

/** The same in one text. `needs`: the permissions that are missing if AWS refuses it. */
export const explained = (error: unknown, needs?: string): string => {
  const { reason, advice } = awsProblem(error);
  if (advice !== undefined) return `${reason}: ${advice}`;
  return needs !== undefined && httpStatusOf(error) === 403 ? `${reason}\nIt needs ${needs}` : reason;
};

/** The answer to a HEAD request has no body, and so no name of an error. */
const unnamed = /^(?:Error|Unknown|UnknownError|\d{3})$/;

/** Of the SDK, where AWS gives none. */
const noMessage = 'UnknownError';

/** What to say of an answer that is not of AWS in its form: the SDK cannot read it, or calls it unknown. Undefined for others. */
export const answerFromElsewhere = (error: unknown): string | undefined => {
  const message = messageOf(error);
  if (message.startsWith('the answer is not from ')) return message;
  const status = httpStatusOf(error);
  const isUnreadable = message.includes('Deserialization error:');
  const isUnknown = message === noMessage && error instanceof Error && unnamed.test(error.name);
  if (!isUnreadable && (!isUnknown || status === undefined)) return undefined;
  return `the answer${status === undefined ? '' : ` with status ${status}`} is not from AWS`;
};

/** By the names and messages of errors of the SDK and of AWS (AWS General Reference, "Common errors"). */
const causes: readonly { readonly of: RegExp; readonly advice: string }[] = [
  { of: /region is missing|region not accepted/i, advice: 'set AWS_REGION' },
  {
    of: /RequestTimeTooSkewed|Signature (?:expired|not yet current)/,
    advice: 'set the clock of this machine',
  },
  {
    of: /^(?:CredentialsProviderError|TokenProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId|InvalidToken|InvalidSignature|IncompleteSignature|SignatureDoesNotMatch|MissingAuthenticationToken)/,
    advice: 'set credentials, such as by AWS_PROFILE',
  },
  { of: /^NoSuchBucket/, advice: 'look whether its name is right' },
  {
    of: /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT/,
    advice: 'look whether AWS_REGION and the network are right',
  },
];
