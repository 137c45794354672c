import { dropOldest } from '../drop-oldest.ts';
import { isJsonObject, nonEmptyString } from '../json.ts';
import type { CloudTrailRecord } from './record.ts';

/** The source addresses that our credentials are used from. */
export interface OwnAddresses {
  /** Notes the address of a request that is certainly ours. */
  readonly prove: (record: CloudTrailRecord) => void;
  /** Notes the address of a request that may be ours. */
  readonly see: (record: CloudTrailRecord) => void;
  /** Whether the request comes from an address that is ours, as far as is known. */
  readonly isOurs: (record: CloudTrailRecord) => boolean;
}

/**
 * Every execution environment of a function has credentials of its own, and calls a service from one address. So the
 * address of a request that we made ourselves is ours. For environments other than this one, no request is known to be
 * theirs: their only address is taken for theirs, and none once there are two, since one may be somebody else's.
 */
export const createOwnAddresses = (capacity = 1_000): OwnAddresses => {
  const proven = new Map<string, Set<string>>();
  const seen = new Map<string, Set<string>>();
  const noteIn = (addresses: Map<string, Set<string>>) => (record: CloudTrailRecord) => {
    const [user, address] = [userOf(record), addressOf(record)];
    const known = addresses.get(user) ?? new Set();
    addresses.set(user, known);
    if (known.size < maxAddresses) known.add(address);
    dropOldest(addresses, capacity);
  };
  return {
    prove: noteIn(proven),
    see: noteIn(seen),
    isOurs: (record) => {
      const ours = proven.get(userOf(record));
      if (ours !== undefined) return ours.has(addressOf(record));
      const others = seen.get(userOf(record));
      return others?.size === 1 && others.has(addressOf(record));
    },
  };
};

/** A function in a VPC may have several NAT gateways. */
const maxAddresses = 20;

/** An access key and the service that it is used for: S3 may be reached by another way than the others. */
const userOf = ({ userIdentity, eventSource }: CloudTrailRecord): string =>
  JSON.stringify([isJsonObject(userIdentity) ? userIdentity.accessKeyId : null, eventSource]);

const addressOf = ({ sourceIPAddress }: CloudTrailRecord): string => nonEmptyString(sourceIPAddress) ?? '';
