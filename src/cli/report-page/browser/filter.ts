import type { Row } from '../data.ts';
import type { Alert } from './alerts.ts';
import { severities } from './severities.ts';

/** Which alerts are shown. */
export interface Filter {
  /** Words that must all be there. */
  readonly search: string;
  readonly severities: ReadonlySet<Row['severity']>;
  /** Columns in which only one value is shown. */
  readonly picks: Picks;
  readonly period: Period | undefined;
}

export type Picks = Readonly<Partial<Record<Pickable, string>>>;

export type Pickable = 'rule' | 'who' | 'account' | 'source';

/** Milliseconds since 1970, of which the end is not part of it. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export const filtered = (
  alerts: readonly Alert[],
  { search, severities: shown, picks, period }: Filter,
): readonly Alert[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  // These are the keys and values that `picks` was made with.
  const picked = Object.entries(picks) as readonly (readonly [Pickable, string])[];
  return alerts.filter(
    (alert) =>
      shown.has(alert.severity) &&
      picked.every(([column, value]) => alert[column] === value) &&
      (period === undefined || (alert.at >= period.from && alert.at < period.to)) &&
      words.every((word) => alert.searched().includes(word)),
  );
};

export const columns = ['severity', 'time', 'rule', 'what', 'who', 'target', 'account', 'source'] as const;

export type Column = (typeof columns)[number];

export interface Order {
  readonly column: Column;
  readonly descending: boolean;
}

/** Of equals, the newest first. */
export const sorted = (alerts: readonly Alert[], { column, descending }: Order): readonly Alert[] => {
  const sign = descending ? -1 : 1;
  return alerts.toSorted((a, b) => sign * compare(a, b, column) || -compareTexts(a.time, b.time));
};

const compare = (a: Alert, b: Alert, column: Column): number => {
  if (column === 'severity') return severities.indexOf(a.severity) - severities.indexOf(b.severity);
  if (column === 'account') return compareTexts(a.account, b.account) || compareTexts(a.region, b.region);
  return compareTexts(a[column], b[column]);
};

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Every value of a column with how often it is there, the most frequent first. */
export const countedBy = (
  alerts: readonly Alert[],
  column: Pickable,
): readonly (readonly [value: string, count: number])[] => {
  const counts = new Map<string, number>();
  for (const alert of alerts) counts.set(alert[column], (counts.get(alert[column]) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
};
