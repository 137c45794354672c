import { isJsonObject } from '../../../src/json.ts';
import { readJson } from '../json-body.ts';

export interface PutEntry {
  readonly EventBusName: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
}

/** "The total size of the entry must be less than 256KB" (EventBridge User Guide, "Calculating PutEvents event entry size"). */
export const maxEntryBytes = 262_144;

/** In bytes of UTF-8; the time counts 14 also where there is none, to be strict. */
export const sizeOf = ({ Source, DetailType, Detail }: PutEntry): number =>
  14 + Buffer.byteLength(Source) + Buffer.byteLength(DetailType) + Buffer.byteLength(Detail);

/** The error code that the entry gets, if it is not taken (EventBridge API Reference, "PutEventsResultEntry"). */
export const entryError = ({ Source, DetailType, Detail }: PutEntry): string | undefined => {
  if (Source === '' || Source.startsWith('aws.')) return 'NotAuthorizedForSourceException';
  if (DetailType === '' || DetailType.length > 128) return 'InvalidArgument';
  const detail = readJson(Buffer.from(Detail));
  return isJsonObject(detail) && depthOf(Detail) <= 1000 ? undefined : 'MalformedDetail';
};

/** JSON may nest 1,000 levels deep. Brackets in texts count too, which is stricter. */
const depthOf = (json: string): number => {
  let deepest = 0;
  let depth = 0;
  for (const character of json) {
    if (character === '[' || character === '{') depth += 1;
    if (character === ']' || character === '}') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
};
