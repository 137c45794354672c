import type { RateLimit, Send } from '../destinations/destination.ts';
import { notSent, outOfTime } from './failure.ts';
import { realWait, type Wait } from './wait.ts';

/** A Send that waits for its turn: `burst` of them at once, and then `perSecond`. */
export const withRateLimit = (send: Send, { burst, perSecond }: RateLimit, wait: Wait = realWait): Send => {
  const intervalMs = 1000 / perSecond;
  let nextTurn = 0;
  return async (alert, tag, signal) => {
    const now = performance.now();
    const turn = Math.max(nextTurn, now);
    nextTurn = turn + intervalMs;
    const early = (burst - 1) * intervalMs;
    await wait(Math.max(0, turn - early - now), signal).catch(() => {
      throw notSent(outOfTime);
    });
    return send(alert, tag, signal);
  };
};
