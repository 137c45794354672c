import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/json.ts';
import { claimsIn, endLeases } from './claims.ts';
import { notification, object } from './events.ts';
import { type Lambda, startLambda } from './lambda.ts';
import { messagesAbout } from './messages.ts';
import { type ConfigOptions, configFor } from './service-config.ts';
import { startServices } from './services.ts';

/**
 * The function of the zip with its services, and its ledger in S3. Its process may be replaced, and others may run
 * beside it; the services stay.
 */
export const startFunction = async (options: ConfigOptions = {}) => {
  const services = await startServices();
  const { s3, ses, sns } = services;
  const processes: Lambda[] = [];

  const start = async (more: Readonly<Record<string, string>> = {}): Promise<Lambda> => {
    const env = {
      ...more,
      AWS_ENDPOINT_URL_S3: s3.url,
      AWS_ENDPOINT_URL_SESV2: ses.url,
      AWS_ENDPOINT_URL_SNS: sns.url,
    };
    const lambda = await startLambda(env, { config: configFor(services, options) });
    processes.push(lambda);
    return lambda;
  };
  let current = await start();

  return {
    ...services,
    /** Another process of the function, with more in its environment. */
    start,
    /** Goes on in a new process, with nothing in memory. */
    restart: async (): Promise<void> => {
      current.signal('SIGKILL');
      current = await start();
    },
    get process(): Lambda {
      return current;
    },
    invoke: (event: unknown, timeoutMs?: number) => current.invoke(event, timeoutMs),
    /** Puts a log file with these records where the trail is, and gives its key. */
    putRecords: (key: string, ...records: readonly JsonObject[]): string => {
      s3.put('my-trail', key, gzipSync(JSON.stringify({ Records: records })));
      return key;
    },
    /** The events that the processes have taken, those of each process in order. */
    events: () => processes.flatMap(({ events }) => events),
    /** How often S3 has sent a log file. */
    reads: (key: string): number =>
      s3.requests.filter(({ target, status }) => status === 200 && keyIn(target) === `/my-trail/${key}`)
        .length,
    messagesAbout: (eventID: string) => messagesAbout(eventID, services),
    claims: () => [...claimsIn(services).values()],
    endLeases: () => endLeases(services),
    [Symbol.asyncDispose]: async () => {
      for (const lambda of processes) await lambda[Symbol.asyncDispose]();
      await services[Symbol.asyncDispose]();
    },
  };
};

const keyIn = (target: string): string => decodeURIComponent(new URL(target, 'http://s3').pathname);

export type FunctionUnderTest = Awaited<ReturnType<typeof startFunction>>;

/** S3's notification that log files of the trail were written. */
export const created = (...keys: readonly string[]) =>
  notification(...keys.map((key) => object(encodeURIComponent(key), undefined, 'my-trail')));

/** The response of an asynchronous invocation that succeeded. */
export const done = { ok: true, response: null };

/** The lines of an error that lists what failed. */
export const failuresIn = (invocation: Awaited<ReturnType<Lambda['invoke']>>): readonly string[] =>
  invocation.ok ? [] : invocation.errorMessage.split('\n').map((line) => line.trim());
