/**
 * Where claims lie: texts by key, written under conditions only. Its methods throw when it cannot be asked.
 * `aws/s3-ledger.ts` keeps them in S3.
 */
export interface Ledger {
  /** Writes where there is nothing yet. Gives the version; undefined when there is something. */
  create(key: string, text: string, signal: AbortSignal): Promise<string | undefined>;
  read(
    key: string,
    signal: AbortSignal,
  ): Promise<{ readonly text: string; readonly version: string } | undefined>;
  /** Writes where this version still lies. Gives the new one; undefined when it does not. */
  replace(key: string, text: string, version: string, signal: AbortSignal): Promise<string | undefined>;
}

/**
 * A ledger for when there is none: it lasts as long as this process, so it does not see what others deliver.
 * The oldest of `capacity` claims make room for new ones.
 */
export const memoryLedger = (capacity = 50_000): Ledger => {
  const entries = new Map<string, { readonly text: string; readonly version: string }>();
  let writes = 0;
  const write = (key: string, text: string): string => {
    writes += 1;
    entries.delete(key);
    entries.set(key, { text, version: String(writes) });
    const [oldest] = entries.keys();
    if (entries.size > capacity && oldest !== undefined) entries.delete(oldest);
    return String(writes);
  };
  return {
    create: async (key, text) => (entries.has(key) ? undefined : write(key, text)),
    read: async (key) => entries.get(key),
    replace: async (key, text, version) =>
      entries.get(key)?.version === version ? write(key, text) : undefined,
  };
};
