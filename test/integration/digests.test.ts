import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { composeHandler } from '../../src/compose.ts';
import { startInvocation } from '../../src/invocation.ts';
import type { Log } from '../../src/log.ts';
import { startCloudTrail } from '../support/cloudtrail-server.ts';
import { aDigestedTrail, aSigningKey, type WrittenTrail } from '../support/digests.ts';
import { notification, object } from '../support/events.ts';
import { fault } from '../support/faults.ts';
import { startS3 } from '../support/s3-server.ts';
import { startWebhookReceiver } from '../support/webhook-server.ts';

const key = aSigningKey();

afterEach(() => vi.unstubAllEnvs());

/** The function with a trail in its bucket, and what comes to its one destination after digests were delivered. */
const start = async (trail: WrittenTrail, { verifies = true, ledger = '', keys = [key.listed] } = {}) => {
  const [s3, cloudTrail, webhook] = await Promise.all([
    startS3({ buckets: ['my-trail', 'config', 'ledger'] }),
    startCloudTrail({ 'us-east-1': keys }),
    startWebhookReceiver(),
  ]);
  for (const [path, { bytes, metadata = {} }] of trail.objects)
    s3.put('my-trail', path, { body: bytes, metadata });
  const config = `
    [trail]
    verify_digests = ${verifies}
    [operations]
    destinations = ["Hook"]
    ${ledger === '' ? '' : `[delivery]\nledger = "${ledger}"`}
    [[rule]]
    name = "Access key created"
    jq_match = '.eventName == "CreateAccessKey"'
    destinations = ["Hook"]
    [[destination]]
    id = "Hook"
    type = "webhook"
    url = "${webhook.webhookUrl}"
    secrets = ["${webhook.secrets[0]}"]`;
  s3.put('config', 'tattletail.toml', config);
  vi.stubEnv('AWS_ENDPOINT_URL_S3', s3.url);
  vi.stubEnv('AWS_ENDPOINT_URL_CLOUDTRAIL', cloudTrail.url);
  vi.stubEnv('AWS_REGION', 'us-east-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'not a secret');
  const logged: string[] = [];
  const note = (message: string, fields?: object): void =>
    void logged.push(`${message} ${JSON.stringify(fields ?? {})}`);
  const nothing = (): void => undefined;
  const log: Log = { info: nothing, warn: note, error: note, begin: nothing, count: nothing, flush: nothing };
  const handler = composeHandler({ S3_CONFIG_BUCKET: 'config', S3_CONFIG_PATH: 'tattletail.toml' }, log);
  return {
    s3,
    cloudTrail,
    logged,
    handle: (path = '') =>
      handler(notification(object(path, undefined, 'my-trail')), startInvocation('i', 60_000)),
    texts: () => webhook.received.map(({ text }) => text),
    close: () => Promise.all([s3.close(), cloudTrail.close(), webhook.close()]),
  };
};

describe('a digest that is delivered', () => {
  it('is verified: what is right causes no alert', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 2, 1] });
    const func = await start(trail);
    await func.handle(trail.digests[1]);
    await func.handle(trail.digests[2]);
    expect({ texts: func.texts(), logged: func.logged }).toEqual({ texts: [], logged: [] });
    expect(func.cloudTrail.requests).toHaveLength(1);
    await func.close();
  });

  it('causes one alert for each kind of what is wrong, with both hashes', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 2, 3] });
    const [forged, gone] = trail.logFiles[2] ?? [];
    trail.objects.set(forged ?? '', { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    trail.objects.delete(gone ?? '');
    const laid = (trail.logFiles[1]?.[0] ?? '').replace(/_\d{16}\.json/, '_forged0000000000.json');
    trail.objects.set(laid, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    trail.objects.delete(trail.digests[1] ?? '');
    const func = await start(trail);
    await func.handle(trail.digests[2]);
    await func.handle(trail.digests[2]);
    const texts = func.texts();
    expect(texts).toHaveLength(3);
    expect(texts.find((text) => text.includes('A log file is modified'))).toMatch(
      /expected SHA-256 [0-9a-f]{64}, found [0-9a-f]{64}/,
    );
    expect(texts.find((text) => text.includes('A log file is missing'))).toContain(gone);
    expect(texts.find((text) => text.includes('A CloudTrail digest is not valid: missing'))).toContain(
      trail.digests[1],
    );
    await func.close();
  });

  it('causes an alert about a log file that neither it nor the one before it lists', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 2, 3] });
    const laid = (trail.logFiles[1]?.[0] ?? '').replace(/_\d{16}\.json/, '_forged0000000000.json');
    trail.objects.set(laid, { bytes: gzipSync('{"Records":[]}'), metadata: {} });
    const func = await start(trail);
    await func.handle(trail.digests[2]);
    expect(func.texts()).toEqual([expect.stringContaining(laid)]);
    expect(func.texts()[0]).toContain('A log file is unlisted');
    await func.close();
  });

  it.each([
    ['with a key that CloudTrail does not know', [aSigningKey().listed], 'not valid: key unknown'],
    [
      'with another key',
      [{ ...aSigningKey().listed, fingerprint: key.fingerprint }],
      'not valid: invalid signature',
    ],
  ])('signed %s causes an alert', async (_, keys, title) => {
    const trail = aDigestedTrail({ key, hours: [1, 1] });
    const func = await start(trail, { keys });
    await func.handle(trail.digests[1]);
    expect(func.texts()).toEqual([expect.stringContaining(title)]);
    await func.close();
  });

  it('without its signature causes an alert, as does one that begins a chain', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 1] });
    trail.objects.set(trail.digests[1] ?? '', {
      bytes: trail.objects.get(trail.digests[1] ?? '')?.bytes ?? new Uint8Array(),
      metadata: {},
    });
    const func = await start(trail);
    await func.handle(trail.digests[1]);
    await func.handle(trail.digests[0]);
    expect(func.texts()).toEqual([
      expect.stringContaining('not valid: unsigned'),
      expect.stringContaining("A chain of CloudTrail's digests begins"),
    ]);
    await func.close();
  });

  it('cannot be verified without the public keys: that is an alert, and no failure', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 1] });
    const func = await start(trail);
    func.cloudTrail.faults.plan(() => fault.answer({ status: 400, headers: {}, body: '{}' }));
    await func.handle(trail.digests[1]);
    expect(func.texts()).toEqual([expect.stringContaining('Digests cannot be verified')]);
    await func.close();
  });

  it('is not even read unless the config wants it', async () => {
    const trail = aDigestedTrail({ key, hours: [1, 1] });
    const func = await start(trail, { verifies: false });
    await func.handle(trail.digests[1]);
    expect(func.s3.requests.filter(({ target }) => target.includes('CloudTrail-Digest'))).toEqual([]);
    await func.close();
  });
});

describe('log files that a digest lists', () => {
  it('are inspected where the function never was notified of them, and alerted once', async () => {
    const trail = aDigestedTrail({ key, hours: [0, 2] });
    const func = await start(trail, { ledger: 's3://ledger/claims' });
    await func.handle(trail.logFiles[1]?.[0]);
    expect(func.texts()).toHaveLength(1);
    await func.handle(trail.digests[1]);
    expect(func.texts()).toHaveLength(2);
    await func.handle(trail.digests[1]);
    expect(func.texts()).toHaveLength(2);
    await func.close();
  });

  it('are not inspected again without a ledger, which knows what was delivered', async () => {
    const trail = aDigestedTrail({ key, hours: [0, 2] });
    const func = await start(trail);
    await func.handle(trail.digests[1]);
    expect(func.texts()).toEqual([]);
    await func.close();
  });
});
