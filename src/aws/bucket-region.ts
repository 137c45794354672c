import { httpStatusOf } from './http-status.ts';

/**
 * Where a bucket is, if an error of the SDK says that it is in another region: S3 answers 301 (S3 API Reference, "Error
 * responses").
 */
export const bucketRegionIn = (error: unknown): string | undefined => {
  // The SDK keeps the answer in its errors.
  const { $response } = error as { $response?: { headers?: Readonly<Record<string, string>> } };
  return httpStatusOf(error) === 301 ? $response?.headers?.['x-amz-bucket-region'] : undefined;
};
