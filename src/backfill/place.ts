/** A bucket, and what keys in it begin with. */
export interface Place {
  readonly bucket: string;
  readonly prefix: string;
}

/** `s3://bucket/prefix`. Undefined for anything else. */
export const placeIn = (uri: string): Place | undefined => {
  const [, bucket, prefix = ''] = /^s3:\/\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])(?:\/(.*))?$/.exec(uri) ?? [];
  return bucket === undefined ? undefined : { bucket, prefix };
};
