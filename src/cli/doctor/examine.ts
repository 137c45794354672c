import { partsOfArn } from '../../aws/arn.ts';
import { createLiveClients, type LiveClients } from '../../aws/live/clients.ts';
import { type DeployedFunction, functionCalled } from '../../aws/live/function.ts';
import { PermissionError } from '../../aws/live/permission.ts';
import { describeTrails, type Trail } from '../../aws/live/trails.ts';
import { uriOf } from '../../aws/object-ref.ts';
import { awsProblem } from '../../aws/problem.ts';
import { chooseJq } from '../../choose-jq.ts';
import { ledgerOfEnvironment } from '../../config/ledger-of-environment.ts';
import { examineConfig } from '../../config/load.ts';
import { locateConfig } from '../../config/locate.ts';
import { createReadSecret } from '../../destinations/secrets/read-secret.ts';
import { ConfigError, TattletailError } from '../../errors.ts';
import { createLiveCalls } from '../../live/calls.ts';
import { diagnoseLive, type LiveResult } from '../../live/diagnose.ts';
import { configIn, needsOf, type Subject } from '../../live/subject.ts';
import { onceEach } from '../../once-each.ts';
import { quoted } from '../../redact.ts';
import type { Terminal } from '../command.ts';
import { terminalLog } from '../terminal-log.ts';

export interface Examined {
  readonly subject: Subject;
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
  const clients = connect(partsOfArn(wanted.function).region || undefined);
  const deployed = await deployedFunction(clients, wanted.function);
  const trails = onceEach(() => describeTrails(clients.cloudtrail));
  const bucket = wanted.bucket ?? bucketOf(await trails().catch(explainBucket));
  const subject: Subject = {
    ...(await needsOfConfig(wanted, deployed, clients, terminal)),
    ...{ function: deployed, bucket, now: Date.now(), mayWrite: wanted.write },
  };
  const readSecret = createReadSecret({ aws: clients, env: deployed.environment });
  const results = await diagnoseLive(subject, createLiveCalls(clients, { trails, readSecret }));
  return { subject, results };
};

const deployedFunction = async ({ lambda }: LiveClients, name: string): Promise<DeployedFunction> => {
  // The first call: if it fails, so would all others.
  const found = await functionCalled(lambda, name).catch((error: unknown) => {
    if (error instanceof TattletailError && !(error instanceof PermissionError)) throw error;
    const { reason, advice = 'look whether --function, AWS_REGION and the network are right' } =
      awsProblem(error);
    const what = error instanceof PermissionError ? `allow yourself ${error.permission}` : advice;
    throw new TattletailError(
      `AWS cannot be asked about the function ${quoted(name)}: ${reason.replace(/\.$/, '')}: ${what}`,
      { cause: error },
    );
  });
  if (found !== undefined) return found;
  const region = await lambda.config.region();
  throw new TattletailError(
    `there is no function ${quoted(name)} in ${region}: name it with --function, and its region with AWS_REGION`,
  );
};

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

/** What the config needs of AWS. Throws what is wrong with a config that was asked for by name. */
const needsOfConfig = async (
  wanted: Wanted,
  { environment }: DeployedFunction,
  { s3 }: LiveClients,
  { env, stderr }: Terminal,
): Promise<Omit<Subject, 'function' | 'bucket' | 'now' | 'mayWrite'>> => {
  const local = wanted.config ?? env.TATTLETAIL_CONFIG;
  const { S3_CONFIG_BUCKET: bucket, S3_CONFIG_PATH: path } = local ? {} : environment;
  const isDeployed = Boolean(bucket || path);
  try {
    const source = locateConfig({ bucket, path }, async () => s3, local ?? 'tattletail.toml');
    const file = await source.read(undefined, new AbortController().signal);
    if (file === 'unchanged') throw new TattletailError('the config cannot be read');
    const jq = await chooseJq(env, terminalLog(stderr).warn);
    const { config, tables, problems } = await examineConfig(file, jq.compile);
    if (problems.length > 0) throw new ConfigError(file.uri, problems);
    return {
      config: { uri: file.uri, isDeployed, rules: config.rules.length, problem: undefined },
      ledger: ledgerOfEnvironment(environment.TATTLETAIL_LEDGER)(config).delivery.ledger,
      ...needsOf(tables.destinations, config.destinations),
      ...configIn(config, bucket && path ? { bucket, key: path } : undefined),
    };
  } catch (error) {
    if (local || !(error instanceof TattletailError)) throw error;
    const uri = bucket && path ? uriOf({ bucket, key: path }) : 'an unknown config';
    return {
      config: { uri, isDeployed, rules: 0, problem: error },
      ledger: undefined,
      ...needsOf([], []),
      ...{ configObjects: [], configFolders: [] },
    };
  }
};
