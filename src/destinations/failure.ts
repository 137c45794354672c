import { httpStatusOf } from '../aws/http-status.ts';
import { answerFromElsewhere } from '../aws/problem.ts';
import { DeliveryError, type DeliveryFailure, messageOf } from '../errors.ts';

/** What the error of an AWS client means for the alert that was to be sent. */
export const awsFailure = (error: unknown): DeliveryError =>
  new DeliveryError(answerFromElsewhere(error) ?? `${nameOf(error)}: ${messageOf(error)}`, classify(error), {
    cause: error,
  });

/**
 * For an answer without a message ID: the SDK takes any page with status 200, say of a proxy, for an answer of the
 * service.
 */
export const notFrom = (service: string): DeliveryError =>
  new DeliveryError(`the answer is not from ${service}`, { outcome: 'unknown', retryable: true });

/** What it means for an alert that a request got no answer. Names no URL: that of a webhook is a secret. */
export const networkFailure = (error: unknown): DeliveryError =>
  new DeliveryError(`no answer: ${codedIn(error)?.code ?? nameOf(error)}`, unanswered(error));

const classify = (error: unknown): DeliveryFailure => {
  const status = httpStatusOf(error);
  if (status === undefined) return unanswered(error);
  if (throttled.test(nameOf(error)) || status === 429) return { outcome: 'refused', retryable: true };
  if (status >= 400 && status < 500) return { outcome: 'refused', retryable: false };
  return { outcome: 'unknown', retryable: true };
};

/** SNS and SES have several names for throttling, some with HTTP status 400 (SNS: KMSThrottling; SES: LimitExceeded). */
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
 * Codes of Node and undici for requests that failed before a byte of them was written. The network may also be lost
 * later, on a connection in use: the system call is `read` or `write` then.
 */
const neverSent: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'ERR_PRIVATE_ADDRESS',
]);

/** `fetch` hides the code in the cause of its TypeError. */
const codedIn = (error: unknown): { readonly code: string; readonly syscall: unknown } | undefined => {
  if (!(error instanceof Error)) return undefined;
  if (!('code' in error && typeof error.code === 'string')) return codedIn(error.cause);
  return { code: error.code, syscall: 'syscall' in error ? error.syscall : undefined };
};

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
