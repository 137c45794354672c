// Preloaded into a process whose time is to run faster: FAST_CLOCK is `speed@begin`, where begin is the millisecond at
// which both times were the same. Everything that waits waits that much shorter, and what asks the clock is told what a
// process with more patience would have been told. The function itself is the one that is shipped: it knows nothing.
import events from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import net from 'node:net';
import timers from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

const [speed, begin] = process.env.FAST_CLOCK.split('@').map(Number);

const { now } = Date;
Date.now = () => Math.round(begin + (now() - begin) * speed);

const sinceStart = performance.now.bind(performance);
performance.now = () => sinceStart() * speed;

const { setTimeout: wait } = globalThis;
globalThis.setTimeout = (callback, ms, ...rest) => wait(callback, ms / speed, ...rest);

const { setTimeout: sleep } = timers;
timers.setTimeout = (ms, ...rest) => sleep(ms / speed, ...rest);

// Only waiting runs faster, not computing. Patience of a few seconds would be over while a busy machine lets this process
// or the servers stand still, so it is counted in small parts: a part that was stood through counts once.
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => (ms > 10_000 ? timeout(Math.ceil(ms / speed)) : patience(ms / speed));

const patience = (ms) => {
  const controller = new AbortController();
  const part = Math.min(ms, 20);
  const count = (left) => {
    if (left > 0) return void wait(count, part, left - part).unref();
    controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
  };
  wait(count, part, ms - part).unref();
  return controller.signal;
};

const { setTimeout: whenIdle } = net.Socket.prototype;
net.Socket.prototype.setTimeout = function (ms, ...rest) {
  return whenIdle.call(this, Math.ceil(ms / speed), ...rest);
};

// jq computes rather than waits, and computes no faster than ever: its limits of time are left out.
const { once } = events;
events.once = (emitter, name, options) =>
  emitter instanceof Worker ? once(emitter, name) : once(emitter, name, options);

syncBuiltinESMExports();
