/**
 * Where claims are kept: texts by key, written under conditions only. Every method throws LedgerError, or what the
 * signal was aborted with, when the ledger gives no answer.
 */
export interface Ledger {
  /** To be called before the first claim: `now` is by the clock of the ledger from then on. */
  ready(signal: AbortSignal): Promise<void>;
  /** In milliseconds since the epoch. The clock of each invocation may be wrong. */
  now(): number;
  /** Writes where there is nothing yet. Gives the version; undefined when there is something already. */
  create(key: string, text: string, signal: AbortSignal): Promise<string | undefined>;
  /** Undefined when there is nothing. */
  read(
    key: string,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly version: string } | undefined>;
  /** Writes over this version only. Gives the new version; undefined when another one is there by now. */
  replace(key: string, text: string, version: string, signal: AbortSignal): Promise<string | undefined>;
}
