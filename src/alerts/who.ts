import { type JsonObject, nonEmptyString, objectIn } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { aggregatedIn } from './aggregated.ts';
import { asRecorded, type Display } from './display.ts';
import { insightIn } from './insight.ts';
import { type Caller, personIn } from './who/caller.ts';
import { callerOf } from './who/kinds.ts';
import { line, listed, textOf } from './who/line.ts';

/**
 * Who made a call, in at most 120 characters: `bob@example.com (role Admin)`. There is always something. In names that
 * somebody can choose, nothing passes for our words: see `shownName`.
 */
export const shortWhoIn = (record: CloudTrailRecord, display: Display = asRecorded): string => {
  const { short } = callerIn(record, display) ??
    attributedIn(record, display) ?? { short: line`unknown caller` };
  return textOf(short, 120);
};

/**
 * The same in at most 300 characters, with what helps to find the caller: the ARN, and of a session without a telling
 * name the access key and the address. Undefined if the record names nobody.
 */
export const whoIn = (record: CloudTrailRecord, display: Display = asRecorded): string | undefined => {
  const caller = callerIn(record, display);
  if (caller === undefined) return undefined;
  return textOf(listed(caller.short, ...caller.more), 300);
};

/** The ID of the access key with which a call was signed: AKIA… for a long-lived one, ASIA… for a temporary one. */
export const accessKeyIn = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(objectIn(record, 'userIdentity')?.accessKeyId);

const callerIn = (record: CloudTrailRecord, display: Display): Caller | undefined => {
  const identity = objectIn(record, 'userIdentity');
  return identity === undefined
    ? undefined
    : callerOf({ identity, record, account: accountIn(record), display });
};

/** Insights and aggregated events have no identity, but say to whom they attribute calls. */
const attributedIn = (record: CloudTrailRecord, display: Display): Caller | undefined => {
  const insight = insightIn(record);
  const name = insight?.who ?? aggregatedIn(record, 'userIdentity');
  if (name === undefined) return undefined;
  const [arn = name, ...others] = insight?.callers ?? [];
  const isArn = /^arn:[^\s,]+$/.test(arn);
  const caller = isArn
    ? callerOf({ identity: { arn }, record, account: accountIn(record), display })
    : undefined;
  if (caller !== undefined && others.length > 0)
    return { short: line`${caller.short} and ${String(others.length)} more`, more: [] };
  const isAccount = /^\d{12}$/.test(name);
  return caller ?? { short: isAccount ? line`account ${name}` : line`${name}`, more: [] };
};

/**
 * Who made a call as messages for programs say it, and as failures are grouped: the ARN, or what the record has instead.
 * Claims of earlier versions in a ledger rest on it.
 */
export const recordedWhoIn = (record: CloudTrailRecord): string | undefined =>
  insightIn(record)?.who ?? namedIn(record) ?? aggregatedIn(record, 'userIdentity');

/** The same of calls whose record has an identity. */
export const namedIn = (record: CloudTrailRecord): string | undefined => {
  const identity = objectIn(record, 'userIdentity');
  if (identity === undefined) return undefined;
  const arn = nonEmptyString(identity.arn);
  // The ARN of an assumed role names the session too.
  if (arn !== undefined) return forPerson(arn, identity);
  const caller = withoutArn(identity, record);
  return caller === undefined ? undefined : withDetail(caller.name, caller.detail);
};

/**
 * Whose calls are counted together, which is not what people see: of callers without an ARN, somebody can have a name
 * that looks like another one's.
 *
 * Somebody can name sessions of a role and federated users as they like, so they are as rare as the role, or as
 * federated users are together. Their names end `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, `ROLE_ID:SESSION` and
 * `arn:aws:sts::ACCOUNT:federated-user/NAME`.
 */
export const identityIn = (record: CloudTrailRecord): string | undefined => {
  const identity = objectIn(record, 'userIdentity');
  if (identity === undefined) return undefined;
  const arn = nonEmptyString(identity.arn);
  if (arn !== undefined) return withoutSession(forPerson(arn, identity));
  const caller = withoutArn(identity, record);
  if (caller === undefined) return undefined;
  const { name, detail = identity.accountId } = caller;
  const from = [identity.type, detail].flatMap((part) => nonEmptyString(part) ?? []);
  return withDetail(roleId.exec(name)?.[0] ?? name, from.join(', '));
};

/** The same ARN for all sessions of a role, and for all federated users. */
export const withoutSession = (arn: string): string =>
  /^arn:[\w-]+:sts::\d+:(?:assumed-role\/[^/]*|federated-user)/.exec(arn)?.[0] ?? arn;

const roleId = /^A[A-Z0-9]{10,}(?=:)/;

/**
 * Whether root made a call, which nobody can look like by giving names. AssumeRoot opens sessions of root, whose ARN ends
 * `:assumed-root` (IAM User Guide, "Track privileged tasks in AWS CloudTrail").
 */
export const isRootIn = (record: CloudTrailRecord): boolean => {
  const { type, arn } = objectIn(record, 'userIdentity') ?? {};
  const rootArn = nonEmptyString(arn);
  if (type === 'Root') return rootArn === undefined || rootArn.endsWith(':root');
  return rootArn !== undefined && /^arn:[\w-]+:sts::\d+:assumed-root(?:\/\S*)?$/.test(rootArn);
};

/** The account whose trail recorded the event; not always the caller's. */
export const accountIn = (record: CloudTrailRecord): string | undefined =>
  nonEmptyString(record.recipientAccountId) ??
  nonEmptyString(record.accountId) ??
  nonEmptyString(objectIn(record, 'userIdentity')?.accountId);

/** A role may act for a person of Identity Center, or for whoever set a source identity. */
const forPerson = (arn: string, identity: JsonObject): string => {
  const person = personIn(identity) ?? nonEmptyString(objectIn(identity, 'sessionContext')?.sourceIdentity);
  return person === undefined || arn.endsWith(`/${person}`) ? arn : `${arn} for ${person}`;
};

interface NamedCaller {
  readonly name: string;
  /** What else it takes to know who it is. */
  readonly detail?: string | undefined;
}

/**
 * Since 2025, the events of Identity Center have neither userName nor principalId but the user's ID; some have the
 * name among the additional data. AWS services have only `invokedBy`, and callers of other accounts only an ID.
 */
const withoutArn = (identity: JsonObject, record: CloudTrailRecord): NamedCaller | undefined => {
  const name = nonEmptyString(identity.userName) ?? nonEmptyString(additionalName(record));
  const person = personIn(identity);
  if (name !== undefined) {
    const type = looksLikeAnother(name) ? nonEmptyString(identity.type) : undefined;
    return { name, detail: person ?? nonEmptyString(identity.identityProvider) ?? type };
  }
  const service = nonEmptyString(identity.invokedBy);
  if (person !== undefined || service !== undefined) return named(person ?? service);
  const account = foreignAccount(identity, record);
  const id = nonEmptyString(identity.principalId) ?? nonEmptyString(identity.accessKeyId);
  if (id !== undefined && id !== accountIn(record))
    return { name: id, detail: account === undefined ? undefined : `account ${account}` };
  return named(account ?? nonEmptyString(identity.type));
};

const named = (name: string | undefined): NamedCaller | undefined =>
  name === undefined ? undefined : { name };

/** User names without an ARN are given outside IAM, which does not take such names. */
const looksLikeAnother = (name: string): boolean => /^(?:arn:|root$)|\)$/i.test(name);

const additionalName = (record: CloudTrailRecord) => objectIn(record, 'additionalEventData')?.UserName;

const foreignAccount = ({ accountId }: JsonObject, record: CloudTrailRecord): string | undefined => {
  const account = nonEmptyString(accountId);
  return account === accountIn(record) ? undefined : account;
};

const withDetail = (name: string, detail: string | undefined): string =>
  detail === undefined ? name : `${name} (${detail})`;
