import { isJsonObject, type JsonObject, nonEmptyString } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import { type Line, line } from './line.ts';

/** Who made a call, in words. */
export interface Caller {
  readonly short: Line;
  /** What else helps to find who it was. */
  readonly more: readonly Line[];
}

/** What is read of a record to say who it was. */
export interface Context {
  readonly identity: JsonObject;
  readonly record: CloudTrailRecord;
  /** The account that recorded the call. */
  readonly account: string | undefined;
}

/** ` of account 444455556666` if it is another than the one that recorded the call. */
export const ofAccount = (id: unknown, { account }: Context): Line => {
  const known = nonEmptyString(id);
  return known === undefined || known === account ? [] : line` of account ${known}`;
};

/** CloudTrail writes `invokedBy` too when a service calls with the credentials of its own caller. */
export const throughService = ({ identity }: Context): Line => {
  const service = nonEmptyString(identity.invokedBy);
  if (service === undefined) return [];
  return service === 'AWS Internal' ? line`, through AWS` : line`, through ${service}`;
};

/** The person of IAM Identity Center for whom a call was made: their ID there stays the same. */
export const personIn = (identity: JsonObject): string | undefined =>
  nonEmptyString(objectIn(identity, 'onBehalfOf')?.userId);

/** Their identity store, as `d-1234567890`. */
export const identityStoreIn = (context: Context): Line | undefined => {
  const arn = nonEmptyString(objectIn(context.identity, 'onBehalfOf')?.identityStoreArn);
  if (arn === undefined) return undefined;
  const [, account, id] = /^arn:[\w-]+:identitystore::(\d*):identitystore\/(.+)$/.exec(arn) ?? [];
  return line`identity store ${id ?? arn}${ofAccount(account, context)}`;
};

export const arnIn = ({ identity }: Context): readonly Line[] => {
  const arn = nonEmptyString(identity.arn);
  return arn === undefined ? [] : [arnLine(arn)];
};

/** An ARN begins so even where its rest needs quotes. */
export const arnLine = (arn: string): Line =>
  arn.startsWith('arn:') ? line`arn:${arn.slice('arn:'.length)}` : line`${arn}`;

export const present = <Of>(...all: readonly (Of | undefined)[]): readonly Of[] =>
  all.filter((one) => one !== undefined);

export const objectIn = (object: JsonObject, name: string): JsonObject | undefined => {
  const value = object[name];
  return isJsonObject(value) ? value : undefined;
};
