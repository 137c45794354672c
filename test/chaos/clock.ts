import { setTimeout as sleep } from 'node:timers/promises';

/** A clock that runs faster than the wall clock, for everything that waits. */
export interface FastClock {
  /** Milliseconds since the epoch, by this clock. */
  readonly now: () => number;
  /** This many milliseconds of this clock, in milliseconds of the wall clock. */
  readonly wallMs: (ms: number) => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** Gives this clock to a process that preloads `fast-clock.mjs`. */
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
