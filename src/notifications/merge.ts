import { TattletailError } from '../errors.ts';
import { type Entry, entriesOf, type KindOfEntry, type NotificationDocument } from './document.ts';
import { covers, overlaps, prefixOf } from './overlap.ts';

/** Whom a bucket is to notify of new objects, and of those that somebody removed. EventBridge hears of both. */
export type Target = { readonly kind: 'eventbridge' } | TargetEntry;

interface TargetEntry {
  readonly kind: 'entry';
  readonly of: KindOfEntry;
  readonly arn: string;
  readonly prefix: string;
  /** @default false */
  readonly removed?: boolean;
}

/**
 * The document with the target in it, and everything else as it was. The same document if it notifies the target
 * already. Throws TattletailError where S3 would refuse it: of an event, it notifies one destination (S3 User Guide,
 * "Configuring event notifications using object key name filtering").
 */
export const withTarget = (document: NotificationDocument, target: Target): NotificationDocument => {
  if (target.kind === 'eventbridge')
    return document.EventBridgeConfiguration === undefined
      ? { ...document, EventBridgeConfiguration: {} }
      : document;
  const ours = entryFor(target);
  const entries = entriesOf(document);
  if (entries.some((entry) => entry.arn === target.arn && covers(entry, ours))) return document;

  const isOlderOfOurs = (entry: Entry & { readonly arn: string }): boolean =>
    entry.Id === ours.Id && entry.arn === target.arn;
  for (const other of entries.filter((entry) => !isOlderOfOurs(entry))) {
    if (overlaps(other, ours)) throw new TattletailError(overlap(other, target.prefix));
    if (other.Id === ours.Id)
      throw new TattletailError(`the bucket has a notification with the Id ${ours.Id} for ${other.arn}`);
  }
  const { list, arn } = target.of;
  // The type of a list's entries does not say which field has the ARN, but `arn` belongs to `list`.
  const kept = (document[list] ?? []).filter(
    (entry) => !isOlderOfOurs({ ...entry, arn: String(entry[arn]) }),
  );
  return { ...document, [list]: [...kept, { ...ours, [arn]: target.arn }] };
};

const entryFor = ({ arn, prefix, removed = false }: TargetEntry): Entry => ({
  Id: `tattletail-${arn.split(':').slice(5).join('-')}`.slice(0, maxIdLength),
  Events: ['s3:ObjectCreated:*', ...(removed ? ['s3:ObjectRemoved:*'] : [])],
  ...(prefix !== '' && { Filter: { Key: { FilterRules: [{ Name: 'prefix', Value: prefix }] } } }),
});

const maxIdLength = 255;

const overlap = (other: Entry & { readonly arn: string }, prefix: string): string => {
  const where = prefixOf(other) === '' ? 'all keys' : `keys that begin with ${prefixOf(other)}`;
  return `the bucket already notifies ${other.arn} of ${other.Events.join(', ')} for ${where}, and S3 notifies one destination of an event. Use --eventbridge, which overlaps with nothing, or let that destination pass on what begins with ${prefix === '' ? 'any key' : prefix}`;
};
