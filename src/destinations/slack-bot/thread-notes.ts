import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod';
import { type Severity, severities } from '../../alerts/severity.ts';
import { jsonIn } from '../../json.ts';
import type { Notes } from '../notes.ts';

/** A thread that messages can be posted to. */
export interface Thread {
  /** The ID of the channel. */
  readonly channel: string;
  /** Of its first message. */
  readonly ts: string;
  /** When that was posted, in milliseconds since the epoch. */
  readonly at: number;
  /** That of the most severe alert so far. */
  readonly severity: Severity;
  /** Whether a call succeeded, of those that it has shown. */
  readonly succeeded: boolean;
  /** From where its calls came; of very many, the last ones. */
  readonly addresses: readonly string[];
}

/** `unknown`: another process is opening it for too long, or where notes are kept gives no answer. */
type FoundThread =
  | { readonly kind: 'open'; readonly thread: Thread; readonly version: string }
  | { readonly kind: 'ours to open'; readonly version: string }
  | { readonly kind: 'unknown' };

export type Wait = (ms: number, signal: AbortSignal) => Promise<unknown>;

/** The notes on threads that are open for so many minutes. Nothing here rejects. */
export const threadNotes = (notes: Notes, minutes: number, wait: Wait) => {
  /** One of the future was noted by a wrong clock. */
  const isOver = ({ at }: Thread): boolean => Math.abs(notes.now() - at) >= minutes * 60_000;

  const opening = (owner: string): string =>
    JSON.stringify({ state: 'opening', owner, until: notes.now() + openingMs });

  /** Of several processes, one creates or replaces the note and opens the thread. The others wait for it. */
  const find = async (key: string, signal: AbortSignal): Promise<FoundThread> => {
    const owner = randomUUID();
    const created = await notes.create(key, opening(owner), signal);
    if (created !== undefined) return { kind: 'ours to open', version: created };
    for (let poll = 1; poll <= maxPolls; poll += 1) {
      const found = await notes.read(key, signal);
      if (found === undefined) return { kind: 'unknown' };
      const { version } = found;
      const note = noteIn(found.text);
      if (note?.state === 'open' && !isOver(note)) return { kind: 'open', thread: note, version };
      if (note?.state === 'opening') {
        // Our own write: its answer was lost.
        if (note.owner === owner) return { kind: 'ours to open', version };
        const left = note.until - notes.now();
        if (left > 0 && left <= 2 * openingMs) {
          await wait(pollMs, signal);
          continue;
        }
      }
      const replaced = await notes.replace(key, opening(owner), version, signal);
      if (replaced !== undefined) return { kind: 'ours to open', version: replaced };
    }
    return { kind: 'unknown' };
  };

  const takeOver = async (key: string, version: string, signal: AbortSignal): Promise<FoundThread> => {
    const replaced = await notes.replace(key, opening(randomUUID()), version, signal);
    return replaced === undefined ? { kind: 'unknown' } : { kind: 'ours to open', version: replaced };
  };

  const write = async (key: string, note: Note, version: string, signal: AbortSignal): Promise<void> => {
    await notes.replace(key, JSON.stringify(note), version, signal).catch(() => undefined);
  };

  return {
    now: notes.now,
    find: (key: string, signal: AbortSignal) => find(key, signal).catch(unknown),
    /** For one that turned out to be gone: the next one is ours to open. */
    takeOver: (key: string, version: string, signal: AbortSignal) =>
      takeOver(key, version, signal).catch(unknown),
    keep: (key: string, thread: Thread, version: string, signal: AbortSignal) =>
      write(key, { state: 'open', ...thread }, version, signal),
    /** When it could not be opened: others need not wait. */
    giveUp: (key: string, version: string, signal: AbortSignal) =>
      write(key, { state: 'opening', owner: '', until: 0 }, version, signal),
  };
};

export const realWait: Wait = (ms, signal) => sleep(ms, undefined, { signal });

const unknown = (): FoundThread => ({ kind: 'unknown' });

/** Longer than Slack may take to answer. In milliseconds. */
const openingMs = 12_000;

const pollMs = 500;
const maxPolls = 6;

const noteSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('opening'), owner: z.string(), until: z.number() }),
  z.object({
    state: z.literal('open'),
    channel: z.string(),
    ts: z.string(),
    at: z.number(),
    severity: z.enum(severities),
    succeeded: z.boolean(),
    addresses: z.array(z.string()).readonly().default([]),
  }),
]);

type Note = Readonly<z.infer<typeof noteSchema>>;

const noteIn = (text: string): Note | undefined => noteSchema.safeParse(jsonIn(text)).data;
