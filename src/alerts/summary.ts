/** What a summary takes in of an event. */
export interface SummedEvent {
  readonly eventId: string | undefined;
  readonly when: string | undefined;
  readonly who: string | undefined;
  readonly what: string | undefined;
  readonly account: string | undefined;
  readonly from: string | undefined;
  /** How many events are alike. @default 1 */
  readonly times?: number;
}

/** Many events in a few lines. Every name is there once, the rarest first: an attacker may hide in a storm. */
export interface Summary {
  readonly count: number;
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly who: readonly Counted[];
  readonly what: readonly Counted[];
  readonly accounts: readonly Counted[];
  readonly from: readonly Counted[];
  readonly eventIDs: readonly string[];
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export const summaryOf = (events: readonly SummedEvent[]): Summary => {
  const times = events.flatMap(({ when }) => when ?? []).toSorted();
  const rarityOf = raritiesOf(events);
  const rarestFirst = events.toSorted((a, b) => rarityOf(a) - rarityOf(b));
  const counted = (name: (event: SummedEvent) => string | undefined): readonly Counted[] =>
    countsOf(rarestFirst, name, rarityOf);
  return {
    count: events.reduce((sum, event) => sum + timesOf(event), 0),
    first: times.at(0),
    last: times.at(-1),
    who: counted(({ who }) => who),
    what: counted(({ what }) => what),
    accounts: counted(({ account }) => account),
    from: counted(({ from }) => from),
    eventIDs: rarestFirst.flatMap(({ eventId }) => eventId ?? []),
  };
};

/**
 * How rare the identity behind an event is among all of them. An attacker can give every session of a role another
 * name, so sessions are as rare as their role. Nobody can become root like that, who comes first.
 */
const raritiesOf = (events: readonly SummedEvent[]): ((event: SummedEvent) => number) => {
  const counts = new Map<string, number>();
  for (const event of events) {
    const identity = identityOf(event);
    counts.set(identity, (counts.get(identity) ?? 0) + timesOf(event));
  }
  return (event) => (isRoot(event) ? 0 : (counts.get(identityOf(event)) ?? 0));
};

/** Session names end `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` and `ROLE_ID:SESSION`. */
const identityOf = ({ who = '' }: SummedEvent): string => {
  const [role] =
    /^arn:[\w-]+:sts::\d+:(?:assumed-role|federated-user)\/[^/]*|^A[A-Z0-9]{10,}(?=:)/.exec(who) ?? [];
  return role ?? who;
};

const isRoot = ({ who }: SummedEvent): boolean =>
  who !== undefined && /^arn:[\w-]+:(?:iam::\d+:root|sts::\d+:assumed-root)\b|^Root$/.test(who);

/** Names of the rarest identities come first, then rare names. */
const countsOf = (
  events: readonly SummedEvent[],
  nameOf: (event: SummedEvent) => string | undefined,
  rarityOf: (event: SummedEvent) => number,
): readonly Counted[] => {
  const found = new Map<string, { count: number; rarity: number }>();
  for (const event of events) {
    const name = nameOf(event);
    if (name === undefined) continue;
    const { count = 0, rarity = rarityOf(event) } = found.get(name) ?? {};
    found.set(name, { count: count + timesOf(event), rarity });
  }
  return [...found]
    .toSorted(([, a], [, b]) => a.rarity - b.rarity || a.count - b.count)
    .map(([name, { count }]) => ({ name, count }));
};

const timesOf = ({ times = 1 }: SummedEvent): number => times;
