import { TattletailError } from '../errors.ts';
import type { PublicKey } from '../trail/digests/public-keys.ts';
import type { AwsClients } from './clients.ts';
import { awsProblem } from './problem.ts';

/** CloudTrail did not say what its public keys are. */
export class PublicKeysError extends TattletailError {
  override readonly name = 'PublicKeysError';
}

/** The same, but CloudTrail is asked once an hour at most for each region: it signs with a key for weeks. */
export const createPublicKeys = (cloudtrail: AwsClients['cloudtrail'], now: () => number = Date.now) => {
  const known = new Map<
    string,
    { readonly since: number; readonly at: number; readonly keys: readonly PublicKey[] }
  >();
  return async (region: string, since: number, signal: AbortSignal): Promise<readonly PublicKey[]> => {
    const [last, at] = [known.get(region), now()];
    if (last !== undefined && last.since <= since && at - last.at < hourMs) return last.keys;
    const keys = await listPublicKeys(cloudtrail, region, { since, until: at }, signal);
    known.set(region, { since, at, keys });
    return keys;
  };
};

const hourMs = 60 * 60 * 1000;

/**
 * The keys with which CloudTrail signed digests of a region between two times in milliseconds (CloudTrail API Reference,
 * "ListPublicKeys"). Throws PublicKeysError.
 */
export const listPublicKeys = async (
  cloudtrail: AwsClients['cloudtrail'],
  region: string,
  { since, until }: { readonly since: number; readonly until: number },
  signal: AbortSignal,
): Promise<readonly PublicKey[]> => {
  const { ListPublicKeysCommand } = await import('@aws-sdk/client-cloudtrail');
  const keys: PublicKey[] = [];
  try {
    const client = await cloudtrail(region);
    let token: string | undefined;
    do {
      const command = new ListPublicKeysCommand({
        ...{ StartTime: new Date(since), EndTime: new Date(until), NextToken: token },
      });
      const page = await client.send(command, { abortSignal: signal });
      for (const { Value, Fingerprint, ValidityStartTime, ValidityEndTime } of page.PublicKeyList ?? []) {
        if (Value === undefined || Fingerprint === undefined) continue;
        keys.push({
          fingerprint: Fingerprint.toLowerCase(),
          value: Buffer.from(Value).toString('base64'),
          from: ValidityStartTime?.getTime() ?? Number.NEGATIVE_INFINITY,
          until: ValidityEndTime?.getTime() ?? Number.POSITIVE_INFINITY,
        });
      }
      token = page.NextToken;
    } while (token !== undefined);
    return keys;
  } catch (error) {
    const what = `the public keys of ${region} cannot be listed, which needs cloudtrail:ListPublicKeys`;
    throw new PublicKeysError(`${what}: ${awsProblem(error).reason}`, { cause: error });
  }
};
