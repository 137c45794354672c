import { nonEmptyString, objectIn } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** Of which calls the records can match a rule: those that succeeded, that were denied, or whatever came of them. */
export const wantedOutcomes = ['success', 'denied', 'any'] as const;

export type WantedOutcome = (typeof wantedOutcomes)[number];

export const hasOutcome = (record: CloudTrailRecord, wanted: WantedOutcome): boolean => {
  switch (wanted) {
    case 'any':
      return true;
    case 'success':
      return nonEmptyString(record.errorCode) === undefined && !isFailedSignIn(record);
    case 'denied':
      return deniedCodes.test(nonEmptyString(record.errorCode) ?? '') || isFailedSignIn(record);
  }
};

/**
 * The error codes by which services say that the caller may not make a call. Each service has its own: AccessDenied,
 * AccessDeniedException, Client.UnauthorizedOperation, UnauthorizedException, AuthorizationErrorException; VpceAccessDenied
 * is that of network activity events.
 */
export const deniedCodes =
  /^(?:[\w.-]+\.)?(?:(?:Vpce)?AccessDenied(?:ForDependency)?|Unauthorized(?:Operation|Access)?|NotAuthorized|AuthorizationError|Forbidden|InsufficientPrivileges)(?:Exception|Fault)?$/;

/**
 * Sign-in events have no errorCode. They say in an element named after the event that they failed (IAM Identity Center
 * User Guide, "Understanding IAM Identity Center sign-in events"; IAM User Guide, "Sign-in events").
 */
export const isFailedSignIn = (record: CloudTrailRecord): boolean => signInResult(record) === 'Failure';

/** `Success` or `Failure`; undefined in events that have no such element. */
export const signInResult = (record: CloudTrailRecord): string | undefined => {
  const name = nonEmptyString(record.eventName) ?? '';
  return (
    nonEmptyString(objectIn(record, 'serviceEventDetails')?.[name]) ??
    nonEmptyString(objectIn(record, 'responseElements')?.[name])
  );
};
