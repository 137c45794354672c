import type { AwsClients } from '../aws/clients.ts';
import type { DestinationTools } from '../destinations/destination.ts';
import { isReference } from '../destinations/secrets/reference.ts';
import { isJsonObject, type JsonObject, type JsonValue, withinDepth } from '../json.ts';

/** A request that would be sent. It holds no secret. */
export type Recorded = HttpRequest | AwsCall;

export interface HttpRequest {
  readonly kind: 'http';
  readonly method: string;
  /** Without what comes after the host. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonValue;
}

export interface AwsCall {
  readonly kind: 'aws';
  /** `SendEmail` */
  readonly operation: string;
  readonly input: JsonObject;
}

/** For senders: what they would send is recorded, and gets no answer. Nothing leaves the machine. */
export const recordingTools = (record: (recorded: Recorded) => void): Omit<DestinationTools, 'display'> => ({
  fetch: async (target, { method = 'GET', headers, body } = {}) => {
    record({
      kind: 'http',
      method,
      url: withoutPath(target instanceof Request ? target.url : String(target)),
      headers: Object.fromEntries(
        [...new Headers(headers)].map(([name, value]) => [name, isPublic(name) ? value : secret]),
      ),
      body: typeof body === 'string' ? withoutKeys(parsed(body)) : '(no text)',
    });
    throw new Error(nothingIsSent);
  },
  aws: recordingClients(record),
});

/** Clients of the services that alerts are sent with. What others would read or keep is no message. */
const recordingClients = (record: (call: AwsCall) => void): AwsClients => {
  const client = {
    send: async (command: { readonly input: JsonObject }) => {
      const operation = command.constructor.name.replace(/Command\d*$/, '');
      record({ kind: 'aws', operation, input: command.input });
      throw new Error(nothingIsSent);
    },
  };
  const clients = new Proxy(
    {},
    {
      get: (_, service) => async () => {
        if (service === 's3' || service === 'sts') throw new Error(nothingIsSent);
        return client;
      },
    },
  );
  // Senders call nothing but `send` of a client.
  return clients as AwsClients;
};

const nothingIsSent = 'a preview sends nothing';

const secret = '(secret)';

/** Nothing is read for a preview: a reference stands where its secret would. */
const withoutPath = (url: string): string =>
  isReference(url) ? url : `${URL.parse(url)?.origin ?? ''}/${secret}`;

const isPublic = (header: string): boolean => header === 'content-type';

const parsed = (body: string): JsonValue => {
  try {
    return withinDepth(JSON.parse(body));
  } catch {
    return body;
  }
};

/** PagerDuty has its key in the body (PagerDuty, "Events API v2"). */
const withoutKeys = (body: JsonValue): JsonValue =>
  isJsonObject(body)
    ? Object.fromEntries(
        Object.entries(body).map(([key, value]) => [key, /^(routing_key|token)$/.test(key) ? secret : value]),
      )
    : body;
