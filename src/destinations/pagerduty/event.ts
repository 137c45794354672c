import type { Alert } from '../../alerts/alert.ts';
import { type AlertData, dataOf } from '../../alerts/data.ts';
import type { Display } from '../../alerts/display.ts';
import { cutTo } from '../../alerts/fitting.ts';
import { oneLine } from '../../alerts/printable.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import type { JsonObject } from '../../json.ts';
import { alertValue } from '../alert-json.ts';
import { jsonWithin } from '../shortened.ts';

interface EventOptions {
  readonly display: Display;
  readonly routingKey: string;
}

/**
 * The JSON of an event (PagerDuty, "Send an alert event"), in at most 512 KB. The same alert has the same `dedup_key`, so
 * a possible duplicate adds to the incident that there is.
 */
export const pagerDutyEvent = (alert: Alert, tag: Tag, { display, routingKey }: EventOptions): string => {
  const data = dataOf(alert, display);
  const runbook = linkTo(data.links.runbook, 'Runbook');
  const event = linkTo(data.links.event, 'Event in the console');
  return jsonWithin(maxBytes, (shorten, isCut) => ({
    routing_key: routingKey,
    event_action: 'trigger',
    dedup_key: tag.id,
    client: 'cloudtrail-tattletail',
    ...(event[0] === undefined ? {} : { client_url: event[0].href }),
    links: [...runbook, ...event],
    payload: {
      summary: summaryOf(data, tag),
      source: cutTo(oneLine(sourceOf(data)), 255),
      severity: severities[data.severity],
      ...timestampIn(data),
      ...(data.what === null ? {} : { class: cutTo(oneLine(data.what), 255) }),
      ...(data.rule.name === '' ? {} : { group: cutTo(oneLine(data.rule.name), 255) }),
      custom_details: alertValue(data, tag, { shorten, isCut }),
    },
  }));
};

/** "The maximum size of an event is 512 KB" (PagerDuty, "Events API v2"): 512,000 bytes, to be safe. */
const maxBytes = 500_000;

/** It has four severities. */
const severities = {
  critical: 'critical',
  high: 'error',
  medium: 'warning',
  low: 'info',
  info: 'info',
} as const;

/** At most 1,024 characters. People see it on a phone and hear it in a call, so it says what happened. */
const summaryOf = ({ title, sentence }: AlertData, tag: Tag): string => {
  const parts = [noteOf(tag), title, sentence].filter((part) => typeof part === 'string' && part !== '');
  return cutTo(oneLine(parts.join(': ')), 1000) || 'CloudTrail alert';
};

/** What is affected: it must not be empty. */
const sourceOf = ({ target, account, region }: AlertData): string => {
  const place = [account?.name ?? account?.id, region].filter((part) => typeof part === 'string');
  return [target, ...place].filter((part) => typeof part === 'string').join(', ') || 'AWS CloudTrail';
};

const timestampIn = ({ time }: AlertData): JsonObject =>
  time !== null && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(time) ? { timestamp: time } : {};

const linkTo = (
  href: string | null,
  text: string,
): readonly { readonly href: string; readonly text: string }[] => (href === null ? [] : [{ href, text }]);
