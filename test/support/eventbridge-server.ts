import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { entryError, maxEntryBytes, type PutEntry, sizeOf } from './eventbridge/entry.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { regionOf, signatureProblem } from './sigv4.ts';

interface Put extends PutEntry {
  readonly at: number;
  readonly id: string;
}

export interface EventBridgeServer extends Loopback {
  /** What rules of the bus would see, in order. */
  readonly put: readonly Put[];
}

/** An EventBridge with these buses that knows PutEvents, spoken in AWS JSON 1.1. */
export const startEventBridge = async (buses: readonly string[]): Promise<EventBridgeServer> => {
  const put: Put[] = [];
  const handle = (request: Request): Answer => {
    const { headers, body, at } = request;
    if (headers.authorization === undefined)
      return eventBridgeError(403, 'MissingAuthenticationTokenException');
    if (signatureProblem(request, 'events') !== undefined)
      return eventBridgeError(403, 'InvalidSignatureException');
    if (headers['x-amz-target'] !== 'AWSEvents.PutEvents')
      return eventBridgeError(400, 'UnknownOperationException');
    const input = headers['content-type'] === 'application/x-amz-json-1.1' ? readJson(body) : undefined;
    const entries = entriesIn(input);
    if (entries === undefined) return eventBridgeError(400, 'ValidationException');
    if (entries.reduce((sum, entry) => sum + sizeOf(entry), 0) >= maxEntryBytes)
      return eventBridgeError(
        400,
        'ValidationException',
        'Total size of the entries in the request is over the limit.',
      );
    const results = entries.map((entry) => {
      const isHere =
        buses.includes(entry.EventBusName) && entry.EventBusName.split(':')[3] === regionOf(request);
      const ErrorCode = isHere ? entryError(entry) : 'InvalidArgument';
      if (ErrorCode !== undefined) return { ErrorCode, ErrorMessage: 'Entry is not valid.' };
      const id = randomUUID();
      put.push({ ...entry, at, id });
      return { EventId: id };
    });
    return putEventsAnswer(results);
  };
  return { ...(await startLoopback(handle)), put };
};

/** With status 200, whatever became of the entries. */
export const putEventsAnswer = (results: readonly JsonObject[]): Answer =>
  json(200, { FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length, Entries: results });

export const eventBridgeError = (status: number, code: string, message = code): Answer =>
  json(status, { __type: code, message });

const json = (status: number, body: JsonObject): Answer => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body),
});

/** 1 to 10 of them (EventBridge API Reference, "PutEvents"), of which ours must have all four texts. */
const entriesIn = (input: JsonValue | undefined): readonly PutEntry[] | undefined => {
  const entries = isJsonObject(input) && Array.isArray(input.Entries) ? input.Entries : [];
  const known = ['EventBusName', 'Source', 'DetailType', 'Detail'];
  const isEntry = (entry: unknown): boolean =>
    isJsonObject(entry) &&
    Object.keys(entry).length === known.length &&
    known.every((key) => typeof entry[key] === 'string');
  return entries.length >= 1 && entries.length <= 10 && entries.every(isEntry) ? entries : undefined;
};
