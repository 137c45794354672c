/** An S3 object that an event names. */
export interface ObjectRef {
  readonly bucket: string;
  readonly key: string;
  /** Only for buckets with versioning; reading it needs s3:GetObjectVersion. */
  readonly versionId?: string | undefined;
  /** In bytes, where the sender says it. */
  readonly size?: number | undefined;
  /** The key to try if there is no object with the first: where it is not documented how keys are encoded. */
  readonly otherKey?: string | undefined;
}

export const uriOf = ({ bucket, key, versionId }: ObjectRef): string =>
  `s3://${bucket}/${key}${versionId === undefined ? '' : `?versionId=${versionId}`}`;
