import type { Pace, Send } from '../destinations/destination.ts';
import { notNow, timeIsUp } from '../destinations/failure.ts';
import { realWait, type Wait } from './wait.ts';

/** A Send that waits for its turn: `burst` of them at once, and then `perSecond`. */
export const paced = (send: Send, { burst, perSecond }: Pace, wait: Wait = realWait): Send => {
  const intervalMs = 1000 / perSecond;
  let nextTurn = 0;
  return async (alert, tag, signal) => {
    const now = performance.now();
    const turn = Math.max(nextTurn, now);
    nextTurn = turn + intervalMs;
    const early = (burst - 1) * intervalMs;
    await wait(Math.max(0, turn - early - now), signal).catch(() => {
      throw notNow(timeIsUp);
    });
    return send(alert, tag, signal);
  };
};
