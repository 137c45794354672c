import { type JsonObject, nonEmptyString, objectIn } from '../../json.ts';
import type { CloudTrailRecord } from '../../trail/record.ts';
import type { Display } from '../display.ts';
import { type Line, line, listed } from './line.ts';

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
  readonly display: Display;
}

/** ` of account 444455556666` if it is another than the one that recorded the call. */
export const ofAccount = (id: unknown, context: Context): Line => {
  const known = nonEmptyString(id);
  return known === undefined || known === context.account ? [] : line` of ${accountLine(known, context)}`;
};

/** `account 444455556666`, with its name before the number if it has one. */
export const accountLine = (id: string, { display }: Context): Line => {
  const name = display.accountName(id);
  return name === undefined ? line`account ${id}` : line`account ${name} ${id}`;
};

/**
 * CloudTrail writes `invokedBy` too when a service calls with the credentials of its own caller, and `invokedByDelegate`
 * when the provider of a product uses access that was delegated to it (IAM User Guide, "Temporary delegation").
 */
const othersIn = (context: Context): readonly Line[] => {
  const service = nonEmptyString(context.identity.invokedBy);
  const delegate = nonEmptyString(objectIn(context.identity, 'invokedByDelegate')?.accountId);
  return [
    ...(service === 'AWS Internal' ? [line`through AWS`] : labelled('through', service)),
    ...(delegate === undefined ? [] : [line`used by ${accountLine(delegate, context)}`]),
  ];
};

/** A name and what it is the name of: `bob (role Admin, through athena.amazonaws.com)`. */
export const titled = (name: Line, kind: Line, context: Context): Line =>
  line`${name} (${listed(kind, ...othersIn(context))})`;

/** The same where there is no name. */
export const untitled = (kind: Line, context: Context): Line => {
  const others = othersIn(context);
  return others.length === 0 ? kind : line`${kind} (${listed(...others)})`;
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

/** What helps to find out who a caller without a name is. */
export const hintsIn = ({ identity, record }: Context): readonly Line[] => [
  ...labelled('access key', identity.accessKeyId),
  ...labelled('from', record.sourceIPAddress),
];

export const labelled = (label: string, value: unknown): readonly Line[] => {
  const text = nonEmptyString(value);
  return text === undefined ? [] : [[`${label} `, ...line`${text}`]];
};

/** An ARN begins so even where its rest needs quotes. */
export const arnLine = (arn: string): Line =>
  arn.startsWith('arn:') ? line`arn:${arn.slice('arn:'.length)}` : line`${arn}`;

export const present = <Of>(...all: readonly (Of | undefined)[]): readonly Of[] =>
  all.filter((one) => one !== undefined);
