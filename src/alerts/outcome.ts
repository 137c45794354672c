import { isJsonObject, nonEmptyString } from '../json.ts';
import { hasOutcome, signInResult } from '../rules/outcome.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { plain } from './target/plain.ts';

/** What came of a call. `denied` and `succeeded` mean what they mean in the `outcome` of a rule. */
export type Outcome =
  | { readonly kind: 'succeeded' }
  | { readonly kind: 'denied' | 'failed'; readonly code: string; readonly message: string | undefined }
  /** A step of a sign-in whose end the record does not hold, or a dry run. */
  | { readonly kind: 'attempted' };

/** Undefined in records that are not about one call, such as Insights. */
export const outcomeOf = (record: CloudTrailRecord): Outcome | undefined => {
  if (!isAboutOneCall(record)) return undefined;
  const code = nonEmptyString(record.errorCode);
  const message = nonEmptyString(record.errorMessage);
  if (hasOutcome(record, 'denied')) return { kind: 'denied', code: code ?? withoutCode, message };
  if (code === undefined) return { kind: endsWithoutResult(record) ? 'attempted' : 'succeeded' };
  return dryRun.test(code) ? { kind: 'attempted' } : { kind: 'failed', code, message };
};

/** `denied (AccessDenied)`; of a sign-in, which has no error code, `failed`. */
export const outcomeText = (outcome: Outcome): string => {
  if (isOfFailedSignIn(outcome)) return 'failed';
  return 'code' in outcome ? `${outcome.kind} (${plain(outcome.code)})` : outcome.kind;
};

/** It counts as denied, but nobody forbade it. */
export const isOfFailedSignIn = (outcome: Outcome): boolean =>
  outcome.kind === 'denied' && outcome.code === withoutCode;

export const isDryRun = ({ errorCode }: CloudTrailRecord): boolean =>
  dryRun.test(nonEmptyString(errorCode) ?? '');

const withoutCode = 'Failure';

/** Aggregated events and Insights have no `eventName` of their own. */
const isAboutOneCall = (record: CloudTrailRecord): boolean =>
  nonEmptyString(record.eventName) !== undefined && !isJsonObject(record.insightDetails);

/** EC2 answers so where the call would have succeeded, had it not been a dry run (EC2 API Reference, "Error codes"). */
const dryRun = /^(?:Client\.)?DryRunOperation$/;

/**
 * Sign-in events have the result in an element named after the event. A challenge for a credential has none: another
 * event says whether the credential was right (IAM Identity Center User Guide, "Understanding IAM Identity Center
 * sign-in events").
 */
const endsWithoutResult = (record: CloudTrailRecord): boolean => {
  const name = nonEmptyString(record.eventName) ?? '';
  return signIns.has(name) && signInResult(record) !== 'Success';
};

const signIns: ReadonlySet<string> = new Set([
  'ConsoleLogin',
  'SwitchRole',
  'ExitRole',
  'RenewRole',
  'CheckMfa',
  'UserAuthentication',
  'CredentialChallenge',
  'CredentialVerification',
]);
