import type { PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import * as z from 'zod';
import type { Alert } from '../../alerts/alert.ts';
import { DeliveryError, type DeliveryFailure } from '../../errors.ts';
import { isJsonArray, isJsonObject, type JsonObject } from '../../json.ts';
import { quoted } from '../../redact.ts';
import { alertFormat, writers } from '../alert-format.ts';
import { defineDestination } from '../destination.ts';
import { awsFailure, notFrom } from '../failure.ts';

/** `arn:aws:events:REGION:ACCOUNT:event-bus/NAME`; the second part is another one in other partitions. */
const busArn = /^arn:[\w-]+:events:(?<region>[\w-]+):\d{12}:event-bus\/(?<name>[\w./-]{1,256})$/;

/** Puts an event on a bus (EventBridge API Reference, "PutEvents"). */
export const eventbridge = defineDestination({
  type: 'eventbridge',
  settings: {
    event_bus_arn: z
      .string()
      .regex(busArn, {
        error: ({ input }) =>
          `must be the full ARN of an event bus, arn:aws:events:REGION:ACCOUNT:event-bus/NAME, got ${quoted(String(input))}`,
      })
      .describe('The ARN of the event bus.'),
    format: alertFormat,
  },
  ownCalls: ({ event_bus_arn }) => [
    // A data event, which few trails have (EventBridge User Guide, "Logging API calls using AWS CloudTrail").
    {
      eventSource: 'events.amazonaws.com',
      eventName: 'PutEvents',
      isForOurs: (parameters) => isOnlyFor(parameters, event_bus_arn),
    },
  ],
  createSend:
    ({ event_bus_arn, format }, { aws, display }) =>
    async (alert, tag, signal) => {
      const { PutEventsCommand } = await import('@aws-sdk/client-eventbridge');
      const write = await writers[format]();
      const client = await aws.eventbridge(busArn.exec(event_bus_arn)?.groups?.region ?? '');
      const entry = {
        EventBusName: event_bus_arn,
        Source: 'cloudtrail-tattletail',
        DetailType: detailTypes[alert.kind],
        Detail: write(alert, tag, display, maxBytes),
      };
      const { Entries: [put] = [] } = await client
        .send(new PutEventsCommand({ Entries: [entry] }), { abortSignal: signal })
        .catch((error: unknown) => {
          throw awsFailure(error);
        });
      if (put?.EventId === undefined) throw failureOf(put);
    },
});

const detailTypes: Readonly<Record<Alert['kind'], string>> = {
  match: 'CloudTrail Alert',
  burst: 'CloudTrail Burst',
  roundup: 'CloudTrail Roundup',
  failure: 'CloudTrail Rule Failure',
  operational: 'Operational Alert',
};

/** An entry must be smaller than 256 KB, with its source, its detail type and its time (EventBridge User Guide, "Calculating PutEvents event entry size"). */
const maxBytes = 261_000;

/** PutEvents answers 200 also where it did not take the entry, with an error code in it. */
const failureOf = (put: PutEventsResultEntry | undefined): DeliveryError => {
  const code = put?.ErrorCode ?? '';
  if (code === '') return notFrom('EventBridge');
  return new DeliveryError(
    `EventBridge did not take the event: ${/^\w{1,100}$/.test(code) ? code : 'unknown error'}`,
    classify(code),
  );
};

const classify = (code: string): DeliveryFailure => {
  if (/Throttl|LimitExceeded/.test(code)) return { outcome: 'refused', retryable: true };
  return /Internal|ServiceUnavailable/.test(code)
    ? { outcome: 'unknown', retryable: true }
    : { outcome: 'refused', retryable: false };
};

/** A bus of one's own account may be called by its name. */
const isOnlyFor = ({ entries }: JsonObject, arn: string): boolean => {
  const names = [arn, busArn.exec(arn)?.groups?.name];
  return (
    entries !== undefined &&
    isJsonArray(entries) &&
    entries.length > 0 &&
    entries.every((entry) => isJsonObject(entry) && names.includes(String(entry.eventBusName)))
  );
};
