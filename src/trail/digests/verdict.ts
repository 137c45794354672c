/** What became of a digest. */
export type DigestStatus =
  | 'valid'
  /** Its signature is not here, nor in a digest that follows: a copy of a file has no metadata. */
  | 'unverified'
  /** No digest, or one that was cut. */
  | 'unreadable'
  /** It names another place than that where it is. */
  | 'moved'
  | 'unsigned'
  | 'invalid signature'
  | 'key unknown'
  | 'key expired'
  /** Another digest names it, or it names itself, differently. */
  | 'chain broken'
  /** The digest that follows names it, but it is not there. */
  | 'missing'
  /** No digests were written for a time. */
  | 'gap';

type LogFileStatus =
  | 'valid'
  /** A digest lists it that cannot be verified. */
  | 'unverified'
  | 'modified'
  | 'missing'
  /** It lies among log files of hours whose digests do not list it. */
  | 'unlisted';

export interface DigestVerdict {
  readonly kind: 'digest';
  readonly uri: string;
  readonly status: DigestStatus;
  /** More about it, for people. */
  readonly detail?: string;
}

export interface LogFileVerdict {
  readonly kind: 'log file';
  readonly uri: string;
  readonly status: LogFileStatus;
  /** URI of the digest that lists it. */
  readonly digest?: string;
  /** SHA-256 of the content in hex, as listed and as found. `actual` is missing where the gzip is broken. */
  readonly expected?: string;
  readonly actual?: string;
}

export type Verdict = DigestVerdict | LogFileVerdict;

/** Whether something is wrong. What cannot be verified for lack of a signature is not. */
export const isWrong = ({ status }: Verdict): boolean => status !== 'valid' && status !== 'unverified';
