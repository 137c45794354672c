/**
 * Decodes a key of S3's notifications and Batch Operations, which are form-encoded: a space is `+`, other characters
 * are `%XX`. A key that cannot be decoded is left as it is: S3 then has no such object, and the report names it.
 */
export const formDecoded = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
};
