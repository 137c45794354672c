import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../json.ts';
import type { AwsCall } from './record.ts';

export interface ShownMail {
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly text: string;
  readonly html: string | undefined;
}

/** The mail that a call would send (SES API v2 Reference, "SendEmail"); undefined for other calls. */
export const mailIn = ({ operation, input }: AwsCall): ShownMail | undefined => {
  if (operation !== 'SendEmail') return undefined;
  const { Simple: simple } = objectIn(input.Content);
  const { Subject: subject, Body: body, Headers: added } = objectIn(simple);
  const { Text: text, Html: html } = objectIn(body);
  const { ToAddresses: to } = objectIn(input.Destination);
  const all: readonly (readonly [string, string | undefined])[] = [
    ['From', nonEmptyString(input.FromEmailAddress)],
    ['To', listIn(to)],
    ['Reply-To', listIn(input.ReplyToAddresses)],
    ['Subject', dataIn(subject)],
    ['Configuration set', nonEmptyString(input.ConfigurationSetName)],
    ...(isJsonArray(added) ? added : []).map((header) => {
      const { Name: name, Value: value } = objectIn(header);
      return [String(name), String(value)] as const;
    }),
  ];
  return {
    headers: all.flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    text: dataIn(text) ?? '',
    html: dataIn(html),
  };
};

const objectIn = (value: JsonValue | undefined): JsonObject => (isJsonObject(value) ? value : {});

const dataIn = (value: JsonValue | undefined): string | undefined => nonEmptyString(objectIn(value).Data);

const listIn = (value: JsonValue | undefined): string | undefined =>
  isJsonArray(value) && value.length > 0 ? value.map(String).join(', ') : undefined;
