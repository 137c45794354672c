import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { json } from 'node:stream/consumers';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { unzipSync } from 'fflate';
import { built } from './build.ts';
import { pathOf } from './fixtures.ts';

/** What an invocation gave, as Lambda sees it. */
export type Invocation =
  | { readonly ok: true; readonly response: unknown }
  | { readonly ok: false; readonly errorType: string; readonly errorMessage: string };

export interface Lambda extends AsyncDisposable {
  /** Invokes the function and waits for its end. `timeoutMs` is what is left of its time. */
  invoke(event: unknown, timeoutMs?: number): Promise<Invocation>;
  /** The events that the process has taken, in order. */
  readonly events: readonly unknown[];
  /** Lines that the function has logged, parsed where they are JSON. */
  readonly logs: readonly unknown[];
  readonly output: () => string;
  /** Sends the process a signal: SIGKILL ends it without a word, SIGSTOP pauses it. Gives whether there was a process. */
  readonly signal: (signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT') => boolean;
  /** Whether another event may be given to it. */
  readonly isAlive: () => boolean;
}

export interface LambdaOptions {
  readonly config?: string;
  /** Where the zip has been unpacked before. @default a new folder */
  readonly folder?: string;
  /** Modules that Node loads before everything else, as paths of the repository. */
  readonly preloads?: readonly string[];
  /** By which deadlines are given. */
  readonly clock?: () => number;
}

/**
 * The function in the zip under the real runtime client, in a process of its own, against a Runtime API of ours
 * (Lambda Developer Guide, "Using the Lambda runtime API").
 */
export const startLambda = async (
  env: Readonly<Record<string, string>>,
  { config, folder = unpack(config), preloads = [], clock = Date.now }: LambdaOptions = {},
): Promise<Lambda> => {
  const api = await startRuntimeApi(clock);
  const imports = ['test/support/runtime/rapid-client.mjs', ...preloads];
  const child = spawn(
    process.execPath,
    [
      ...imports.flatMap((path) => ['--import', pathOf(path)]),
      pathOf('node_modules/aws-lambda-ric/index.mjs'),
    ],
    {
      cwd: folder,
      env: { ...lambdaEnvironment(api.address, folder), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const output = collectOutput(child);
  let isKilled = false;
  child.once('exit', (code, signal) =>
    api.end({
      ok: false,
      errorType: 'Runtime.ExitError',
      errorMessage: `exit ${code ?? signal}: ${output().slice(-2000)}`,
    }),
  );
  return {
    invoke: async (event, timeoutMs = 30_000) => {
      const invocation = await api.invoke(event, timeoutMs);
      // What the process has logged before it answered lies in the pipe: it is read in one of the next turns.
      await nextTurn();
      await nextTurn();
      return invocation;
    },
    events: api.events,
    get logs() {
      return output().split('\n').filter(Boolean).map(parsed);
    },
    output,
    signal: (signal) => {
      isKilled ||= signal === 'SIGKILL';
      return child.kill(signal);
    },
    isAlive: () => !isKilled && child.exitCode === null && child.signalCode === null,
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      api.close();
    },
  };
};

/** A folder with what is in the zip, and this config if there is one. */
export const unpack = (config: string | undefined): string => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-lambda-'));
  const entries = unzipSync(readFileSync(built('test.zip')));
  for (const [name, bytes] of Object.entries(entries)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  if (config !== undefined) writeFileSync(join(folder, 'tattletail.toml'), config);
  return folder;
};

/** Without AWS_EXECUTION_ENV, which would say that this is Lambda: there, no webhook may be on this machine. */
const lambdaEnvironment = (api: string, folder: string): Record<string, string> => ({
  AWS_LAMBDA_RUNTIME_API: api,
  AWS_LAMBDA_FUNCTION_NAME: 'cloudtrail-tattletail',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '1024',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/cloudtrail-tattletail',
  AWS_LAMBDA_LOG_STREAM_NAME: 'stream',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'not a secret',
  LAMBDA_TASK_ROOT: folder,
  _HANDLER: 'index.handler',
  PATH: process.env.PATH ?? '',
});

const startRuntimeApi = async (clock: () => number) => {
  const waiting: ServerResponse[] = [];
  const pending: { event: unknown; timeoutMs: number; id: string }[] = [];
  const ends = new Map<string, (invocation: Invocation) => void>();
  const events: unknown[] = [];
  let count = 0;

  const serveNext = (): void => {
    const response = waiting[0];
    const invocation = pending[0];
    if (response === undefined || invocation === undefined) return;
    waiting.shift();
    pending.shift();
    events.push(invocation.event);
    response.writeHead(200, {
      'lambda-runtime-aws-request-id': invocation.id,
      'lambda-runtime-deadline-ms': String(Math.round(clock() + invocation.timeoutMs)),
      'lambda-runtime-invoked-function-arn':
        'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail',
    });
    response.end(JSON.stringify(invocation.event) ?? 'null');
  };

  const end = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const [, id = '', kind] = /invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? [];
    // The runtime client posts JSON; an empty body is a handler that returns nothing.
    const body = (await json(request).catch(() => null)) as {
      errorType: string;
      errorMessage: string;
    } | null;
    response.writeHead(202).end('{}');
    if (kind === 'response') ends.get(id)?.({ ok: true, response: body });
    else
      ends.get(id)?.({ ok: false, errorType: body?.errorType ?? '', errorMessage: body?.errorMessage ?? '' });
  };

  const server = createServer((request, response) => {
    if (request.method === 'POST') return void end(request, response);
    waiting.push(response);
    serveNext();
  });
  // Lambda's API waits for the function however long it computes.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');

  return {
    address: `127.0.0.1:${address.port}`,
    events,
    invoke: (event: unknown, timeoutMs: number) =>
      new Promise<Invocation>((resolve) => {
        count += 1;
        const id = `request-${count}`;
        ends.set(id, resolve);
        pending.push({ event, timeoutMs, id });
        serveNext();
      }),
    /** Ends every invocation, since the process that should answer is gone. */
    end: (invocation: Invocation) => {
      for (const resolve of ends.values()) resolve(invocation);
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const collectOutput = (child: ChildProcess): (() => string) => {
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
};

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return line;
  }
};
