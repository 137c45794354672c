import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a server says to a request. Content-Length is added when it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export const sendAnswer = (response: ServerResponse, answer: Answer): void => {
  response.end(sendHead(response, answer));
};

/** Promises the whole body in Content-Length and sends only this fraction of it. Leaves the response open. */
export const sendPart = async (response: ServerResponse, answer: Answer, fraction: number): Promise<void> => {
  const body = sendHead(response, answer);
  response.flushHeaders();
  await write(response, body.subarray(0, Math.floor(body.length * fraction)));
};

/** The body in small pieces that take `ms` in all: never silent for long, and never quick. */
export const sendSlowly = async (response: ServerResponse, answer: Answer, ms: number): Promise<void> => {
  const body = sendHead(response, answer);
  response.flushHeaders();
  for (let piece = 0; piece < pieces; piece++) {
    await sleep(ms / pieces, undefined, { ref: false });
    if (response.destroyed) return;
    await write(
      response,
      body.subarray((body.length * piece) / pieces, (body.length * (piece + 1)) / pieces),
    );
  }
  response.end();
};

const pieces = 20;

const sendHead = (response: ServerResponse, { status, headers, body = '' }: Answer): Buffer => {
  const bytes =
    typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.length);
  const length = status === 204 || status === 304 ? {} : { 'content-length': String(bytes.length) };
  response.writeHead(status, { ...length, ...headers });
  return bytes;
};

/** Resolves when the bytes have left, or cannot any more. */
const write = (response: ServerResponse, bytes: Uint8Array): Promise<void> =>
  new Promise((resolve) => {
    if (response.destroyed || bytes.length === 0) return resolve();
    response.once('close', resolve);
    response.write(bytes, () => {
      response.off('close', resolve);
      resolve();
    });
  });
