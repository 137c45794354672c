import * as z from 'zod';
import type { EventRef } from '../../alerts/alert.ts';
import { sha256 } from '../../alerts/event-key.ts';

/**
 * What is stored about the delivery of one event of one rule to one destination: a JSON object under the key `v1/ID`,
 * ID being that of the alert. Another format needs another prefix than `v1/`, since functions of both versions may run
 * at the same time.
 */
export const claimSchema = z.object({
  /**
   * `sending`: an invocation delivers it, until its lease ends. `delivered`: the destination accepted it. `refused`:
   * it did not arrive. `unknown`: it may have arrived.
   */
  state: z.enum(['sending', 'delivered', 'refused', 'unknown']),
  /** Of the event that is delivered: see EventRef. Another record with the same event ID has another claim. */
  content: z.string(),
  /** Who wrote the claim. Every attempt to deliver has another owner. */
  owner: z.string(),
  /** When the lease ends, in milliseconds since the epoch. */
  until: z.number(),
  /** Whether an earlier attempt may have arrived. Once true, it stays true. */
  mayBeDuplicate: z.boolean(),
});

export type Claim = Readonly<z.infer<typeof claimSchema>>;

/** The same for the same event, rule and destination, whatever else is in the config. 64 hexadecimal digits. */
export const claimId = (ruleId: string, destinationId: string, event: EventRef): string =>
  sha256(JSON.stringify([1, ruleId, destinationId, event.key]));

/** For another record than the one with the same event ID that came first. */
export const claimIdOfOther = (id: string, event: EventRef): string =>
  sha256(JSON.stringify([1, id, event.content()]));

export const claimKey = (id: string): string => `v1/${id}`;
