import { messageOf, TattletailError } from '../../errors.ts';
import { httpStatusOf } from '../http-status.ts';

/** AWS does not let us look. */
export class PermissionError extends TattletailError {
  override readonly name = 'PermissionError';
  /** Which permission is missing. */
  readonly permission: Permission;

  constructor(permission: Permission, cause: unknown) {
    // The answer to a HEAD request has no body.
    super(messageOf(cause).replace(/^UnknownError$/, 'AccessDenied'), { cause });
    this.permission = permission;
  }
}

/** What looking at a deployed function needs. docs/operations.md has them as a policy. */
export const permissions = [
  'cloudtrail:DescribeTrails',
  'cloudtrail:GetTrailStatus',
  'events:DescribeRule',
  'events:ListRuleNamesByTarget',
  'iam:SimulatePrincipalPolicy',
  'lambda:GetFunctionConcurrency',
  'lambda:GetFunctionConfiguration',
  'lambda:GetFunctionEventInvokeConfig',
  'lambda:GetPolicy',
  'lambda:ListEventSourceMappings',
  's3:DeleteObject',
  's3:GetBucketNotification',
  's3:GetObject',
  's3:ListBucket',
  's3:PutObject',
  'secretsmanager:GetSecretValue',
  'ses:GetAccount',
  'ses:GetEmailIdentity',
  'sns:GetTopicAttributes',
  'sns:ListSubscriptionsByTopic',
  'ssm:GetParameter',
] as const;

export type Permission = (typeof permissions)[number];

/** What a call gives. Throws PermissionError if the caller may not make it, and else the SDK's errors. */
export const withPermission = async <T>(permission: Permission, call: Promise<T>): Promise<T> => {
  try {
    return await call;
  } catch (error) {
    if (isDenied(error)) throw new PermissionError(permission, error);
    throw error;
  }
};

/** The same, but undefined for what is not there. */
export const ifFound = async <T>(permission: Permission, call: Promise<T>): Promise<T | undefined> => {
  try {
    return await withPermission(permission, call);
  } catch (error) {
    if (httpStatusOf(error) === 404) return undefined;
    throw error;
  }
};

/** Services that speak JSON answer 400 to what is denied, and SNS has a name of its own for it. */
export const isDenied = (error: unknown): boolean =>
  error instanceof Error &&
  (/^(?:AccessDenied|AuthorizationError|UnauthorizedOperation)/.test(error.name) ||
    // The answer to a HEAD request has no body, and so no name of an error.
    (/^(?:403|Forbidden|Unknown(?:Error)?)$/.test(error.name) && httpStatusOf(error) === 403));
