import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { AwsClients } from '../aws/clients.ts';
import type { ObjectRef } from '../aws/object-ref.ts';
import { putLogFile } from '../aws/s3-put-log-file.ts';
import type { ConfigFile } from '../config/load.ts';
import type { Tools } from '../tattletail.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { type Expected, expectedOf } from './expected.ts';
import { type CanaryPlace, canaryKey, canaryRecord } from './record.ts';

/** A log file with one harmless record, and what the function will send about it. */
export interface Canary {
  readonly object: ObjectRef;
  readonly record: CloudTrailRecord;
  readonly expected: Expected;
}

/** Writes nothing yet. Throws ConfigError unless the config has exactly one rule for it. */
export const createCanary = async (
  file: ConfigFile,
  { bucket, ...place }: CanaryPlace & Pick<ObjectRef, 'bucket'>,
  { now, ...tools }: Pick<Tools, 'jq' | 'complete'> & { readonly now: () => number },
): Promise<Canary> => {
  const [id, at] = [randomUUID(), now()];
  const record = canaryRecord(id, at, place);
  const object = { bucket, key: canaryKey(id, at, place) };
  return { object, record, expected: await expectedOf(file, record, tools) };
};

/** Throws TattletailError. */
export const writeCanary = async ({ object, record }: Canary, s3: AwsClients['s3']): Promise<void> =>
  putLogFile(await s3(), object, gzipSync(JSON.stringify({ Records: [record] })));
