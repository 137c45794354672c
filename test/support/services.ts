import type { S3ClientConfig } from '@aws-sdk/client-s3';
import type { Alert } from '../../src/alerts/alert.ts';
import { asRecorded } from '../../src/alerts/display.ts';
import type { AwsClients } from '../../src/aws/clients.ts';
import { memoryLedger } from '../../src/delivery/ledger/memory.ts';
import { notesIn } from '../../src/delivery/ledger/notes.ts';
import { createGuardedFetch } from '../../src/destinations/guarded-fetch.ts';
import { destinationTypes } from '../../src/destinations/registry.ts';
import type { JsonObject } from '../../src/json.ts';
import { eventBridgeClientFor, s3ClientFor, sesClientFor, snsClientFor } from './aws-clients.ts';
import { aTag, neverAborted } from './builders.ts';
import { testDestinations } from './destinations/registry.ts';
import type { TestDestination } from './destinations/test-destination.ts';
import { startS3 } from './s3-server.ts';

export type Services = Awaited<ReturnType<typeof startServices>>;

/** Every service that we talk to, on loopback. AWS clients make one attempt each, unless S3's is configured otherwise. */
export const startServices = async ({ s3Client = {} }: { readonly s3Client?: S3ClientConfig } = {}) => {
  const [s3, destinations] = await Promise.all([
    startS3({ buckets: ['my-trail', 'config', { name: 'ledger', denyUnconditionalPuts: true }] }),
    startDestinations(),
  ]);
  const { server: slack } = destinations.slack_webhook;
  const { server: ses } = destinations.ses;
  const { server: sns } = destinations.sns;
  const { server: slackApi } = destinations.slack;
  const clients = { s3: s3ClientFor(s3, s3Client), ses: sesClientFor(ses), sns: snsClientFor(sns) };
  const eventBridge = eventBridgeClientFor(destinations.eventbridge.server);
  const aws: AwsClients = {
    sts: () => Promise.reject(new Error('STS is not available in the tests')),
    s3: async () => clients.s3,
    ses: async () => clients.ses,
    sns: async () => clients.sns,
    eventbridge: async () => eventBridge,
    cloudtrail: () => Promise.reject(new Error('CloudTrail is not available in the tests')),
    ssm: () => Promise.reject(new Error('SSM is not available in these tests')),
    secretsManager: () => Promise.reject(new Error('Secrets Manager is not available in these tests')),
  };
  const ledger = memoryLedger();
  const byType: Readonly<Record<string, TestDestination>> = destinations;
  const destinationOf = (type: string): TestDestination => {
    const destination = byType[type];
    if (destination === undefined) throw new Error(`destination type ${type} has no test server`);
    return destination;
  };
  return {
    s3,
    ses,
    slack,
    slackApi,
    sns,
    aws,
    /** By type, as in the registry. */
    destinations: byType,
    destinationOf,
    /** Makes one attempt to send an alert, with the settings of the test destination unless `more` overrides them. */
    send: async (
      type: string,
      alert: Alert,
      more: JsonObject = {},
      { signal = neverAborted, tag = aTag() } = {},
    ): Promise<void> => {
      const { settings: required, optionalSettings } = destinationOf(type);
      const settings = { ...required, ...optionalSettings, ...more };
      const configured = destinationTypes.find((known) => known.type === type)?.settings.parse(settings);
      if (configured === undefined) throw new Error(`destination type ${type} is not in the registry`);
      await configured.createSend({
        fetch: guardedFetch,
        aws,
        display: asRecorded,
        notes: notesIn(ledger, type),
      })(alert, tag, signal);
    },
    [Symbol.asyncDispose]: async () => {
      await Promise.all([s3.close(), ...Object.values(byType).map(({ server }) => server.close())]);
    },
  };
};

const guardedFetch = createGuardedFetch({ allowLoopback: true });

type StartedDestinations = {
  readonly [Type in keyof typeof testDestinations]: Awaited<ReturnType<(typeof testDestinations)[Type]>>;
};

const startDestinations = async (): Promise<StartedDestinations> => {
  const started = await Promise.all(
    Object.entries(testDestinations).map(async ([type, start]) => [type, await start()] as const),
  );
  // Object.fromEntries forgets which key has which value.
  return Object.fromEntries(started) as unknown as StartedDestinations;
};
