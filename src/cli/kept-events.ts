import { TattletailError } from '../errors.ts';
import { inflated } from '../gzip.ts';
import { isJsonArray, isJsonObject, type JsonValue, parseJson } from '../json.ts';
import { documentsIn } from '../json-documents.ts';
import { describeText } from '../trail/shapes/texts.ts';

/**
 * The failed events in what was kept of them: in a file as an on-failure destination or Firehose writes it, one or many
 * of them, or in the messages that the AWS CLI has received from a queue. What is no JSON is an error, and costs only
 * itself. Throws TattletailError if nothing is JSON that may hold events, and zlib's errors.
 */
export const keptEvents = (bytes: Uint8Array): readonly (JsonValue | SyntaxError)[] => {
  const plain = inflated(bytes, maxBytes);
  const documents = [...documentsIn(new TextDecoder().decode(plain))];
  if (documents.length > 0 && !documents.some(mayHoldEvents))
    throw new TattletailError(`expected failed events in JSON, got ${describeNoEvents(plain)}`);
  return documents.flatMap((document) =>
    document instanceof SyntaxError ? [document] : [...eventsIn(document)],
  );
};

/** Numbers and words are in any text, also in brackets. */
const mayHoldEvents = (document: JsonValue | SyntaxError): boolean => {
  if (document instanceof SyntaxError) return false;
  if (isJsonArray(document)) return document.length === 0 || document.some(mayHoldEvents);
  return isJsonObject(document);
};

const describeNoEvents = (bytes: Uint8Array): string =>
  /^\s*(?:\{\s*["}]|\[\s*[[{"])/.test(Buffer.from(bytes.subarray(0, 1000)).toString())
    ? 'JSON that is broken'
    : describeText(bytes).what;

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
