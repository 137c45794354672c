import type { CloudTrailRecord } from '../record.ts';

/** What a value in a file turns out to be. */
export type Content =
  | { readonly kind: 'record'; readonly record: CloudTrailRecord }
  /** What another AWS service writes into files of its own, or CloudTrail into files without records. */
  | { readonly kind: 'neighbour'; readonly what: string }
  /** What comes between records where they come as events or messages. */
  | { readonly kind: 'message'; readonly what: string }
  /** No JSON. There may be records in its lines. */
  | { readonly kind: 'text'; readonly what: string }
  /** Nothing that is known. */
  | { readonly kind: 'unknown'; readonly what: string }
  /** It should hold records, but they cannot be had. */
  | { readonly kind: 'broken'; readonly what: string };

export type OtherContent = Exclude<Content, { readonly kind: 'record' }>;
