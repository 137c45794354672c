/**
 * What we call to read log files and the config and to keep claims, as CloudTrail records it: `eventSource
 * eventName`. S3 calls KMS on our behalf for encrypted objects. The calls of a destination are named in its own file.
 */
export const ownCalls: readonly string[] = [
  's3.amazonaws.com GetObject',
  's3.amazonaws.com PutObject',
  'kms.amazonaws.com Decrypt',
  'kms.amazonaws.com GenerateDataKey',
  'sts.amazonaws.com GetCallerIdentity',
];
