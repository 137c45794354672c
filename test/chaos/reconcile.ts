import type { Explain } from './explain.ts';
import type { Message } from './messages.ts';
import { alertKey, type ExpectedAlert } from './traffic.ts';

/** What became of every alert, as those see it who got the messages. */
export interface Reconciliation {
  readonly alerts: number;
  readonly exactlyOnce: number;
  /** Told several times, and every time but one says so. */
  readonly labelledRepeats: number;
  /** Those of them in which the message without a note was not the first, and nobody could have known. */
  readonly notedTooSoon: number;
  /** Told again without a word, or without one that anybody could understand. */
  readonly silentRepeats: readonly string[];
  /** Not told, and nothing is left that could tell it. */
  readonly lost: readonly string[];
  /** Not told, but Lambda keeps its event. */
  readonly held: readonly string[];
  /** Told, though nobody should have. */
  readonly unexpected: readonly string[];
  /** Told several times under different ids, so that nobody could know them for the same. */
  readonly idChanged: readonly string[];
}

export const reconcile = (
  expected: ReadonlyMap<string, ExpectedAlert>,
  messages: readonly Message[],
  heldEventIds: ReadonlySet<string>,
  explain: Explain,
): Reconciliation => {
  const told = Map.groupBy(messages.flatMap(tellings), ({ key }) => key);
  const endings = [...expected].map(([key, alert]) => ({
    key,
    ending: endingOf(alert, told.get(key) ?? [], heldEventIds.has(alert.eventId), explain),
  }));
  const keysOf = (...wanted: readonly Ending[]): readonly string[] =>
    endings.filter(({ ending }) => wanted.includes(ending)).map(({ key }) => key);
  return {
    alerts: expected.size,
    exactlyOnce: keysOf('exactly once').length,
    labelledRepeats: keysOf('labelled', 'noted too soon').length,
    notedTooSoon: keysOf('noted too soon').length,
    silentRepeats: keysOf('silent'),
    lost: keysOf('lost'),
    held: keysOf('held'),
    unexpected: [...told.keys()].filter((key) => !expected.has(key)),
    idChanged: [...told].filter(([, all]) => idsOf(all).size > 1).map(([key]) => key),
  };
};

type Ending = 'exactly once' | 'labelled' | 'noted too soon' | 'silent' | 'lost' | 'held';

const endingOf = (
  alert: ExpectedAlert,
  tellings: readonly Message[],
  isHeld: boolean,
  explain: Explain,
): Ending => {
  if (tellings.length === 0) return isHeld ? 'held' : 'lost';
  if (tellings.length === 1) return 'exactly once';
  const [plain, another] = tellings.filter(({ note }) => note === 'none');
  if (another !== undefined) return 'silent';
  if (plain === undefined || plain === tellings[0]) return 'labelled';
  return explain(alert, tellings.slice(0, tellings.indexOf(plain)), plain) ? 'noted too soon' : 'silent';
};

interface Telling extends Message {
  readonly key: string;
}

const tellings = (message: Message): readonly Telling[] =>
  message.eventIds.map((eventId) => ({ ...message, key: alertKey({ ...message, eventId }) }));

/** A roundup has an id of its own. */
const idsOf = (tellings: readonly Message[]): ReadonlySet<string> =>
  new Set(tellings.filter(({ isRoundup }) => !isRoundup).map(({ alertId }) => alertId));
