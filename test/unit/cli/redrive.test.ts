import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ConfigError, EnvironmentError, InspectionError } from '../../../src/errors.ts';
import { failedBatch, failedTransformation, sqsPipe } from '../../support/events.ts';
import { runMain } from '../../support/run-main.ts';

const event = { Records: [{ eventSource: 'aws:s3' }] };

const kept = {
  version: '1.0',
  timestamp: '2026-11-20T09:05:00.000Z',
  requestContext: {
    requestId: 'r',
    functionArn: 'f',
    condition: 'RetriesExhausted',
    approximateInvokeCount: 3,
  },
  requestPayload: event,
  responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
  responsePayload: { errorType: 'InspectionError', errorMessage: '1 failed' },
};

const messages = (...bodies: readonly unknown[]) => ({
  Messages: bodies.map((body) => ({ MessageId: 'm', ReceiptHandle: 'h', Body: JSON.stringify(body) })),
});

/** What the command says, what it was asked to invoke, and its exit code. */
const redrive = async (
  content: string | Uint8Array,
  answer: (event: unknown) => unknown = () => undefined,
  path = '-',
) => {
  const invoked: unknown[] = [];
  const { code, stderr } = await runMain(['redrive', path], {
    stdin: Readable.from([Buffer.from(content)]),
    invoke: async (given) => {
      invoked.push(given);
      return answer(given);
    },
  });
  return { code, invoked, stderr };
};

describe('what was kept is handled again', () => {
  it.each([
    ['as an on-failure destination keeps it', kept, [event]],
    ['as a queue has it', messages(kept, kept), [event, event]],
    ['as a dead-letter queue has it', messages(event), [event]],
    ['several at once', [kept, kept], [event, event]],
    ['as it is', event, [event]],
    ['when the queue is empty', messages(), []],
    ['of a batch of a stream, as the handler reads it', failedBatch({}), [failedBatch({})]],
    ['as a pipe has sent it', sqsPipe('{}', '[]'), sqsPipe('{}', '[]')],
    [
      'with several messages in one',
      { Messages: [{ Body: `${JSON.stringify(event)}\n${JSON.stringify(kept)}` }] },
      [event, event],
    ],
    ['with a message in base64', { Messages: [{ Body: 'H4sIAAAA' }] }, ['H4sIAAAA']],
  ])('%s', async (_, content, invoked) =>
    expect(await redrive(JSON.stringify(content))).toEqual({
      code: 0,
      invoked,
      stderr: `Events done: ${invoked.length}, failed: 0.\n`,
    }),
  );

  it.each([
    ['one a line', (text: string) => text],
    ['gzipped', (text: string) => gzipSync(text)],
  ])('as Firehose keeps it below processing-failed/, %s', async (_, write) => {
    const lines = ['Zmlyc3Q=', 'c2Vjb25k'].map(failedTransformation);
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    expect(await redrive(write(text))).toMatchObject({ code: 0, invoked: lines });
  });

  it('when the AWS CLI has nothing to print', async () =>
    expect(await redrive('')).toEqual({ code: 0, invoked: [], stderr: 'Events done: 0, failed: 0.\n' }));

  it('from a folder, with everything below it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tattletail-redrive-'));
    for (const name of ['a', 'b'])
      writeFileSync(join(folder, `2026-11-20T09.05.00-${name}`), JSON.stringify(kept));
    expect(await redrive('', undefined, folder)).toMatchObject({ code: 0, invoked: [event, event] });
  });
});

it.each([
  new ConfigError('tattletail.toml', [{ where: 'config', message: 'cannot be read' }]),
  new EnvironmentError('expected a jq binary at JQ_PATH'),
])(
  'nothing is handled with a config or environment that cannot be used, which is reported once: %s',
  async (error) => {
    const refuse = () => {
      throw error;
    };
    expect(await redrive(JSON.stringify([kept, kept]), refuse)).toEqual({
      code: 78,
      invoked: [event],
      stderr: `error: ${error.message}\n`,
    });
  },
);

describe('what fails again is reported, and stops nothing else', () => {
  it('when the handler throws', async () => {
    let calls = 0;
    const throwOnce = () => {
      calls += 1;
      if (calls === 1) throw new InspectionError(['s3://b/k: NoSuchKey: there is no such object']);
    };
    expect(await redrive(JSON.stringify([kept, kept]), throwOnce)).toMatchObject({
      code: 1,
      stderr: 'error: -: failed, see above\nEvents done: 1, failed: 1.\n',
    });
  });

  it('when the answer names messages that failed', async () =>
    expect(
      await redrive(JSON.stringify(kept), () => ({ batchItemFailures: [{ itemIdentifier: 'm' }] })),
    ).toMatchObject({
      code: 1,
      stderr: 'error: -: 1 of its messages failed, see above\nEvents done: 0, failed: 1.\n',
    }));

  it.each([
    ['text', 'hello\n[2026-01-01] started {x}\n[17] {"a" b}\n'],
    ['a PDF document', '%PDF-1.4\n1 0 obj\n'],
    ['binary data', '\0\n\u0001\n'],
    ['JSON that is broken', '{"version": "1.0",\n "requestContext": {\n'],
  ])('once, when a file is no JSON but %s', async (what, content) =>
    expect(await redrive(content)).toEqual({
      code: 1,
      invoked: [],
      stderr: `error: -: expected failed events in JSON, got ${what}\nEvents done: 0, failed: 1.\n`,
    }),
  );

  it('when a file is no JSON but talks to the terminal', async () => {
    const { stderr } = await redrive('["x", \u001b[2K\r\u009b31m]');
    expect(stderr.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
  });

  it('when a message of a queue is no JSON', async () => {
    const [broken, good] = [{ Body: '{' }, ...messages(kept).Messages];
    expect(await redrive(JSON.stringify({ Messages: [broken, good] }))).toMatchObject({
      code: 1,
      invoked: [event],
      stderr: expect.stringMatching(
        /^error: -: .* in JSON \(line 1 column 2 of the document\)\nEvents done: 1, failed: 1\.\n$/,
      ),
    });
  });

  it('when a line of a file is no JSON', async () =>
    expect(await redrive(`${JSON.stringify(kept)}\n{"version":\n${JSON.stringify(kept)}`)).toMatchObject({
      code: 1,
      invoked: [event, event],
      stderr: expect.stringMatching(/^error: -: .* JSON .*\nEvents done: 2, failed: 1\.\n$/),
    }));

  it('when a file is empty', async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'tattletail-redrive-')), 'empty');
    writeFileSync(file, '');
    expect(await redrive('', undefined, file)).toMatchObject({
      code: 1,
      stderr: `error: ${file}: expected failed events, got none\nEvents done: 0, failed: 1.\n`,
    });
  });

  it('when a file is not there', async () =>
    expect(await redrive('', undefined, '/nosuch')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^error: \/nosuch: cannot be read: no such file or directory\n/),
    }));
});
