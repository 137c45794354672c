/** The HTTP status of an SDK error. Undefined if there was no answer, and for any other error. */
export const httpStatusOf = (error: unknown): number | undefined =>
  // The SDK's errors have `$metadata` (AWS SDK for JavaScript v3, "ServiceException").
  (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
