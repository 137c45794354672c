/** An S3 object that an event names. */
export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  /** Only for buckets with versioning; reading it needs s3:GetObjectVersion. */
  readonly versionId?: string | undefined;
  /** The key to try when there is no object with the first, where nobody says how keys are encoded. */
  readonly otherKey?: string | undefined;
}

export const uriOf = ({ bucket, key, versionId }: ObjectRef): string =>
  `s3://${bucket}/${key}${versionId === undefined ? '' : `?versionId=${versionId}`}`;
