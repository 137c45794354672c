import { describe, expect, it } from 'vitest';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { JsonValue } from '../../../src/json.ts';
import { anAlert, aRecord } from '../../support/builders.ts';
import { startServices } from '../../support/destinations.ts';
import { type Fault, fault } from '../../support/faults.ts';

/** What every destination promises, whatever its type. */
describe.each(destinationTypes)('a destination of type $type', ({ type, keys, settings }) => {
  const end = async (...faults: readonly Fault[]) => {
    await using services = await startServices();
    services.servers[type]?.faults.next(...faults);
    const error: unknown = await services.send(type, anAlert()).catch((thrown: unknown) => thrown);
    return { error, requests: services.servers[type]?.requests.length };
  };

  it('tells an alert with one request', async () => {
    expect(await end()).toEqual({ error: undefined, requests: 1 });
  });

  it('has a server in the tests, and settings that name every key it knows', async () => {
    await using services = await startServices();
    expect(Object.keys(services.servers)).toContain(type);
    expect(keys).toEqual(expect.arrayContaining(Object.keys(services.settings[type] ?? {})));
  });

  it('refuses settings that it does not know', async () => {
    await using services = await startServices();
    const known = services.settings[type];
    expect(settings.safeParse(known).success).toBe(true);
    expect(settings.safeParse({ ...known, nosuch: 1 }).error?.issues).toMatchObject([{ keys: ['nosuch'] }]);
  });

  it.each([
    ['a reset before anything was read', fault.resetBeforeReading()],
    ['a lost response', fault.lostResponse()],
    ['a server error', fault.answer({ status: 500, body: '' })],
    ['a page that a proxy puts in between', fault.html()],
    ['an empty page with status 200', fault.answer({ status: 200, body: '' })],
    ['JSON that a proxy puts in between', fault.answer({ status: 200, body: '{"message":"Sign in"}' })],
  ])('does not know what became of the alert after %s, and sends it only once', async (_, broken) => {
    const { error, requests } = await end(broken);
    expect(error).toBeInstanceOf(DeliveryError);
    expect(error).toMatchObject({ failure: { retryable: true } });
    expect(requests).toBe(1);
  });

  it('is refused for certain when nobody listens', async () => {
    await using services = await startServices();
    await services.servers[type]?.close();
    const error: unknown = await services.send(type, anAlert()).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { outcome: 'refused', retryable: true } });
  });

  it('stops waiting when the time is up', async () => {
    await using services = await startServices();
    services.servers[type]?.faults.next(fault.hang());
    const error: unknown = await services
      .send(type, anAlert(), {}, { signal: AbortSignal.timeout(200) })
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ failure: { outcome: 'unknown', retryable: true } });
  });

  const hostile: Readonly<Record<string, JsonValue>> = {
    'a header injection': '\r\nBcc: evil@example.com\r\n\r\nhello',
    'control characters': '\u0000\u0007\u001b[31m\u2028',
    'mentions and links': '<!channel> <@U123> <https://evil.example|Console>',
    'very much text': '&'.repeat(120_000),
    'lone surrogates': '\ud800\udc00\ud800',
    'an empty text': '',
    'something nested very deep': Array.from({ length: 20_000 }).reduce<JsonValue>(
      (inner) => [inner],
      'bottom',
    ),
    'very many fields': Object.fromEntries(
      Array.from({ length: 20_000 }, (_, index) => [`key${index}`, index]),
    ),
  };

  it.each(Object.entries(hostile))('tells an alert whose record holds %s', async (_, value) => {
    await using services = await startServices();
    const text = typeof value === 'string' ? value : 'CreateUser';
    const record = aRecord({
      eventName: text,
      sourceIPAddress: text,
      awsRegion: text,
      errorMessage: text,
      requestParameters: value,
    });
    for (const match of [record, true, value]) {
      await services.send(
        type,
        anAlert({ rule: { name: `R ${text}`, description: text }, record, output: match }),
      );
    }
    expect(services.servers[type]?.requests.map(({ status }) => status)).toEqual([200, 200, 200]);
  });

  if (keys.includes('layout')) {
    it('tells an alert in the classic layout', async () => {
      await using services = await startServices();
      await services.send(type, anAlert({ output: 'classic' }), { layout: 'classic' });
      expect(String(services.servers[type]?.requests[0]?.body)).toContain('classic');
    });
  }
});
