import { isJsonObject } from '../json.ts';

/** Describes what came without its values, which may be secret. */
export const describeMessage = (message: unknown): string => {
  if (message === undefined || message === null) return 'nothing';
  if (Array.isArray(message)) return 'an array';
  if (!isJsonObject(message)) return `a ${typeof message}`;
  const keys = Object.keys(message)
    .slice(0, 10)
    .map((key) => key.slice(0, 100));
  const source = sourceOf(message);
  const from = source === undefined ? '' : ` from ${JSON.stringify(source)}`;
  return keys.length === 0 ? 'an empty object' : `an object with ${keys.join(', ')}${from}`;
};

/** Most events name the service that sent them. */
const sourceOf = (message: Readonly<Record<string, unknown>>): string | undefined => {
  const [first] = Array.isArray(message.Records) ? message.Records : [];
  const source = isJsonObject(first) ? (first.eventSource ?? first.EventSource) : message.source;
  return typeof source === 'string' ? source.slice(0, 100) : undefined;
};
