/**
 * S3 form-encodes the keys in its notifications and in Batch Operations: a space comes as `+`, other characters
 * as `%XX`. A key that does not decode is tried as it stands; S3 then says that there is no such object, and
 * the report names it.
 */
export const formDecoded = (key: string): string => {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return key;
  }
};
