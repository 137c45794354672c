import type { CloudTrailRecord } from '../record.ts';

/** What a value in a file turns out to be. */
export type Content =
  | { readonly kind: 'record'; readonly record: CloudTrailRecord }
  /** A file or message of another AWS service, or one of CloudTrail's that holds no records. */
  | { readonly kind: 'neighbour'; readonly what: string }
  /** Nothing that is known. */
  | { readonly kind: 'unknown'; readonly what: string }
  /** It should hold records, but they cannot be had. */
  | { readonly kind: 'broken'; readonly what: string };

export type OtherContent = Exclude<Content, { readonly kind: 'record' }>;
