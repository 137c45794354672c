import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/** What the API gives of an event: the record is text in it (CloudTrail API Reference, "LookupEvents"). */
export const lookedUpEvent: MessageShape = ofShape(
  z.object({ EventId: z.string(), CloudTrailEvent: z.string() }),
  ({ EventId, CloudTrailEvent }) => [{ kind: 'message', value: CloudTrailEvent, place: `event:${EventId}` }],
);

/** All that it gives. */
export const lookedUpEvents: MessageShape = ofShape(
  z.object({ Events: z.array(z.looseObject({ EventId: z.string() })) }),
  ({ Events }) => Events.map((event) => ({ kind: 'message', value: event })),
);
