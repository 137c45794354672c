/**
 * Whether the key of an S3 object can be that of a log file. CloudTrail writes its integrity digests beside
 * them, in a sibling folder (CloudTrail User Guide, "Finding your CloudTrail log files"); everything else is
 * read, since people copy log files to keys of their own.
 */
export const isLogFileKey = (key: string): boolean =>
  !key.includes('/CloudTrail-Digest/') && !key.endsWith('/');
