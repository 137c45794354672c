import * as z from 'zod';
import { maxOrigins, type NewestByOrigin } from './seen.ts';

/** What is known of an account and region that writes log files. Times in milliseconds. */
const originSchema = z.object({
  /** When the first and the newest log file was written. */
  since: z.number(),
  newest: z.number(),
  /** How often the newest was another one than before. */
  changes: z.number(),
  /** The longest time between two log files, for each of the last days. */
  gaps: z.record(z.string(), z.number()),
  isSilent: z.boolean(),
});

export const rhythmsSchema = z.record(z.string(), originSchema);

/** By `ACCOUNT/REGION`. */
export type Rhythms = Readonly<z.infer<typeof rhythmsSchema>>;

type Origin = Readonly<z.infer<typeof originSchema>>;

/** An account and region, and how long its newest log file is ago. */
export interface Silence {
  readonly origin: string;
  readonly silentMs: number;
  /** The longest time that it was silent before. */
  readonly usualMs: number;
}

export interface Heartbeat {
  readonly rhythms: Rhythms;
  /** Those that used to write and do not, also if that was found before. */
  readonly silent: readonly Silence[];
  /** Those that were silent and write again, and for how long they were. */
  readonly back: readonly Silence[];
}

/**
 * Compares what was seen with what each account and region used to write. It is silent when its newest log file is longer
 * ago than its longest gap of the last 14 days and `silentAfterMs` together, so that neither nights nor weekends count.
 * A gap that was an alert does not become usual. What was never regular, or is silent for 14 days, is forgotten.
 */
export const compare = (
  before: Rhythms,
  seen: NewestByOrigin,
  { now, silentAfterMs }: { readonly now: number; readonly silentAfterMs: number },
): Heartbeat => {
  const rhythms: Record<string, Origin> = {};
  const silent: Silence[] = [];
  const back: Silence[] = [];
  const names = new Set([...Object.keys(before), ...seen.keys()]);
  // Those that are known come first.
  for (const name of [...names].slice(0, maxOrigins)) {
    const known = before[name];
    const newest = Math.min(now, Math.max(seen.get(name) ?? 0, known?.newest ?? 0));
    const origin = known === undefined ? first(newest) : advanced(known, newest, now);
    const usualMs = usualGap(origin);
    const silentMs = now - newest;
    if (silentMs > forgetAfterMs) continue;
    const isSilent = isRegular(origin, usualMs) && silentMs > usualMs + silentAfterMs;
    if (isSilent) silent.push({ origin: name, silentMs, usualMs });
    else if (known?.isSilent) back.push({ origin: name, silentMs: newest - known.newest, usualMs });
    rhythms[name] = { ...origin, isSilent };
  }
  return { rhythms, silent, back };
};

const dayMs = 86_400_000;

const forgetAfterMs = 14 * dayMs;

const first = (newest: number): Origin => ({ since: newest, newest, changes: 0, gaps: {}, isSilent: false });

const advanced = (known: Origin, newest: number, now: number): Origin => {
  if (newest <= known.newest) return { ...known, gaps: recent(known.gaps, now) };
  const day = new Date(newest).toISOString().slice(0, 10);
  const gap = known.isSilent ? 0 : newest - known.newest;
  const gaps = { ...known.gaps, [day]: Math.max(gap, known.gaps[day] ?? 0) };
  return { ...known, newest, changes: known.changes + 1, gaps: recent(gaps, now) };
};

const recent = (gaps: Origin['gaps'], now: number): Origin['gaps'] =>
  Object.fromEntries(Object.entries(gaps).filter(([day]) => now - Date.parse(day) <= forgetAfterMs + dayMs));

const usualGap = ({ gaps }: Origin): number => Math.max(0, ...Object.values(gaps));

/** Whoever writes all day is known after one. Whoever sleeps at night may rest at the weekend, so that takes a week. */
const isRegular = ({ changes, since, newest }: Origin, usualMs: number): boolean =>
  changes >= 5 && newest - since >= Math.min(7 * dayMs, Math.max(dayMs, 24 * usualMs));
