import { messageOf, TattletailError } from '../errors.ts';
import type { PublicKey } from '../trail/digests/public-keys.ts';
import type { AwsClients } from './clients.ts';

/**
 * The keys with which CloudTrail signed digests of a region between two times in milliseconds (CloudTrail API Reference,
 * "ListPublicKeys"). Throws TattletailError.
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
    throw new TattletailError(`${what}: ${messageOf(error)}`, { cause: error });
  }
};
