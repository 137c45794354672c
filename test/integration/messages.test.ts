import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { aRecord } from '../support/builders.ts';
import { logEnvelope, sqsEvent } from '../support/events.ts';
import { created, startFunction } from '../support/function.ts';
import { anEventID } from '../support/messages.ts';

const megabyte = 2 ** 20;

/** They take a few kilobytes, and would take gigabytes. */
const bombs: readonly (string | Uint8Array)[] = [
  gzipSync(Buffer.alloc(400 * megabyte)),
  Buffer.alloc(200 * megabyte, ' '),
  `[${'1,'.repeat(20_000_000)}1]`,
  `{"Records":[${'{},'.repeat(5_000_000)}{}]}`,
  '{}'.repeat(5_000_000),
  '['.repeat(10_000_000),
  '{"a":'.repeat(3_000_000),
  '"'.repeat(20_000_000),
  '{\n'.repeat(5_000_000),
  JSON.stringify({
    ...logEnvelope(),
    logEvents: Array.from({ length: 500_000 }, (_, id) => ({ id: `log-${id}`, message: 'x' })),
  }),
];

it('ten messages that would take all memory fail alone, in a function of 1,024 MB', async () => {
  await using it = await startFunction();
  const lambda = await it.start({ NODE_OPTIONS: '--max-old-space-size=700' });
  const [inFile, inMessage] = [anEventID(), anEventID()];
  const file = it.putRecords('good.json.gz', aRecord({ eventID: inFile }));
  const event = sqsEvent(
    ...bombs.map((content) => gzipSync(content).toString('base64')),
    JSON.stringify(created(file)),
    JSON.stringify(aRecord({ eventID: inMessage })),
  );
  expect(await lambda.invoke(event, 300_000)).toEqual({ ok: true, response: { batchItemFailures: [] } });
  expect([inFile, inMessage].map(it.messagesAbout)).toEqual([['topic'], ['topic']]);
  const named = bombs.map(
    (_, index) => new RegExp(`message-${index} holds more than|log event log-0: expected`),
  );
  for (const name of named) expect(lambda.output()).toMatch(name);
}, 300_000);
