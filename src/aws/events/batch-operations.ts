import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from './form-decoded.ts';
import type { Carrier, Item, ItemOutcome } from './shapes.ts';

/**
 * A task of S3 Batch Operations, to inspect old log files again. Version 1.0 names the bucket by its ARN,
 * 2.0 by its name (S3 User Guide, "Invoke AWS Lambda function"). A temporary failure is tried again before the
 * job ends.
 */
export const batchOperations: Carrier = (event) => {
  const { success, data } = schema.safeParse(event);
  if (!success) return undefined;
  return {
    items: data.tasks.map(itemOf),
    answer: (outcomes) => ({
      invocationSchemaVersion: data.invocationSchemaVersion,
      treatMissingKeysAs: 'PermanentFailure',
      invocationId: data.invocationId,
      results: outcomes.map(resultOf),
    }),
  };
};

const schema = z.object({
  invocationSchemaVersion: z.string(),
  invocationId: z.string(),
  tasks: z.array(
    z.object({
      taskId: z.string(),
      s3Key: z.string(),
      s3VersionId: z.string().nullish(),
      s3BucketArn: z.string().optional(),
      s3Bucket: z.string().optional(),
    }),
  ),
});

const itemOf = ({
  taskId,
  s3Key,
  s3VersionId,
  s3Bucket,
  s3BucketArn,
}: z.infer<typeof schema>['tasks'][number]): Item => {
  const bucket = s3Bucket ?? s3BucketArn?.split(':').at(-1);
  return bucket === undefined
    ? { id: taskId, sources: [{ kind: 'malformed', reason: `task ${taskId} names no bucket` }] }
    : {
        id: taskId,
        sources: [
          {
            kind: 'object',
            ref: { bucket, key: formDecoded(s3Key), versionId: nonEmptyString(s3VersionId) },
          },
        ],
      };
};

const resultOf = ({ id, failures, cause }: ItemOutcome) => {
  if (failures.length === 0) return { taskId: id, resultCode: 'Succeeded', resultString: '' };
  // It ends up in the job's completion report.
  const resultString = failures.join('; ').slice(0, 1000).toWellFormed();
  return {
    taskId: id,
    resultCode: cause === 'transient' ? 'TemporaryFailure' : 'PermanentFailure',
    resultString,
  };
};
