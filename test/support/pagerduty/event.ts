import * as z from 'zod';
import type { JsonObject } from '../../../src/json.ts';

/**
 * What is wrong with an event. PagerDuty's OpenAPI description of the Events API v2 (PagerDuty/api-schema,
 * reference/events-v2) has the fields; the lengths are those of its documentation and of its errors. Nothing may be empty.
 */
export const eventProblems = (event: JsonObject, routingKey: string): readonly string[] => {
  const { error } = schema.safeParse(event);
  if (error !== undefined) return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  return event.routing_key === routingKey ? [] : ['Invalid routing key'];
};

/** People see it in a list. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]*$/u);

const schema = z.strictObject({
  routing_key: z.string().length(32),
  event_action: z.literal('trigger'),
  dedup_key: z.string().min(1).max(255),
  client: z.string().min(1),
  client_url: z.url().optional(),
  links: z.array(z.strictObject({ href: z.url(), text: z.string().min(1) })),
  payload: z.strictObject({
    summary: line(1024),
    source: line(255),
    severity: z.enum(['critical', 'error', 'warning', 'info']),
    timestamp: z.iso.datetime().optional(),
    component: line(255).optional(),
    group: line(255).optional(),
    class: line(255).optional(),
    custom_details: z.record(z.string(), z.unknown()).optional(),
  }),
});
