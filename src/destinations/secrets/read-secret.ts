import type { AwsClients } from '../../aws/clients.ts';
import { DeliveryError } from '../../errors.ts';
import { isJsonObject, jsonIn, nonEmptyString } from '../../json.ts';
import { onceEach } from '../../once-each.ts';
import { learnSecret } from '../../redact.ts';
import { awsFailure } from '../failure.ts';
import type { SecretReference } from './reference.ts';

/**
 * Reads a secret, which is kept for 5 minutes. `again`: reads it once more, but at most every 30 seconds. Throws
 * DeliveryError, which names the reference and holds no secret.
 */
export type ReadSecret = (
  reference: SecretReference,
  options?: { readonly again?: boolean },
) => Promise<string>;

interface SecretTools {
  readonly aws: Pick<AwsClients, 'ssm' | 'secretsManager'>;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds. */
  readonly now?: () => number;
}

/** What several alerts ask for at the same time is read once. */
export const createReadSecret = ({ aws, env, now = Date.now }: SecretTools): ReadSecret => {
  const fetchers = createFetchers(aws);
  const running = new Map<string, Promise<string>>();
  const readAgainAt = new Map<string, number>();

  const mayReadAgain = (text: string): boolean => {
    const last = readAgainAt.get(text);
    if (last !== undefined && now() - last < betweenReadsMs) return false;
    readAgainAt.set(text, now());
    return true;
  };

  const read = async (reference: SecretReference, forceFetch: boolean): Promise<string> => {
    const text =
      reference.store === 'env'
        ? env[reference.name]
        : await fetchers(reference, forceFetch).catch(explain(reference));
    // `echo … | aws ssm put-parameter` adds a line break, which no secret of ours ends with.
    const value = text?.trim();
    if (value === undefined || value === '') throw unusable(reference, isMissing[reference.store]);
    learnSecret(value);
    return value;
  };

  return (reference, { again = false } = {}) => {
    const { text } = reference;
    const forceFetch = again && mayReadAgain(text);
    const known = forceFetch ? undefined : running.get(text);
    if (known !== undefined) return known;
    const reading = read(reference, forceFetch).finally(() => {
      if (running.get(text) === reading) running.delete(text);
    });
    running.set(text, reading);
    return reading;
  };
};

const betweenReadsMs = 30_000;

const keptForSeconds = 300;

const isMissing = {
  ssm: 'the parameter is empty',
  secretsmanager: 'the secret is empty, or is not text',
  env: 'the environment has no such variable, or it is empty',
} as const;

type InAws = Exclude<SecretReference, { readonly store: 'env' }>;

/** Powertools, which keeps the values, and the clients are loaded when the first secret is read: most configs have none. */
const createFetchers = (aws: SecretTools['aws']) => {
  const ssm = onceEach(async (region: string | undefined) => {
    const { SSMProvider } = await import('@aws-lambda-powertools/parameters/ssm');
    return new SSMProvider({ awsSdkV3Client: await aws.ssm(region) });
  });
  const secretsManager = onceEach(async (region: string | undefined) => {
    const { SecretsProvider } = await import('@aws-lambda-powertools/parameters/secrets');
    return new SecretsProvider({ awsSdkV3Client: await aws.secretsManager(region) });
  });
  return async (reference: InAws, forceFetch: boolean): Promise<string | undefined> => {
    const options = { maxAge: keptForSeconds, forceFetch };
    if (reference.store === 'ssm') {
      const provider = await ssm(reference.region);
      return provider.get(reference.name, { ...options, decrypt: true });
    }
    const provider = await secretsManager(reference.region);
    const value = await provider.get(reference.id, options);
    if (typeof value !== 'string') return undefined;
    return reference.key === undefined
      ? wholeOf(value, reference)
      : memberOf(value, reference.key, reference);
  };
};

/** The console of Secrets Manager makes JSON of what is entered, unless it is entered as plain text. */
const wholeOf = (value: string, reference: SecretReference): string => {
  if (!isJsonObject(jsonIn(value))) return value;
  throw unusable(reference, `the secret is a JSON object: name a key of it, as in ${reference.text}#KEY`);
};

const memberOf = (value: string, key: string, reference: SecretReference): string => {
  const members = jsonIn(value);
  if (!isJsonObject(members)) throw unusable(reference, 'the secret is no JSON object, so it has no keys');
  const member = Object.hasOwn(members, key) ? nonEmptyString(members[key]) : undefined;
  if (member === undefined) throw unusable(reference, `the secret has no text under ${JSON.stringify(key)}`);
  return member;
};

/** What is wrong with what was read will still be wrong in a second. Nothing was sent. */
export const unusable = ({ text }: Pick<SecretReference, 'text'>, reason: string): DeliveryError =>
  new DeliveryError(`${text} cannot be used: ${reason}`, { outcome: 'refused', retryable: false });

/** Whatever happened, nothing was sent. Powertools hides the error of AWS in the cause of its own. */
const explain =
  (reference: SecretReference) =>
  (error: unknown): never => {
    if (error instanceof DeliveryError) throw error;
    const isPowertools = error instanceof Error && error.name === 'GetParameterError';
    const cause = isPowertools ? error.cause : error;
    const { message, failure } = awsFailure(cause);
    const notFound = /^(?:ParameterNotFound|ResourceNotFoundException)\b/.test(message);
    const reason = notFound
      ? `${message}: there is none of this name in the region of the function`
      : message;
    const refused = { ...failure, outcome: 'refused' } as const;
    throw new DeliveryError(`${reference.text} cannot be read: ${reason}`, refused, { cause });
  };
