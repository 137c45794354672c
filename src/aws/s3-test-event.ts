import * as z from 'zod';
import type { EventShape } from './event-shape.ts';

/** S3 sends it once when a notification is configured: nothing to read (S3 User Guide, "Notification message"). */
export const s3TestEvent: EventShape = (event) => (schema.safeParse(event).success ? [] : undefined);

const schema = z.object({ Event: z.literal('s3:TestEvent') });
