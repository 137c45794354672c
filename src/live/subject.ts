import type { DeployedFunction } from '../aws/live/function.ts';
import type { ObjectRef } from '../aws/object-ref.ts';
import type { S3Prefix } from '../aws/s3-list.ts';
import { objectIn } from '../config/locations.ts';
import type { Config } from '../config/schema.ts';
import type { Table } from '../config/tables.ts';
import { distinctReferences, type SecretReference } from '../destinations/secrets/reference.ts';
import { bareAddress } from '../destinations/ses/sender.ts';
import { nonEmptyString } from '../json.ts';

/** What is checked: a function, the bucket that it hears of, and what its config names. */
export interface Subject {
  readonly function: DeployedFunction;
  /** Of the log files. */
  readonly bucket: string;
  readonly config: SubjectConfig;
  /** The objects in S3 that the function reads its config from, and where it looks for some. */
  readonly configObjects: readonly ObjectRef[];
  readonly configFolders: readonly S3Prefix[];
  readonly ledger: S3Prefix | undefined;
  /** Addresses that mails are sent from. */
  readonly senders: readonly string[];
  /** ARNs of topics and event buses that alerts are sent to. */
  readonly topics: readonly string[];
  readonly buses: readonly string[];
  readonly secrets: readonly SecretReference[];
  /** Who sends with them. */
  readonly destinations: Config['destinations'];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Whether the ledger may be written to. */
  readonly mayWrite: boolean;
}

/** Where the config was read from. */
interface SubjectConfig {
  readonly uri: string;
  /** Whether the function reads it from there too. It does not if its own is in the zip. */
  readonly isDeployed: boolean;
  readonly rules: number;
  /** Why what it names is not known, if it is not. */
  readonly problem: Error | undefined;
}

/** What the destinations of a config need of AWS. */
export const needsOf = (
  destinations: readonly Table[],
  configured: Config['destinations'],
): Pick<Subject, 'senders' | 'topics' | 'buses' | 'secrets' | 'destinations'> => ({
  destinations: configured,
  senders: valuesOf(destinations, 'ses', 'from_email').map(bareAddress),
  topics: valuesOf(destinations, 'sns', 'sns_arn'),
  buses: valuesOf(destinations, 'eventbridge', 'event_bus_arn'),
  secrets: distinctReferences(configured.flatMap(({ references }) => references)),
});

/** Where a config in S3 is, with what it includes there. */
export const configIn = (
  config: Pick<Config, 'included' | 'searched'>,
  main: ObjectRef | undefined,
): Pick<Subject, 'configObjects' | 'configFolders'> => ({
  configObjects: [
    ...(main === undefined ? [] : [main]),
    ...config.included.flatMap((uri) => objectIn(uri) ?? []),
  ],
  configFolders: config.searched.map(({ bucket, key }) => ({ bucket, prefix: key })),
});

const valuesOf = (destinations: readonly Table[], type: string, key: string): readonly string[] => [
  ...new Set(
    destinations.flatMap(({ values }) => (values.type === type ? (nonEmptyString(values[key]) ?? []) : [])),
  ),
];
