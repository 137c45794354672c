/** The first of several alike, and how many they are. */
export interface Repeated<Of> {
  readonly first: Of;
  readonly times: number;
}

export const once = <Of>(first: Of): Repeated<Of> => ({ first, times: 1 });

/** One entry for all that have the same of something. */
export const mergeAlike = <Of>(
  all: readonly Repeated<Of>[],
  sameOf: (of: Of) => unknown,
): readonly Repeated<Of>[] => {
  if (all.length <= 1) return all;
  const alike = [...Map.groupBy(all, ({ first }) => sameOf(first)).values()];
  return alike.flatMap((group) => group.slice(0, 1).map(({ first }) => ({ first, times: timesOf(group) })));
};

export const timesOf = (repeated: readonly { readonly times: number }[]): number =>
  repeated.reduce((total, { times }) => total + times, 0);
