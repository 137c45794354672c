import type { ObjectRef } from '../aws/object-ref.ts';
import type { LogFileError } from '../errors.ts';
import type { LogFileRecords } from '../trail/log-file-source.ts';

/** A way in which messages come to a Lambda, such as a queue. Undefined for events of any other shape. */
export type Envelope = (event: unknown) => Trigger | undefined;

/** A shape of message, such as a notification of S3. */
export interface MessageShape {
  /** What a message names, holds or wraps. Undefined for messages of any other shape. */
  readonly read: (message: unknown) => readonly Part[] | undefined;
  /** The members that it reads. */
  readonly keys: readonly string[];
}

/** What Lambda is invoked with. */
export interface Trigger {
  readonly items: readonly Item[];
  readonly answer: Answer;
}

/** A message that succeeds or fails by itself, with the id by which the answer names it. */
export interface Item {
  readonly id: string;
  readonly parts: readonly Part[];
}

/** One thing of a message, or another message inside it. */
export type Part = Source | WrappedMessage;

/** A message that is still to be read. */
export type WrappedMessage = {
  /** Where it is, for people who look for the one that cannot be read. */
  readonly place?: string;
  /** Names the records in it, if they are not named by their own IDs. */
  readonly uri?: string;
  /** What it is if it is text that nobody understands: no new log file. */
  readonly otherwise?: string;
} & (
  | { readonly kind: 'message' /** JSON, or text that holds JSON. */; readonly value: unknown }
  | { readonly kind: 'packed' /** Base64 of text or of gzip. */; readonly data: string }
);

/** One thing to inspect, or why there is nothing. */
export type Source =
  | { readonly kind: 'object'; readonly ref: ObjectRef }
  | LogFileRecords
  /** It brings no new log file, such as a test message. It is only counted, by what it is. */
  | {
      readonly kind: 'skipped';
      readonly what: string;
      /** The object that was removed, if that is what it says. */
      readonly removed?: ObjectRef;
    }
  /** It will never be readable: it is reported, and not retried. */
  | {
      readonly kind: 'malformed';
      readonly reason: string;
      /** How many parts it stands for. */
      readonly times?: number;
    }
  /** What it names cannot be read here. Its sender must keep it. */
  | { readonly kind: 'unreadable'; readonly error: LogFileError };

/** What the handler returns, so that exactly what failed is retried. Throws where Lambda expects an error. */
export type Answer = (outcomes: readonly ItemOutcome[]) => unknown;

/** What became of an item. Without failures, `cause` says nothing. */
export interface ItemOutcome {
  readonly id: string;
  readonly failures: readonly string[];
  /** `malformed`: nobody can read what failed. `permanent`: what it names will not get better by itself. */
  readonly cause: 'malformed' | 'permanent' | 'transient';
}
