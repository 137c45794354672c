import { describe, expect, it } from 'vitest';
import { destinationTypes } from '../../../src/destinations/registry.ts';
import { DeliveryError } from '../../../src/errors.ts';
import type { JsonValue } from '../../../src/json.ts';
import { anAlert, anOperationalAlert, aRecord, neverAborted } from '../../support/builders.ts';
import { testDestinations } from '../../support/destinations/registry.ts';
import type { TestDestination } from '../../support/destinations/test-destination.ts';
import { type Fault, fault } from '../../support/faults.ts';
import { startLoopback } from '../../support/loopback.ts';
import { startServices } from '../../support/services.ts';

/** What every destination promises, whatever its type. */
describe('every destination type can be tested', () => {
  it.each(destinationTypes)('$type has a test server', ({ type }) =>
    expect(
      Object.keys(testDestinations),
      `nothing below is tested for ${type}: write a test server for it in test/support/destinations, and add it to registry.ts there`,
    ).toContain(type),
  );

  it('and no test server is without a type', () =>
    expect(destinationTypes.map(({ type }) => type)).toEqual(
      expect.arrayContaining(Object.keys(testDestinations)),
    ));
});

const testable = destinationTypes.filter(({ type }) => type in testDestinations);

describe.each(testable)('a destination of type $type', (destinationType) => {
  const { type, keys, settings } = destinationType;
  type PlanFault = (destination: TestDestination) => Fault | undefined;

  /** Makes one attempt to send an alert. Gives what it threw, and how many requests it made. */
  const attempt = async (planFault: PlanFault, { isClosed = false, signal = neverAborted } = {}) => {
    await using services = await startServices();
    const destination = services.destinationOf(type);
    const { server, secrets } = destination;
    server.faults.plan(() => planFault(destination));
    if (isClosed) await server.close();
    const error: unknown = await services
      .send(type, anAlert(), {}, { signal })
      .catch((thrown: unknown) => thrown);
    return { error, secrets, requests: server.requests.length };
  };

  const failureOf = (error: unknown) => (error instanceof DeliveryError ? error.failure : error);

  it('sends an alert with one request', async () =>
    expect(await attempt(() => undefined)).toMatchObject({ error: undefined, requests: 1 }));

  it('shows an operational alert: what is wrong, what to do, and no log file', async () => {
    await using services = await startServices();
    const { server, variants = [], messages } = services.destinationOf(type);
    for (const more of [{}, ...variants]) await services.send(type, anOperationalAlert(), more);
    expect(server.requests).toHaveLength(messages().length);
    for (const { text } of messages()) {
      expect(text).toContain('No log files from prod');
      expect(text).not.toContain('undefined');
    }
  });

  it('needs every key of its settings, and refuses unknown ones', async () => {
    await using services = await startServices();
    const { settings: required } = services.destinationOf(type);
    expect(keys).toEqual(expect.arrayContaining(Object.keys(required)));
    expect(settings.safeParse(required).success).toBe(true);
    for (const key of Object.keys(required)) {
      const { [key]: _, ...others } = required;
      expect(settings.safeParse(others).success, `without ${key}`).toBe(false);
    }
    expect(settings.safeParse({ ...required, nosuch: 1 }).error?.issues).toMatchObject([
      { keys: ['nosuch'] },
    ]);
  });

  it('says at which hosts a URL may be that a secret holds', () => {
    const { urls, secrets, hosts } = destinationType;
    const secretUrls = urls.filter((key) => secrets.includes(key));
    expect({ hosts, keys }).toEqual(
      secretUrls.length === 0
        ? { hosts: undefined, keys: expect.not.arrayContaining(['allowed_hosts']) }
        : { hosts: expect.any(Object), keys: expect.arrayContaining(['allowed_hosts']) },
    );
  });

  it('names the AWS calls that it makes as CloudTrail records them, for what its settings name only', async () => {
    await using services = await startServices();
    const { ownCalls } = settings.parse(services.destinationOf(type).settings);
    for (const { eventSource, eventName, isForOurs } of ownCalls) {
      expect(eventSource).toMatch(/^[a-z0-9]+\.amazonaws\.com$/);
      expect(eventName).toMatch(/^[A-Z][A-Za-z0-9]+$/);
      expect(isForOurs({}, aRecord())).toBe(false);
    }
  });

  const unknown: readonly (readonly [string, PlanFault])[] = [
    ['a reset before anything was read', () => fault.resetBeforeReading()],
    ['a reset after everything was read', () => fault.resetBeforeAnswering()],
    ['a lost response', () => fault.lostResponse()],
    ['a server error', () => fault.answer({ status: 500, body: '' })],
    ['a proxy’s error', () => fault.answer({ status: 502, body: '<title>Bad gateway</title>' })],
  ];

  const unconfirmed: readonly (readonly [string, PlanFault])[] = [
    ['a proxy’s page with status 200', () => fault.html()],
    ['an empty page with status 200', () => fault.answer({ status: 200, body: '' })],
    ['a proxy’s JSON with status 200', () => fault.answer({ status: 200, body: '{"message":"Sign in"}' })],
  ];

  it.each(unconfirmed)(
    'has the outcome `unknown` after %s, unless any 2xx is an answer of the service',
    async (_, planFault) => {
      await using services = await startServices();
      const { confirmsByStatus = false } = services.destinationOf(type);
      const { error, requests } = await attempt(planFault);
      expect(failureOf(error)).toEqual(
        confirmsByStatus ? undefined : { outcome: 'unknown', retryable: true },
      );
      expect(requests).toBe(1);
    },
  );

  it.each(unknown)('has the outcome `unknown` after %s, and may be retried', async (_, planFault) => {
    const { error, requests } = await attempt(planFault);
    expect(failureOf(error)).toEqual({ outcome: 'unknown', retryable: true });
    expect(requests).toBe(1);
  });

  it('has the outcome `unknown` when time runs out before the answer, and may be retried', async () => {
    const time = new AbortController();
    const hang: PlanFault = () => {
      time.abort();
      return fault.hang();
    };
    const { error } = await attempt(hang, { signal: time.signal });
    expect(failureOf(error)).toEqual({ outcome: 'unknown', retryable: true });
  });

  it('has the outcome `refused` when it cannot be reached, and may be retried', async () => {
    const { error, requests } = await attempt(() => undefined, { isClosed: true });
    expect(failureOf(error)).toEqual({ outcome: 'refused', retryable: true });
    expect(requests).toBe(0);
  });

  const throttles: PlanFault = ({ throttled }) => fault.answer(throttled);
  const refuses: PlanFault = ({ refused }) => fault.answer(refused);

  it('has the outcome `refused` when it throttles, and may be retried', async () => {
    const { error, requests } = await attempt(throttles);
    expect(failureOf(error)).toEqual({ outcome: 'refused', retryable: true });
    expect(requests).toBe(1);
  });

  it('has the outcome `refused` when it refuses for good, and is not retried', async () => {
    const { error, requests } = await attempt(refuses);
    expect(failureOf(error)).toEqual({ outcome: 'refused', retryable: false });
    expect(requests).toBe(1);
  });

  it('does not follow a redirect', async () => {
    await using elsewhere = await startLoopback(() => ({ status: 200, body: 'ok' }));
    const { error } = await attempt(() => fault.redirect(`${elsewhere.url}/latest/meta-data`));
    expect(error).toBeInstanceOf(DeliveryError);
    expect(elsewhere.requests).toEqual([]);
  });

  const redirects: PlanFault = ({ server, secrets }) => fault.redirect(`${server.url}${secrets.join()}`);

  it.each([
    ...unknown,
    ['throttling', throttles] as const,
    ['a refusal', refuses] as const,
    ['a redirect', redirects] as const,
  ])('puts no secret into the error after %s', async (_, planFault) => {
    const { error, secrets } = await attempt(planFault);
    expect(error).toBeInstanceOf(DeliveryError);
    for (let cause = error; cause instanceof Error; cause = cause.cause) {
      const text = `${cause.name} ${cause.message} ${cause.stack} ${JSON.stringify(cause)}`;
      for (const secret of secrets) expect(text).not.toContain(secret);
    }
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

  // Megabytes of text take their time on a busy machine.
  const timeout = 60_000;

  it.each(Object.entries(hostile))(
    'accepts an alert whose record holds %s',
    { timeout },
    async (_, value) => {
      await using services = await startServices();
      const text = typeof value === 'string' ? value : 'CreateUser';
      const record = aRecord({
        eventName: text,
        sourceIPAddress: text,
        awsRegion: text,
        errorMessage: text,
        requestParameters: value,
      });
      const { server, variants = [] } = services.destinationOf(type);
      const all = [{}, ...variants].flatMap((more) =>
        [record, true, value].map((match) => ({ more, match })),
      );
      for (const { more, match } of all) {
        const rule = { name: `R ${text}`, description: text };
        await services.send(type, anAlert({ rule, record, output: match }), more);
      }
      const statuses = server.requests.map(({ status = 0 }) => status);
      expect(statuses.map((status) => (status >= 200 && status < 300 ? 'accepted' : status))).toEqual(
        all.map(() => 'accepted'),
      );
    },
  );
});
