import { shellWord } from '../../shell-word.ts';
import { anError, aWarning, type LiveCheck, type LiveFinding } from '../check.ts';

/** Whether a trail writes to the bucket, and when it last did. */
export const trail: LiveCheck = {
  name: 'trail',
  look: async ({ bucket, now }, { trails, statusOfTrail }) => {
    const writers = (await trails()).filter((one) => one.bucket === bucket);
    if (writers.length === 0) return [noTrail(bucket)];
    const statuses = await Promise.all(
      writers.map(async (one) => ({ name: one.name, arn: one.arn, ...(await statusOfTrail(one)) })),
    );
    return statuses.flatMap(({ name, arn, isLogging, lastDelivery, lastError }): readonly LiveFinding[] => {
      if (!isLogging)
        return [
          anError(`the trail ${name} is stopped`, `aws cloudtrail start-logging --name ${shellWord(arn)}`),
        ];
      if (lastError !== undefined)
        return [
          anError(
            `the trail ${name} cannot write to ${bucket}: ${lastError}`,
            `aws s3api get-bucket-policy --bucket ${shellWord(bucket)}: it must allow cloudtrail.amazonaws.com s3:PutObject`,
          ),
        ];
      const minutes = lastDelivery === undefined ? undefined : Math.round((now - lastDelivery) / 60_000);
      if (minutes !== undefined && minutes <= mostMinutes) return [];
      const since =
        minutes === undefined ? 'has never delivered' : `has not delivered for ${minutes} minutes`;
      return [
        aWarning(`the trail ${name} ${since}`, `aws cloudtrail get-trail-status --name ${shellWord(arn)}`),
      ];
    });
  },
};

const noTrail = (bucket: string): LiveFinding =>
  aWarning(
    `no trail that this account can see writes to ${bucket}`,
    'aws cloudtrail describe-trails in the account of the trail shows its bucket: name it with --bucket',
  );

/** CloudTrail delivers every five minutes where anything happens, which is nearly always (CloudTrail User Guide). */
const mostMinutes = 30;
