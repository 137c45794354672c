import { type Alert, isWholeRecord } from '../alerts/alert.ts';
import { eventIdOf } from '../alerts/facts.ts';
import type { JsonObject } from '../json.ts';
import { goJson } from './go-json.ts';

/** Byte for byte what the original publishes; shorter where SNS would refuse that for its length. */
export const snsMessage = (alert: Alert): string => {
  const message = original(alert);
  if (fits(message)) return message;
  const match = isWholeRecord(alert) ? 'the whole record' : alert.match;
  const once = original({ ...alert, match });
  if (fits(once)) return once;
  const { rule, record } = alert;
  const shortened = original({ ...alert, record: withoutLongFields(record), match: leftOut });
  if (fits(shortened)) return shortened;
  const brief = { ...rule, name: rule.name.slice(0, 1000), description: rule.description.slice(0, 1000) };
  return original({ ...alert, rule: brief, record: { eventID: eventIdOf(record) ?? null }, match: leftOut });
};

const original = ({ rule, record, match }: Alert): string =>
  `{"name":${goJson(rule.name)},"description":${goJson(rule.description)},"record":${goJson(record)},"match":${goJson(match)}}`;

/** SNS takes 262,144 bytes of UTF-8 (SNS API Reference, "Publish"). The original doubles a record and loses it. */
const fits = (message: string): boolean => Buffer.byteLength(message) <= 262_144;

const leftOut = '(left out: too long for SNS)';

/** Long are mostly requestParameters and responseElements, of up to 100 KB each. */
const withoutLongFields = (record: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, goJson(value).length > 1000 ? leftOut : value]),
  );
