/** The HTTP status of an SDK error, undefined when there was no answer. */
export const httpStatusOf = (error: unknown): number | undefined => {
  // SDK errors carry `$metadata`; optional chaining leaves every other error undefined.
  return (error as { $metadata?: { httpStatusCode?: number } } | undefined)?.$metadata?.httpStatusCode;
};
