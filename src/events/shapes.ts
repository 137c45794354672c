import type { ObjectRef } from '../aws/object-ref.ts';
import type { LogFileRecords } from '../trail/log-file-source.ts';

/** Something to read that a message names, or carries itself. */
export type Source =
  | { readonly kind: 'object'; readonly ref: ObjectRef }
  | LogFileRecords
  /** Something else became of an object than that it was created: it is only counted. */
  | { readonly kind: 'skipped' }
  /** It will never be readable: it is told, and not tried again. */
  | { readonly kind: 'malformed'; readonly reason: string };

/** Reads messages of one shape. Undefined for all others. */
export type MessageShape = (message: unknown) => readonly Source[] | undefined;

/** What Lambda is invoked with: messages one by one, each with the id by which the answer names it. */
export interface Trigger {
  readonly items: readonly Item[];
  readonly answer: Answer;
}

export interface Item {
  readonly id: string;
  readonly sources: readonly Source[];
}

/** What became of an item. */
export interface ItemOutcome {
  readonly id: string;
  readonly failures: readonly string[];
  /** `malformed`: nothing in it can be read by anybody. `permanent`: what it names will not get better by itself. */
  readonly cause: 'malformed' | 'permanent' | 'transient';
}

/** What the handler returns, so that exactly what failed is invoked again. Throws where Lambda expects that. */
export type Answer = (outcomes: readonly ItemOutcome[]) => unknown;

/** A way in which messages come to a Lambda. Undefined for all others. */
export type Carrier = (event: unknown) => Trigger | undefined;
