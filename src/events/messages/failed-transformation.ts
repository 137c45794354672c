import * as z from 'zod';
import { ofShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What Firehose keeps below processing-failed/ of a record that we could not handle (Firehose Developer Guide, "Handle
 * failure in data transformation").
 */
export const failedTransformation: MessageShape = ofShape(
  z.object({ rawData: z.string(), errorCode: z.string(), attemptsMade: z.unknown() }),
  ({ rawData }) => [{ kind: 'packed', data: rawData }],
);
