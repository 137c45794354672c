import { setTimeout as sleep } from 'node:timers/promises';

/** A time that runs faster than on the wall, for everything that waits. */
export interface FastClock {
  /** Milliseconds since the epoch, in this time. */
  readonly now: () => number;
  /** So many milliseconds of this time, on the wall. */
  readonly wallMs: (ms: number) => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** What lets a process that preloads `fast-clock.mjs` live in this time. */
  readonly env: { readonly FAST_CLOCK: string };
}

export const startFastClock = (speed: number): FastClock => {
  const begin = Date.now();
  const wallMs = (ms: number): number => ms / speed;
  return {
    now: () => Math.round(begin + (Date.now() - begin) * speed),
    wallMs,
    sleep: (ms) => sleep(wallMs(ms)),
    env: { FAST_CLOCK: `${speed}@${begin}` },
  };
};
