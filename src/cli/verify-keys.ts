import { readFile } from 'node:fs/promises';
import { reasonOf, TattletailError } from '../errors.ts';
import { onceEach } from '../once-each.ts';
import { type PublicKey, publicKeysIn } from '../trail/digests/public-keys.ts';

/** The public keys in files, or else of a region, for which CloudTrail is asked once. Throws TattletailError. */
export const keysFrom = async (
  files: readonly string[],
  range: { readonly since: number; readonly until: number },
  signal: AbortSignal,
): Promise<(region: string) => Promise<readonly PublicKey[]>> => {
  if (files.length > 0) {
    const keys = (await Promise.all(files.map(keysInFile))).flat();
    return async () => keys;
  }
  return onceEach(async (region) => {
    const { createAwsClients } = await import('../aws/clients.ts');
    const { listPublicKeys } = await import('../aws/public-keys.ts');
    return listPublicKeys(createAwsClients().cloudtrail, region, range, signal);
  });
};

const keysInFile = async (file: string): Promise<readonly PublicKey[]> => {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new TattletailError(`${file}: cannot be read: ${reasonOf(error)}`, { cause: error });
  }
  try {
    return publicKeysIn(JSON.parse(text));
  } catch (error) {
    const expected = 'expected what aws cloudtrail list-public-keys prints, with a PublicKeyList';
    throw new TattletailError(`${file}: ${expected}`, { cause: error });
  }
};
