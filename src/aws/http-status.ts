/** The HTTP status of an SDK error; undefined when there was no answer, and for every other error. */
export const httpStatusOf = (error: unknown): number | undefined =>
  // The SDK's errors carry `$metadata` (AWS SDK for JavaScript v3, "ServiceException").
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
