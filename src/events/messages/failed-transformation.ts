import * as z from 'zod';
import { messageShape } from '../of-shape.ts';
import type { MessageShape } from '../shapes.ts';

/**
 * What Firehose keeps of a record that we could not handle, below processing-failed/, or that it could not convert or
 * deliver after us (Firehose Developer Guide, "Handle failure in data transformation").
 */
export const failedTransformation: MessageShape = messageShape(
  z.object({ rawData: z.string(), attemptsMade: z.unknown() }),
  ({ rawData }) => [{ kind: 'packed', data: rawData }],
);
