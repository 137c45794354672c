import * as z from 'zod';
import { type Counted, resultOfCounted } from '../../backfill/counts.ts';
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

/** Only version 2.0 has arguments. */
const jobSchema = z.object({
  invocationSchemaVersion: z.string(),
  invocationId: z.string(),
  job: z.object({ userArguments: z.object({ mode: z.string().optional() }).nullish() }).optional(),
  tasks: z.array(taskSchema),
});

/**
 * A task of S3 Batch Operations, to inspect old log files again. Version 1.0 names the bucket by its ARN, 2.0 by its
 * name (S3 User Guide, "Invoke AWS Lambda function"). S3 retries a temporary failure before the job ends.
 */
export const batchOperations: Envelope = ofShape(
  jobSchema,
  ({ invocationSchemaVersion, invocationId, job, tasks }) => {
    const mode = job?.userArguments?.mode;
    return {
      items: tasks.map(mode === undefined || mode === 'count' ? itemOf : refuseMode(mode)),
      answer: (outcomes) => ({
        invocationSchemaVersion,
        treatMissingKeysAs: 'PermanentFailure',
        invocationId,
        results: outcomes.map(resultOf(mode === 'count' ? resultOfCounted : () => '')),
      }),
    };
  },
);

/** Whether a job asks for counts alone, so that nobody is to be alerted. */
export const asksForCounts = (event: unknown): boolean =>
  jobSchema.safeParse(event).data?.job?.userArguments?.mode === 'count';

type Task = z.infer<typeof taskSchema>;

const itemOf = ({ taskId, s3Key, s3VersionId, s3Bucket, s3BucketArn }: Task): Item => {
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

/** A misspelt mode must alert nobody. */
const refuseMode =
  (mode: string) =>
  ({ taskId }: Task): Item => ({
    id: taskId,
    parts: [
      { kind: 'malformed', reason: `the job's argument mode must be count, got ${JSON.stringify(mode)}` },
    ],
  });

const resultOf = (report: (counted: Counted) => string) => (outcome: ItemOutcome) => {
  const { id, failures, cause, counted } = outcome;
  if (failures.length === 0) return { taskId: id, resultCode: 'Succeeded', resultString: report(counted) };
  // S3 writes it into the job's completion report.
  const resultString = failures.join('; ').slice(0, 1000).toWellFormed();
  return {
    taskId: id,
    resultCode: cause === 'transient' ? 'TemporaryFailure' : 'PermanentFailure',
    resultString,
  };
};
