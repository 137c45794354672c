import type { Explain } from './explain.ts';
import type { Message } from './messages.ts';
import { alertKey, type ExpectedAlert } from './traffic.ts';

/** How the delivery of every alert ended, as its readers see it. */
export interface Reconciliation {
  readonly alerts: number;
  readonly exactlyOnce: number;
  /** Received several times, and every time but one with a note. */
  readonly labelledDuplicates: number;
  /** Those of them whose message without a note was not the first, and whose sender could not have known. */
  readonly notedTooSoon: number;
  /** Received several times without a note, or with a note too late. */
  readonly silentDuplicates: readonly string[];
  /** Not received, and nothing is left that could deliver it. */
  readonly lost: readonly string[];
  /** Not received, but Lambda's on-failure destination keeps its event. */
  readonly kept: readonly string[];
  /** Received, though no rule matched. */
  readonly unexpected: readonly string[];
  /** Received several times under different ids, so that readers could not see that they are the same. */
  readonly idChanged: readonly string[];
}

export const reconcile = (
  expected: ReadonlyMap<string, ExpectedAlert>,
  messages: readonly Message[],
  keptEventIds: ReadonlySet<string>,
  explain: Explain,
): Reconciliation => {
  const received = Map.groupBy(messages.flatMap(byEvent), ({ key }) => key);
  const endings = [...expected].map(([key, alert]) => ({
    key,
    ending: endingOf(alert, received.get(key) ?? [], keptEventIds.has(alert.eventId), explain),
  }));
  const keysOf = (...wanted: readonly Ending[]): readonly string[] =>
    endings.filter(({ ending }) => wanted.includes(ending)).map(({ key }) => key);
  return {
    alerts: expected.size,
    exactlyOnce: keysOf('exactly once').length,
    labelledDuplicates: keysOf('labelled', 'noted too soon').length,
    notedTooSoon: keysOf('noted too soon').length,
    silentDuplicates: keysOf('silent'),
    lost: keysOf('lost'),
    kept: keysOf('kept'),
    unexpected: [...received.keys()].filter((key) => !expected.has(key)),
    idChanged: [...received].filter(([, all]) => idsOf(all).size > 1).map(([key]) => key),
  };
};

type Ending = 'exactly once' | 'labelled' | 'noted too soon' | 'silent' | 'lost' | 'kept';

const endingOf = (
  alert: ExpectedAlert,
  messages: readonly Message[],
  isKept: boolean,
  explain: Explain,
): Ending => {
  if (messages.length === 0) return isKept ? 'kept' : 'lost';
  if (messages.length === 1) return 'exactly once';
  const [plain, another] = messages.filter(({ note }) => note === 'none');
  if (another !== undefined) return 'silent';
  if (plain === undefined || plain === messages[0]) return 'labelled';
  return explain(alert, messages.slice(0, messages.indexOf(plain)), plain) ? 'noted too soon' : 'silent';
};

interface EventMessage extends Message {
  readonly key: string;
}

/** A roundup is a message about each of its events. */
const byEvent = (message: Message): readonly EventMessage[] =>
  message.eventIds.map((eventId) => ({ ...message, key: alertKey({ ...message, eventId }) }));

/** Roundups have their own ids. */
const idsOf = (messages: readonly Message[]): ReadonlySet<string> =>
  new Set(messages.filter(({ isRoundup }) => !isRoundup).map(({ alertId }) => alertId));
