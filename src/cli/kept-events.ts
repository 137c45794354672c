import { inflated } from '../gzip.ts';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../json.ts';
import { documentsIn } from '../json-documents.ts';

/**
 * The failed events in what was kept of them: in a file as an on-failure destination or Firehose writes it, one or many
 * of them, or in the messages that the AWS CLI has received from a queue. What is no JSON is an error, and costs only
 * itself. Throws zlib's errors.
 */
export const keptEvents = function* (bytes: Uint8Array): Generator<JsonValue | SyntaxError> {
  const text = new TextDecoder().decode(inflated(bytes, maxBytes));
  for (const document of documentsIn(text))
    if (document instanceof SyntaxError) yield document;
    else yield* eventsIn(document);
};

/** Lambda keeps at most 6 MB of an event, and Firehose at most 128 MB in an object. */
const maxBytes = 256 * 2 ** 20;

const eventsIn = function* (kept: JsonValue): Generator<JsonValue | SyntaxError> {
  if (isJsonArray(kept)) for (const one of kept) yield* eventsIn(one);
  else if (!isJsonObject(kept)) yield kept;
  else if (isJsonArray(kept.Messages)) for (const message of kept.Messages) yield* eventsIn(message);
  else if (typeof kept.Body === 'string') yield* eventsInBody(kept.Body);
  // Lambda Developer Guide, "Retaining records of asynchronous invocations"
  else yield kept.requestPayload ?? kept;
};

/** Text without any JSON is read by the handler: gzip in base64, or what a service sends to see whether it arrives. */
const eventsInBody = function* (body: string): Generator<JsonValue | SyntaxError> {
  if (!/[{[]/.test(body)) yield body;
  else
    for (const document of documentsIn(body, parseJson))
      if (document instanceof SyntaxError) yield document;
      else yield* eventsIn(document);
};
