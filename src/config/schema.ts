import * as z from 'zod';
import type { ObjectRef } from '../aws/object-ref.ts';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import type { Ignore } from '../rules/ignore.ts';
import type { Rule } from '../rules/rule.ts';
import type { DisplayConfig } from './display-schema.ts';
import type { MetricsConfig } from './metrics-table.ts';
import type { OperationsConfig } from './operations-table.ts';
import type { RouteConfig } from './route-schema.ts';
import { wholeNumber } from './whole-number.ts';

/** The content of a tattletail.toml. */
export interface Config {
  /** Those of the config, then those of the files that it includes. */
  readonly rules: readonly Rule[];
  /** Those that an override turns off. They are not read any further. */
  readonly rulesOff: readonly RuleOff[];
  /** URIs of the files that it includes. */
  readonly included: readonly string[];
  /** Where in S3 its `include` looks for files: a key is what theirs begin with. */
  readonly searched: readonly ObjectRef[];
  /** Whether its rules have no destinations, and another config is to include it. */
  readonly isPack: boolean;
  readonly destinations: readonly DestinationConfig[];
  readonly delivery: DeliveryConfig;
  readonly trail: TrailConfig;
  /** In the order in which alerts go through them. */
  readonly routes: readonly RouteConfig[];
  /** Names of AWS accounts by ID. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly display: DisplayConfig;
  readonly operations: OperationsConfig;
  readonly metrics: MetricsConfig;
  /** Those of `[[ignore]]`, then the profiles that are on. */
  readonly ignores: readonly Ignore[];
}

export type RuleOff = Pick<Rule, 'id' | 'ownId' | 'name' | 'place'>;

/** Its tables and lists. An included file may have the same. */
export const configKeys: readonly string[] = [
  ...['rule', 'destination', 'delivery', 'trail'],
  ...['ignore', 'ignore_profiles', 'define'],
  ...['include', 'override', 'default_destinations'],
  ...['route', 'accounts', 'display', 'operations', 'metrics'],
];

/** `include`: paths from the folder of the file, or objects in S3. `*` stands for any text in a segment. */
export const includeSchema = z.array(
  z
    .string()
    .regex(/^(s3:\/\/[\w.-]{3,255}\/[^/].*|(?![\w+.-]+:\/\/).+)$/, 'must be a path, or s3://bucket/key'),
);

export const defaultDestinationsSchema = z.array(z.string());

/** `[delivery]`: how alerts are delivered. */
const deliveryTable = z.strictObject({
  ledger: z
    .string()
    // Old buckets in us-east-1 may have capitals, underscores and 255 characters (S3 User Guide, "Bucket naming rules").
    .regex(
      /^s3:\/\/[\w.-]{3,255}(\/.*)?$/,
      'must be where in S3 claims are kept: s3://bucket/prefix, with a name that a bucket can have',
    )
    .optional()
    .describe('Where in S3 claims are kept, so that no alert is sent twice.'),
  on_ledger_error: z.enum(['send', 'fail']).default('send').describe('What happens if it cannot be used.'),
  roundup_after: wholeNumber(0)
    .default(20)
    .describe('After so many matches of a rule, the others are sent as one alert.'),
  max_single_alerts: wholeNumber(0)
    .default(50)
    .describe('After so many alerts for a destination, the matches of each rule are sent as one alert.'),
});

export const deliveryKeys = Object.keys(deliveryTable.shape);

export const deliverySchema = deliveryTable.transform(
  ({ ledger, on_ledger_error, roundup_after, max_single_alerts }) => ({
    ledger: ledger === undefined ? undefined : locationOf(ledger),
    onLedgerError: on_ledger_error,
    roundupAfter: roundup_after,
    maxSingle: max_single_alerts,
  }),
);

type DeliveryConfig = Readonly<z.output<typeof deliverySchema>>;

/** `[trail]`: which records are inspected. */
const trailTable = z.strictObject({
  own_records: z.enum(['skip', 'inspect']).default('skip').describe('Records of calls of the function.'),
  verify_digests: z
    .boolean()
    .default(false)
    .describe("Whether CloudTrail's digests and the log files that they list are verified."),
});

export const trailKeys = Object.keys(trailTable.shape);

export const trailSchema = trailTable.transform(({ own_records, verify_digests }) => ({
  ownRecords: own_records,
  verifyDigests: verify_digests,
}));

type TrailConfig = Readonly<z.output<typeof trailSchema>>;

const locationOf = (uri: string): { readonly bucket: string; readonly prefix: string } => {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
};
