import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { withRoundups } from '../../src/alerts/arrange.ts';
import { createDisplay } from '../../src/alerts/display.ts';
import { createRouting } from '../../src/alerts/routing.ts';
import type { Config } from '../../src/config/schema.ts';
import { createDestinations } from '../../src/delivery/create-destinations.ts';
import type { DestinationsOf } from '../../src/delivery/deliver.ts';
import { memoryLedger } from '../../src/delivery/ledger/memory.ts';
import { s3Ledger } from '../../src/delivery/ledger/s3.ts';
import type { Invocation } from '../../src/invocation.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../src/json.ts';
import { failuresOf, totalsOf } from '../../src/report/report.ts';
import { createTattletail } from '../../src/tattletail.ts';
import type { LogFileSource } from '../../src/trail/log-file-source.ts';
import { anInvocation } from './builders.ts';
import { claimsIn, endLeases } from './claims.ts';
import { messagesAbout } from './messages.ts';
import { type ConfigOptions, configFor } from './service-config.ts';
import { startServices } from './services.ts';

const jq = jqWasm();

export interface CoreOptions extends ConfigOptions {
  readonly s3Client?: S3ClientConfig;
  /** @default that of the Lambda */
  readonly ledgerPatience?: Parameters<typeof s3Ledger>[2];
}

/** The core in this process, wired as in the Lambda: real jq, destinations on loopback, a ledger in S3. */
export const startCore = async ({ s3Client = {}, ledgerPatience, ...options }: CoreOptions = {}) => {
  const services = await startServices({ s3Client });
  const { aws } = services;
  const connect = (config: Config): DestinationsOf => {
    const {
      destinations,
      delivery: { ledger, onLedgerError },
    } = config;
    return createDestinations(
      destinations,
      { fetch, aws, display: createDisplay(config) },
      {
        ledger: ledger === undefined ? memoryLedger() : s3Ledger(aws.s3, ledger, ledgerPatience),
        onLedgerError,
        warn: () => {},
      },
      createRouting(config.routes, config.accounts),
    );
  };
  const start = () =>
    createTattletail(
      { uri: 'tattletail.toml', text: configFor(services, options) },
      { jq, connect, arrange: withRoundups },
    );
  let tattletail = await start();
  const logFilesRead: Buffer[] = [];

  const inspectBytes = async (bytes: Uint8Array | string, limits: Partial<Invocation> = {}) => {
    const logFile: LogFileSource = {
      kind: 'bytes',
      uri: 'file',
      read: async () => {
        const content = Buffer.from(bytes);
        logFilesRead.push(content);
        return content;
      },
    };
    const report = await tattletail.inspect([logFile], anInvocation(limits));
    return { failures: failuresOf(report), totals: totalsOf(report) };
  };

  return {
    ...services,
    /** Inspects a log file with these bytes. Gives the failures and totals of the report. */
    inspectBytes,
    /** Inspects a log file with these records. Gives the failures of the report. */
    inspect: async (
      records: readonly JsonObject[],
      limits?: Partial<Invocation>,
    ): Promise<readonly string[]> =>
      (await inspectBytes(JSON.stringify({ Records: records }), limits)).failures,
    /** The log files that were read, in order. */
    logFilesRead,
    /** Goes on as a new process would, with nothing in memory. */
    restart: async (): Promise<void> => {
      tattletail = await start();
    },
    messagesAbout: (eventID: string) => messagesAbout(eventID, services),
    claims: () => [...claimsIn(services).values()],
    endLeases: () => endLeases(services),
  };
};

export type Core = Awaited<ReturnType<typeof startCore>>;
