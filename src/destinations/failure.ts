import { httpStatusOf } from '../aws/http-status.ts';
import { DeliveryError, type DeliveryFailure, messageOf } from '../errors.ts';

/** What an error of an AWS client says of a message that was to be sent. */
export const awsFailure = (error: unknown): DeliveryError =>
  new DeliveryError(`${nameOf(error)}: ${messageOf(error)}`, classify(error), { cause: error });

/** The SDK takes any page with status 200, say of a proxy, for an answer of the service, which has an id for what it took. */
export const notFrom = (service: string): DeliveryError =>
  new DeliveryError(`the answer is not from ${service}`, { outcome: 'unknown', retryable: true });

/** What a request that got no answer says of the message in it. The caller's address stays out: it is a secret. */
export const networkFailure = (error: unknown): DeliveryError =>
  new DeliveryError(`no answer: ${codedIn(error)?.code ?? nameOf(error)}`, unanswered(error));

/** A destination that throws anything else than a DeliveryError has a bug, and nobody knows what it did before. */
export const deliveryErrorOf = (error: unknown): DeliveryError =>
  error instanceof DeliveryError
    ? error
    : new DeliveryError(messageOf(error), { outcome: 'unknown', retryable: false }, { cause: error });

/** It was not told, and the next invocation may. */
export const notNow = (message: string): DeliveryError =>
  new DeliveryError(message, { outcome: 'refused', retryable: true });

export const timeIsUp = 'the time was up before it was told';

const classify = (error: unknown): DeliveryFailure => {
  const status = httpStatusOf(error);
  if (status === undefined) return unanswered(error);
  if (throttled.test(nameOf(error)) || status === 429) return { outcome: 'refused', retryable: true };
  if (status >= 400 && status < 500) return { outcome: 'refused', retryable: false };
  return { outcome: 'unknown', retryable: true };
};

/** SNS and SES have several names for it, some with HTTP status 400 (SNS: KMSThrottling; SES: LimitExceeded). */
const throttled = /Throttl|TooManyRequests|LimitExceeded/;

const unanswered = (error: unknown): DeliveryFailure => ({
  outcome: wasNeverSent(error) ? 'refused' : 'unknown',
  retryable: true,
});

const wasNeverSent = (error: unknown): boolean => {
  const coded = codedIn(error);
  return (
    coded !== undefined && neverSent.has(coded.code) && coded.syscall !== 'read' && coded.syscall !== 'write'
  );
};

/**
 * Codes of Node and undici for requests that failed before a byte of them was written. Of a connection that is used
 * already, the network may be lost later, too.
 */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
]);

/** `fetch` hides the code in the cause of its TypeError. */
const codedIn = (error: unknown): { readonly code: string; readonly syscall: unknown } | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (!('code' in error && typeof error.code === 'string')) return codedIn(error.cause);
  return { code: error.code, syscall: 'syscall' in error ? error.syscall : undefined };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
