import { createHash } from 'node:crypto';
import type { ConfigFile } from './load.ts';

/** Which config it is. A type, so that it is also fields of a log. */
export type ConfigIdentity = {
  readonly config: string;
  /** Of an object in S3, as `aws s3api head-object` shows it, but without quotation marks. */
  readonly configEtag?: string;
  /** What `sha256sum` shows of the file; of one that includes others, that of the hashes of all, one a line. */
  readonly configSha256: string;
};

export const identityOf = ({ uri, text, objectEtag, included = [] }: ConfigFile): ConfigIdentity => {
  const [ofMain = '', ...ofIncluded] = [text, ...included.map((file) => file.text)].map(sha256Of);
  return {
    config: uri,
    ...(objectEtag !== undefined && { configEtag: objectEtag.replaceAll('"', '') }),
    configSha256: ofIncluded.length === 0 ? ofMain : sha256Of([ofMain, ...ofIncluded, ''].join('\n')),
  };
};

const sha256Of = (text: string): string => createHash('sha256').update(text).digest('hex');
