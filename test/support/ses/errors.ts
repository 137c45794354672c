import { randomUUID } from 'node:crypto';
import type { Answer } from '../answer.ts';

export type SesErrorCode = keyof typeof errors;

/** An answer as SES v2 refuses with it: JSON, with the error's name in a header and the documented status. */
export const sesError = (code: SesErrorCode, message?: string): Answer => {
  const [status, usualMessage] = errors[code];
  return {
    status,
    headers: {
      'content-type': 'application/json',
      'x-amzn-errortype': code,
      'x-amzn-requestid': randomUUID(),
    },
    body: JSON.stringify({ message: message ?? usualMessage }),
  };
};

/** Amazon SES API v2 Reference, "SendEmail" and "Common Errors". */
const errors = {
  AccessDeniedException: [403, 'User is not authorized to perform ses:SendEmail'],
  AccountSuspendedException: [400, 'The account’s ability to send email has been permanently restricted.'],
  BadRequestException: [400, 'The input you provided is invalid.'],
  InternalFailure: [
    500,
    'The request processing has failed because of an unknown error, exception or failure.',
  ],
  LimitExceededException: [400, 'There are too many instances of the specified resource type.'],
  MailFromDomainNotVerifiedException: [
    400,
    'The message can’t be sent because the sending domain isn’t verified.',
  ],
  MessageRejected: [400, 'The message can’t be sent because it contains invalid content.'],
  MissingAuthenticationToken: [403, 'Missing Authentication Token'],
  NotFoundException: [404, 'The resource you attempted to access doesn’t exist.'],
  SendingPausedException: [400, 'Sending is paused for this account.'],
  ServiceUnavailable: [503, 'The request has failed due to a temporary failure of the server.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided.',
  ],
  ThrottlingException: [400, 'Maximum sending rate exceeded.'],
  TooManyRequestsException: [429, 'Too many requests have been made to the operation.'],
} as const satisfies Record<string, readonly [number, string]>;
