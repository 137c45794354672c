/**
 * Whether an S3 key may be that of a log file: it is no folder and no digest, which CloudTrail writes into a sibling
 * folder (CloudTrail User Guide, "Finding your CloudTrail log files"). People copy log files to keys of any form.
 */
export const isLogFileKey = (key: string): boolean =>
  !key.includes('/CloudTrail-Digest/') && !key.endsWith('/');
