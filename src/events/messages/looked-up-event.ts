import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/** What the API gives of an event: the record is text in it (CloudTrail API Reference, "LookupEvents"). */
export const lookedUpEvent: MessageShape = messageShape(
  z.object({ EventId: z.string(), CloudTrailEvent: z.string() }),
  ({ EventId, CloudTrailEvent }) => [{ kind: 'message', value: CloudTrailEvent, place: `event:${EventId}` }],
);

/** All that it gives. */
export const lookedUpEvents: MessageShape = messageShape(
  z.object({ Events: z.array(z.looseObject({ EventId: z.string() })) }),
  ({ Events }) =>
    Events.length === 0
      ? [{ kind: 'skipped', what: 'an empty batch' }]
      : Events.map((event) => ({ kind: 'message', value: event })),
);
