import { createLiveClients, type LiveClients } from '../../aws/live/clients.ts';
import { type DeployedFunction, functionCalled } from '../../aws/live/function.ts';
import { PermissionError } from '../../aws/live/permission.ts';
import { describeTrails, type Trail } from '../../aws/live/trails.ts';
import { chooseJq } from '../../choose-jq.ts';
import { ledgerOfEnvironment } from '../../config/ledger-of-environment.ts';
import { examineConfig } from '../../config/load.ts';
import { locateConfig } from '../../config/locate.ts';
import { createReadSecret } from '../../destinations/secrets/read-secret.ts';
import { ConfigError, messageOf, TattletailError } from '../../errors.ts';
import { createLiveCalls } from '../../live/calls.ts';
import { diagnoseLive, type LiveResult } from '../../live/diagnose.ts';
import { configIn, needsOf, type Subject } from '../../live/subject.ts';
import { onceEach } from '../../once-each.ts';
import { quoted } from '../../redact.ts';
import type { Terminal } from '../command.ts';
import { terminalLog } from '../terminal-log.ts';

export interface Examined {
  readonly subject: Subject;
  /** Where the config was read from. */
  readonly config: string;
  readonly results: readonly LiveResult[];
}

interface Wanted {
  readonly function: string;
  readonly bucket?: string;
  readonly config?: string;
  readonly write: boolean;
}

/** Looks at a deployed function. Throws TattletailError if it is not known what to look at. */
export const examine = async (
  wanted: Wanted,
  terminal: Terminal,
  connect: (region?: string) => LiveClients = createLiveClients,
): Promise<Examined> => {
  // arn:aws:lambda:REGION:…
  const clients = connect(wanted.function.split(':')[3]);
  const deployed = await deployedFunction(clients, wanted.function);
  const trails = onceEach(() => describeTrails(clients.cloudtrail));
  const bucket = wanted.bucket ?? bucketOf(await trails().catch(explainBucket));
  const { config, ...needs } = await needsOfConfig(wanted, deployed, clients, terminal);
  const subject: Subject = {
    ...needs,
    ...{ function: deployed, bucket, now: Date.now(), mayWrite: wanted.write },
  };
  const readSecret = createReadSecret({ aws: clients, env: deployed.environment });
  const results = await diagnoseLive(subject, createLiveCalls(clients, { trails, readSecret }));
  return { subject, config, results };
};

const deployedFunction = async ({ lambda }: LiveClients, name: string): Promise<DeployedFunction> => {
  // The first call: if it fails, so would all others.
  const found = await functionCalled(lambda, name).catch((error: unknown) => {
    if (error instanceof TattletailError && !(error instanceof PermissionError)) throw error;
    const reason = `AWS cannot be asked about the function ${quoted(name)}: ${messageOf(error).replace(/\.$/, '')}`;
    throw new TattletailError(`${reason}: ${adviceAbout(error)}`, { cause: error });
  });
  if (found !== undefined) return found;
  const region = await lambda.config.region();
  throw new TattletailError(
    `there is no function ${quoted(name)} in ${region}: name it with --function, and its region with AWS_REGION`,
  );
};

const adviceAbout = (error: unknown): string => {
  if (error instanceof PermissionError) return `allow yourself ${error.permission}`;
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  if (/region is missing/i.test(message)) return 'set AWS_REGION, or give --function the ARN';
  if (badCredentials.test(name)) return 'set credentials, such as by AWS_PROFILE';
  return 'look whether --function, AWS_REGION and the network are right';
};

/** Names of errors of the SDK and of AWS (AWS General Reference, "Common errors"). */
const badCredentials =
  /^(?:CredentialsProviderError|TokenProviderError|ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidSignature|IncompleteSignature|SignatureDoesNotMatch|MissingAuthenticationToken)/;

const bucketOf = (trails: readonly Trail[]): string => {
  const [bucket, ...others] = new Set(trails.map((trail) => trail.bucket));
  if (bucket !== undefined && others.length === 0) return bucket;
  const found = bucket === undefined ? 'no trail' : `trails that write to ${[bucket, ...others].join(', ')}`;
  throw new TattletailError(`this account sees ${found}: name the bucket of the log files with --bucket`);
};

const explainBucket = (error: unknown): never => {
  if (!(error instanceof PermissionError)) throw error;
  throw new TattletailError(
    `${error.message}: allow yourself ${error.permission}, or name the bucket of the log files with --bucket`,
    { cause: error },
  );
};

/** What the config needs of AWS, and where it was read from. Throws ConfigError. */
const needsOfConfig = async (
  wanted: Wanted,
  { environment }: DeployedFunction,
  { s3 }: LiveClients,
  { env, stderr }: Terminal,
) => {
  const local = wanted.config ?? env.TATTLETAIL_CONFIG;
  const { S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: path } = local ? {} : environment;
  const source = locateConfig({ bucket, path }, async () => s3, local ?? 'tattletail.toml');
  const file = await source.read(undefined, new AbortController().signal);
  if (file === 'unchanged') throw new TattletailError('the config cannot be read');
  const jq = await chooseJq(env, terminalLog(stderr).warn);
  const { config, tables, problems } = await examineConfig(file, jq.compile);
  if (problems.length > 0) throw new ConfigError(file.uri, problems);
  const main = bucket && path ? { bucket, key: path } : undefined;
  return {
    config: file.uri,
    ledger: ledgerOfEnvironment(environment.TATTLETAIL_LEDGER)(config).delivery.ledger,
    ...needsOf(tables.destinations),
    ...configIn(config, main),
  };
};
