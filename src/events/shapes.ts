import type { ObjectRef } from '../aws/object-ref.ts';
import type { LogFileRecords } from '../trail/log-file-source.ts';

/** A way in which messages come to a Lambda, such as a queue. Undefined for events of any other shape. */
export type Envelope = (event: unknown) => Trigger | undefined;

/**
 * A shape of message, such as a notification of S3: what it names or holds. Undefined for messages of any other
 * shape.
 */
export type MessageShape = (message: unknown) => readonly Source[] | undefined;

/** What Lambda is invoked with. */
export interface Trigger {
  readonly items: readonly Item[];
  readonly answer: Answer;
}

/** A message that succeeds or fails by itself, with the id by which the answer names it. */
export interface Item {
  readonly id: string;
  readonly sources: readonly Source[];
}

/** One thing of a message. */
export type Source =
  | { readonly kind: 'object'; readonly ref: ObjectRef }
  | LogFileRecords
  /** An object that was not created, but removed or restored. It is only counted. */
  | { readonly kind: 'skipped' }
  /** It will never be readable: it is reported, and not retried. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** What the handler returns, so that exactly what failed is retried. Throws where Lambda expects an error. */
export type Answer = (outcomes: readonly ItemOutcome[]) => unknown;

/** What became of an item. Without failures, `cause` says nothing. */
export interface ItemOutcome {
  readonly id: string;
  readonly failures: readonly string[];
  /** `malformed`: nobody can read what failed. `permanent`: what it names will not get better by itself. */
  readonly cause: 'malformed' | 'permanent' | 'transient';
}
