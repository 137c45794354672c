import * as z from 'zod';
import { nonEmptyString } from '../../json.ts';
import { formDecoded } from '../form-decoded.ts';
import { ofShape } from '../of-shape.ts';
import type { Envelope, Item, ItemOutcome, Source } from '../shapes.ts';

const taskSchema = z.object({
  taskId: z.string(),
  s3Key: z.string(),
  s3VersionId: z.string().nullish(),
  s3BucketArn: z.string().optional(),
  s3Bucket: z.string().optional(),
});

/**
 * A task of S3 Batch Operations, to inspect old log files again. Version 1.0 names the bucket by its ARN, 2.0 by its
 * name (S3 User Guide, "Invoke AWS Lambda function"). S3 retries a temporary failure before the job ends.
 */
export const batchOperations: Envelope = ofShape(
  z.object({ invocationSchemaVersion: z.string(), invocationId: z.string(), tasks: z.array(taskSchema) }),
  ({ invocationSchemaVersion, invocationId, tasks }) => ({
    items: tasks.map(itemOf),
    answer: (outcomes) => ({
      invocationSchemaVersion,
      treatMissingKeysAs: 'PermanentFailure',
      invocationId,
      results: outcomes.map(resultOf),
    }),
  }),
);

const itemOf = ({ taskId, s3Key, s3VersionId, s3Bucket, s3BucketArn }: z.infer<typeof taskSchema>): Item => {
  const bucket = s3Bucket ?? s3BucketArn?.split(':').at(-1);
  const source: Source =
    bucket === undefined
      ? { kind: 'malformed', reason: `task ${taskId} names no bucket` }
      : {
          kind: 'object',
          ref: { bucket, key: formDecoded(s3Key), versionId: nonEmptyString(s3VersionId) },
        };
  return { id: taskId, parts: [source] };
};

const resultOf = ({ id, failures, cause }: ItemOutcome) => {
  if (failures.length === 0) return { taskId: id, resultCode: 'Succeeded', resultString: '' };
  // S3 writes it into the job's completion report.
  const resultString = failures.join('; ').slice(0, 1000).toWellFormed();
  return {
    taskId: id,
    resultCode: cause === 'transient' ? 'TemporaryFailure' : 'PermanentFailure',
    resultString,
  };
};
