import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Answer, sendAnswer, sendPart, sendSlowly } from './answer.ts';
import { createFaults, type Fault, type Faults, type RequestHead } from './faults.ts';

/** Milliseconds since the epoch. */
export type Clock = () => number;

export interface Request extends RequestHead {
  readonly at: number;
  readonly body: Buffer;
}

/** One request in a server's log, in the order of arrival. */
interface Arrival extends RequestHead {
  readonly at: number;
  /** Missing while the body is read, and when it never came whole. */
  readonly body?: Buffer;
  /** What went wrong with it, as the test asked for it. */
  readonly fault?: Fault;
  /** Whether the service saw the request at all. It may still have refused it. */
  readonly applied: boolean;
  /** The status that the client was sent. Missing when it was sent none. */
  readonly status?: number;
}

export interface Loopback extends AsyncDisposable {
  readonly url: string;
  readonly requests: readonly Arrival[];
  readonly faults: Faults;
  /** Ends every connection, hanging ones too. Throws when the fake itself broke. */
  readonly close: () => Promise<void>;
}

/**
 * A service on 127.0.0.1. `handle` is synchronous, so what it does to the service's state is atomic: requests take
 * effect one after the other, in the order in which their last bytes came.
 */
export const startLoopback = async (
  handle: (request: Request) => Answer,
  clock: Clock = Date.now,
): Promise<Loopback> => {
  const requests: Mutable<Arrival>[] = [];
  const broken: unknown[] = [];
  const { take, ...faults } = createFaults();

  const serve = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('date', new Date(clock()).toUTCString());
    const arrival: Mutable<Arrival> = {
      ...headOf(incoming, requests.length + 1),
      at: clock(),
      applied: false,
    };
    requests.push(arrival);
    const fault = take(arrival);
    if (fault !== undefined) arrival.fault = fault;
    if (fault?.kind === 'reset before reading') return void incoming.socket.resetAndDestroy();
    const body = await buffer(incoming).catch(() => undefined);
    if (body === undefined) return;
    arrival.body = body;
    const apply = (): Answer => {
      arrival.applied = true;
      return handle({ ...arrival, body });
    };
    await answerWith(fault, apply, response, (status) => {
      arrival.status = status;
    });
  };

  const server = createServer((incoming, response) => {
    serve(incoming, response).catch((error: unknown) => {
      broken.push(error);
      incoming.socket.destroy();
    });
  });
  // Longer than any client keeps a connection: a request must not arrive on one that was just closed.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const close = async (): Promise<void> => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
    if (broken.length > 0) throw new AggregateError(broken.splice(0), 'the fake server itself broke');
  };
  return { url: urlOf(server.address()), requests, faults, close, [Symbol.asyncDispose]: close };
};

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"'\p{Cc}]/gu, (character) => `&#x${character.charCodeAt(0).toString(16)};`);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const answerWith = async (
  fault: Fault | undefined,
  apply: () => Answer,
  response: ServerResponse,
  noteStatus: (status: number) => void,
): Promise<void> => {
  const noted = <T extends Answer>(answer: T): T => {
    noteStatus(answer.status);
    return answer;
  };
  switch (fault?.kind) {
    case undefined:
      return sendAnswer(response, noted(apply()));
    case 'answer':
      if (fault.applied) apply();
      return sendAnswer(response, noted(fault.answer));
    case 'slow': {
      const answer = apply();
      await sleep(fault.ms, undefined, { ref: false });
      return sendAnswer(response, noted(answer));
    }
    case 'held': {
      const answer = apply();
      await fault.until;
      return sendAnswer(response, noted(answer));
    }
    case 'drip':
      return sendSlowly(response, noted(apply()), fault.ms);
    case 'stall body':
      return sendPart(response, noted(apply()), fault.at);
    case 'cut body':
      await sendPart(response, noted(apply()), fault.at);
      return void response.destroy();
    case 'lost response':
      apply();
      return void response.destroy();
    case 'hang':
      if (fault.applied) apply();
      return;
    case 'reset before answering':
      if (fault.applied) apply();
      return void response.socket?.resetAndDestroy();
  }
};

const headOf = (incoming: IncomingMessage, number: number): RequestHead => ({
  number,
  method: incoming.method ?? '',
  target: incoming.url ?? '',
  headers: Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)])),
});

const urlOf = (address: ReturnType<ReturnType<typeof createServer>['address']>): string => {
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
};
