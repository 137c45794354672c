/** What a summary takes in of an event. */
export interface SummedEvent {
  readonly eventId: string | undefined;
  readonly when: string | undefined;
  readonly who: string | undefined;
  /** Whose calls are counted together; undefined where the record names nobody. */
  readonly identity: string | undefined;
  readonly isRoot: boolean;
  readonly what: string | undefined;
  readonly account: string | undefined;
  readonly from: string | undefined;
  /** What came of the call, and what it was about. */
  readonly outcome: string | undefined;
  readonly target: string | undefined;
  /** In a summary of what several rules matched. */
  readonly rule?: { readonly name: string };
  /** What happened, of the first of very many. */
  readonly sentence?: string | undefined;
  /** How many events are alike. @default 1 */
  readonly times?: number;
  /** Event IDs of others that are alike. */
  readonly otherEventIds?: readonly string[];
  /** How many more of them there are. @default 0 */
  readonly moreEventIds?: number;
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
  readonly outcomes: readonly Counted[];
  readonly targets: readonly Counted[];
  /** If there are several, in the order of the events. */
  readonly rules: readonly Counted[];
  /** The first event: `alice created an access key (event 5eed)`. */
  readonly example: string | undefined;
  readonly eventIDs: readonly string[];
  /** How many more there are, if any. */
  readonly moreEventIDs?: number;
}

export interface Counted {
  readonly name: string;
  readonly count: number;
}

export const summaryOf = (events: readonly SummedEvent[]): Summary => {
  const times = events.flatMap(({ when }) => when ?? []).toSorted();
  const sorted = rarestFirst(events);
  return {
    count: events.reduce((sum, event) => sum + timesOf(event), 0),
    first: times.at(0),
    last: times.at(-1),
    who: counted(sorted, distinctNameIn(sorted)),
    what: counted(sorted, ({ what }) => what),
    accounts: counted(sorted, ({ account }) => account),
    from: counted(sorted, ({ from }) => from),
    outcomes: counted(sorted, ({ outcome }) => outcome),
    targets: counted(sorted, ({ target }) => target),
    rules: counted(events, ({ rule }) => rule?.name),
    example: exampleIn(events),
    ...eventIdsOf(sorted),
  };
};

/** The first by time, of those whose sentence is known if there are any. */
const exampleIn = (events: readonly SummedEvent[]): string | undefined => {
  const known = events.filter(({ sentence }) => sentence !== undefined);
  const [first, ...others] = known.length > 0 ? known : events;
  if (first === undefined) return undefined;
  const example = others.reduce((one, next) => (isBefore(next, one) ? next : one), first);
  const { sentence = wordsFor(example), eventId } = example;
  if (sentence === undefined) return undefined;
  return eventId === undefined ? sentence : `${sentence} (event ${eventId})`;
};

const isBefore = ({ when }: SummedEvent, other: SummedEvent): boolean =>
  when !== undefined && (other.when === undefined || when < other.when);

const wordsFor = ({ who, what, outcome }: SummedEvent): string | undefined => {
  const by = who === undefined ? undefined : `by ${who}`;
  const came = what === undefined ? undefined : outcome;
  const parts = [what, by, came].filter((text) => text !== undefined);
  return parts.length === 0 ? undefined : parts.join(' ');
};

/** First one of each event, then those of others that are alike. */
const eventIdsOf = (sorted: readonly SummedEvent[]): Pick<Summary, 'eventIDs' | 'moreEventIDs'> => {
  const ids = sorted.flatMap(({ eventId }) => eventId ?? []);
  const others = sorted.flatMap(({ otherEventIds = [] }) => otherEventIds);
  const shown = others.slice(0, Math.max(0, maxEventIds - ids.length));
  const unknown = sorted.reduce((sum, { moreEventIds = 0 }) => sum + moreEventIds, 0);
  const more = others.length - shown.length + unknown;
  return { eventIDs: [...ids, ...shown], ...(more > 0 && { moreEventIDs: more }) };
};

const maxEventIds = 1000;

type NameOf = (event: SummedEvent) => string | undefined;

/** By how rare the identity behind an event is; among equals, by how rare the call is, then the address. */
const rarestFirst = (events: readonly SummedEvent[]): readonly SummedEvent[] => {
  const names: readonly NameOf[] = [identityOf, ({ what }) => what, ({ from }) => from, ({ who }) => who];
  const frequencies = names.map((nameOf) => frequencyIn(events, nameOf));
  return events
    .map((event) => ({ event, ranks: [event.isRoot ? 0 : 1, ...frequencies.map((of) => of(event))] }))
    .toSorted((a, b) => firstDifference(a.ranks, b.ranks))
    .map(({ event }) => event);
};

const frequencyIn = (events: readonly SummedEvent[], nameOf: NameOf): ((event: SummedEvent) => number) => {
  const counts = new Map<string | undefined, number>();
  for (const event of events) counts.set(nameOf(event), (counts.get(nameOf(event)) ?? 0) + timesOf(event));
  return (event) => counts.get(nameOf(event)) ?? 0;
};

const firstDifference = (a: readonly number[], b: readonly number[]): number =>
  a.map((rank, index) => rank - (b[index] ?? 0)).find((difference) => difference !== 0) ?? 0;

const identityOf: NameOf = ({ identity }) => identity;

/** Of several identities with the same name, those without an ARN are shown with what makes them different. */
const distinctNameIn = (events: readonly SummedEvent[]): NameOf => {
  const identities = new Map<string | undefined, Set<string | undefined>>();
  for (const event of events) {
    const known = identities.get(event.who) ?? new Set();
    identities.set(event.who, known.add(identityOf(event)));
  }
  return (event) => {
    const isShared = (identities.get(event.who)?.size ?? 0) > 1;
    // The name of a session begins with its identity, an ARN.
    return isShared && !event.who?.startsWith(event.identity ?? '') ? event.identity : event.who;
  };
};

/** Every name once, in the order in which it first occurs. */
const counted = (events: readonly SummedEvent[], nameOf: NameOf): readonly Counted[] => {
  const counts = new Map<string, number>();
  for (const event of events) {
    const name = nameOf(event);
    if (name !== undefined) counts.set(name, (counts.get(name) ?? 0) + timesOf(event));
  }
  return [...counts].map(([name, count]) => ({ name, count }));
};

const timesOf = ({ times = 1 }: SummedEvent): number => times;
