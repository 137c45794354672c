import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * S3 sends it once, when a notification is configured. It names nothing (S3 User Guide, "Event message structure").
 */
export const s3TestEvent: MessageShape = ofShape(z.object({ Event: z.literal('s3:TestEvent') }), () => []);
