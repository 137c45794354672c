import { randomUUID } from 'node:crypto';
import type { Answer } from '../answer.ts';
import { escapeXml } from '../loopback.ts';

export type SnsErrorCode = keyof typeof errors;

/** An answer as SNS refuses with it: the XML of the query protocol, with the documented status. */
export const snsError = (code: SnsErrorCode, message?: string): Answer => {
  const [status, usualMessage] = errors[code];
  const type = status < 500 ? 'Sender' : 'Receiver';
  return xmlAnswer(
    status,
    'ErrorResponse',
    `<Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message ?? usualMessage)}</Message></Error><RequestId>${randomUUID()}</RequestId>`,
  );
};

export const xmlAnswer = (status: number, name: string, content: string): Answer => ({
  status,
  headers: { 'content-type': 'text/xml' },
  body: `<${name} xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${content}</${name}>`,
});

/** Amazon SNS API Reference, "Publish" and "Common Errors"; botocore's model has the same codes and statuses. */
const errors = {
  AuthorizationError: [403, 'User is not authorized to perform: SNS:Publish'],
  EndpointDisabled: [400, 'Endpoint is disabled'],
  InternalError: [500, 'An internal error occurred'],
  InvalidAction: [400, 'The action or operation requested is not valid for this endpoint.'],
  InvalidParameter: [400, 'Invalid parameter'],
  InvalidSecurity: [403, 'The credential signature isn’t valid.'],
  KMSAccessDenied: [
    400,
    'The ciphertext references a key that doesn’t exist or that you don’t have access to.',
  ],
  KMSDisabled: [400, 'The request was rejected because the specified customer master key isn’t enabled.'],
  KMSInvalidState: [400, 'The state of the specified resource isn’t valid for this request.'],
  KMSNotFound: [400, 'The specified entity or resource can’t be found.'],
  KMSThrottling: [400, 'The request was denied due to request throttling.'],
  MissingAuthenticationToken: [403, 'Missing Authentication Token'],
  NotFound: [404, 'Topic does not exist'],
  ParameterValueInvalid: [400, 'A request parameter does not comply with the associated constraints.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided.',
  ],
  Throttled: [429, 'Rate exceeded'],
  Throttling: [400, 'Rate exceeded'],
} as const satisfies Record<string, readonly [number, string]>;
