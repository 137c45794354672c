/** Keeps a map or set at `capacity`, once for each entry that is added: they hold their entries in the order of adding. */
export const dropOldest = <Key>(
  entries: { readonly size: number; keys(): Iterable<Key>; delete(key: Key): boolean },
  capacity: number,
): void => {
  if (entries.size <= capacity) return;
  for (const oldest of entries.keys()) {
    entries.delete(oldest);
    return;
  }
};
