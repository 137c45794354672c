/** Parts of at most a thousand, so that a message stays readable. */
export const partsOf = <Of>(all: readonly Of[]): readonly (readonly Of[])[] =>
  Array.from({ length: Math.ceil(all.length / maxEntries) }, (_, index) =>
    all.slice(index * maxEntries, (index + 1) * maxEntries),
  );

const maxEntries = 1000;
