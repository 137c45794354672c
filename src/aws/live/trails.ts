import {
  type CloudTrailClient,
  DescribeTrailsCommand,
  GetTrailStatusCommand,
} from '@aws-sdk/client-cloudtrail';
import { withPermission } from './permission.ts';

export interface Trail {
  readonly name: string;
  readonly arn: string;
  readonly bucket: string;
  /** Before `AWSLogs/`, with a slash at its end if there is one. */
  readonly prefix: string;
  readonly isOfOrganization: boolean;
  readonly topicArn: string | undefined;
  readonly keyArn: string | undefined;
}

interface TrailStatus {
  readonly isLogging: boolean;
  /** Milliseconds since 1970. */
  readonly lastDelivery: number | undefined;
  readonly lastError: string | undefined;
}

/** The trails that the account sees in this region, also those of other regions and of its organisation. */
export const describeTrails = async (cloudtrail: CloudTrailClient): Promise<readonly Trail[]> => {
  const command = new DescribeTrailsCommand({ includeShadowTrails: true });
  const { trailList = [] } = await withPermission('cloudtrail:DescribeTrails', cloudtrail.send(command));
  return trailList.flatMap(({ Name, TrailARN, S3BucketName, S3KeyPrefix = '', ...trail }) =>
    Name === undefined || TrailARN === undefined || S3BucketName === undefined
      ? []
      : {
          name: Name,
          arn: TrailARN,
          bucket: S3BucketName,
          prefix: S3KeyPrefix === '' ? '' : `${S3KeyPrefix}/`,
          isOfOrganization: trail.IsOrganizationTrail === true,
          topicArn: trail.SnsTopicARN,
          keyArn: trail.KmsKeyId,
        },
  );
};

/** A trail of another region or of the organisation is only known by its ARN (CloudTrail API Reference, "GetTrailStatus"). */
export const statusOfTrail = async (cloudtrail: CloudTrailClient, { arn }: Trail): Promise<TrailStatus> => {
  const command = new GetTrailStatusCommand({ Name: arn });
  const status = await withPermission('cloudtrail:GetTrailStatus', cloudtrail.send(command));
  return {
    isLogging: status.IsLogging === true,
    lastDelivery: status.LatestDeliveryTime?.getTime(),
    lastError: status.LatestDeliveryError || undefined,
  };
};
