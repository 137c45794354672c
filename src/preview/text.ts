import { oneLine, printable, printableJson } from '../alerts/printable.ts';
import type { JsonValue } from '../json.ts';
import { mailIn } from './mail.ts';
import type { Preview } from './previews.ts';
import type { AwsCall, HttpRequest, Recorded } from './record.ts';

/** A preview as text that no terminal obeys. */
export const previewText = ({ title, destination: { id, type }, sent }: Preview): string =>
  [`${oneLine(title)} → ${oneLine(id)} (${type})`, ...sent.map(recordedText), ''].join('\n\n');

export const recordedText = (recorded: Recorded): string =>
  recorded.kind === 'http' ? requestText(recorded) : callText(recorded);

const requestText = ({ method, url, headers, body }: HttpRequest): string =>
  [
    `${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${oneLine(value)}`),
    '',
    json(body),
  ].join('\n');

const callText = (call: AwsCall): string => {
  const mail = mailIn(call);
  if (mail !== undefined) {
    const { headers, text, html } = mail;
    return [
      ...[call.operation, ...headers.map(([name, value]) => `${name}: ${oneLine(value)}`)],
      ...['', printable(text.trimEnd())],
      ...(html === undefined ? [] : ['', '(as HTML)', '', printable(html.trimEnd())]),
    ].join('\n');
  }
  const members = Object.entries(call.input).map(([name, value]) => `${name}: ${member(value)}`);
  return [call.operation, ...members].join('\n');
};

const member = (value: JsonValue): string => (typeof value === 'string' ? printable(value) : json(value));

const json = (value: JsonValue): string => printableJson(JSON.stringify(value, undefined, 2));
