/**
 * What a sender keeps for later messages, of this invocation or another: small texts by key, written under conditions.
 * Rejects when where they are kept gives no answer within a few seconds.
 */
export interface Notes {
  /** In milliseconds since the epoch, by the clock of where they are kept. */
  readonly now: () => number;
  /** Writes where there is nothing yet. Gives the version; undefined when there is something already. */
  readonly create: (key: string, text: string, signal: AbortSignal) => Promise<string | undefined>;
  /** Undefined when there is nothing. */
  readonly read: (
    key: string,
    signal: AbortSignal,
  ) => Promise<{ readonly text: string; readonly version: string } | undefined>;
  /** Writes over this version only. Gives the new version; undefined when another one is there by now. */
  readonly replace: (
    key: string,
    text: string,
    version: string,
    signal: AbortSignal,
  ) => Promise<string | undefined>;
}
