import type { Mistake } from './mistakes.ts';

const mistake = (kind: string, program: string, fixed?: string): Mistake => ({
  kind,
  program,
  ...(fixed !== undefined && { fixed }),
});

/** What is wrong with the parameters of calls, with how they came out, and with what a rule outputs. */
export const mistakesOfCalls: readonly Mistake[] = [
  mistake(
    'unknown-field',
    '.eventName == "AttachUserPolicy" and .requestParameters.PolicyArn == "arn:aws:iam::aws:policy/AdministratorAccess"',
    '.eventName == "AttachUserPolicy" and .requestParameters.policyArn == "arn:aws:iam::aws:policy/AdministratorAccess"',
  ),
  mistake(
    'unknown-field',
    'select(.eventName | IN("AttachUserPolicy", "DetachUserPolicy")) | .requestParameters.roleName == "admin"',
    'select(.eventName | IN("AttachUserPolicy", "DetachUserPolicy")) | .requestParameters.userName == "admin"',
  ),
  mistake(
    'unknown-field',
    '.eventSource == "iam.amazonaws.com" and .eventName == "CreateUser" and (.requestParameters.UserName // "" | test("admin"))',
    '.eventSource == "iam.amazonaws.com" and .eventName == "CreateUser" and (.requestParameters.userName // "" | test("admin"))',
  ),
  mistake(
    'unknown-field',
    'select(.eventName == "AuthorizeSecurityGroupIngress") | select(any(.requestParameters.ipPermissions[]?; .fromPort == 22))',
  ),
  mistake(
    'unknown-field',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?.ipRanges[]?; .cidrIp == "0.0.0.0/0")',
  ),
  mistake(
    'unknown-field',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .FromPort == 22)',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .fromPort == 22)',
  ),
  mistake(
    'unknown-field',
    '.eventName == "RunInstances" and .requestParameters.imageId == "ami-0123456789abcdef0"',
  ),
  mistake(
    'unknown-field',
    '.eventName == "TerminateInstances" and .requestParameters.instanceId == "i-0123456789abcdef0"',
  ),
  mistake(
    'unknown-field',
    '.eventName == "ModifyImageAttribute" and any(.requestParameters.launchPermission.add[]?; .group == "all")',
  ),
  mistake(
    'unknown-field',
    '.eventName == "StopLogging" and .requestParameters.trailName == "main"',
    '.eventName == "StopLogging" and .requestParameters.name == "main"',
  ),
  mistake(
    'unknown-field',
    '.eventSource == "s3.amazonaws.com" and .eventName == "PutBucketPolicy" and .requestParameters.bucket == "prod"',
    '.eventSource == "s3.amazonaws.com" and .eventName == "PutBucketPolicy" and .requestParameters.bucketName == "prod"',
  ),
  mistake(
    'unknown-field',
    '.eventName == "DeleteDBInstance" and .requestParameters.dbInstanceIdentifier == "prod"',
    '.eventName == "DeleteDBInstance" and .requestParameters.dBInstanceIdentifier == "prod"',
  ),
  mistake(
    'text-and-number',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .fromPort == "22")',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .fromPort == 22)',
  ),
  mistake(
    'text-and-number',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .ipProtocol == -1)',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?; .ipProtocol == "-1")',
  ),
  mistake(
    'text-and-number',
    '.eventName == "ScheduleKeyDeletion" and .requestParameters.pendingWindowInDays < "14"',
    '.eventName == "ScheduleKeyDeletion" and .requestParameters.pendingWindowInDays < 14',
  ),
  mistake(
    'wrong-type',
    '.eventName == "ModifyDBInstance" and .requestParameters.publiclyAccessible == "true"',
    '.eventName == "ModifyDBInstance" and .requestParameters.publiclyAccessible == true',
  ),
  mistake(
    'wrong-type',
    '.eventName == "UpdateDetector" and .requestParameters.enable == "False"',
    '.eventName == "UpdateDetector" and .requestParameters.enable == false',
  ),
  mistake(
    'wrong-type',
    '.eventName == "ModifyDBSnapshotAttribute" and .requestParameters.valuesToAdd == "all"',
    '.eventName == "ModifyDBSnapshotAttribute" and any(.requestParameters.valuesToAdd[]?; . == "all")',
  ),
  mistake(
    'wrong-type',
    '.eventName == "ModifySnapshotAttribute" and .requestParameters.createVolumePermission.add == "all"',
  ),
  mistake(
    'unknown-field',
    'select(.eventName == "CreateUser") | .requestParameters | .userName == "x" and .eventSource == "iam.amazonaws.com"',
  ),
  mistake('unknown-field', '.requestParameters.eventName == "CreateUser"', '.eventName == "CreateUser"'),
  mistake('wrong-form', '.userIdentity.userName == "root"'),
  mistake('wrong-form', '.userIdentity.userName | IN("root", "admin")'),
  mistake('wrong-form', '(.userIdentity.arn // "") | endswith("/root")'),
  mistake(
    'wrong-form',
    '.userIdentity.arn == "arn:aws:iam::111122223333:user/root"',
    '.userIdentity.arn == "arn:aws:iam::111122223333:root"',
  ),
  mistake(
    'wrong-form',
    '.eventName == "AssumeRole" and .userIdentity.invokedBy == "ec2"',
    '.eventName == "AssumeRole" and .userIdentity.invokedBy == "ec2.amazonaws.com"',
  ),
  mistake(
    'wrong-form',
    '.eventName == "AttachRolePolicy" and .requestParameters.policyArn == "AdministratorAccess"',
  ),
  mistake(
    'wrong-form',
    '.eventName == "AssumeRole" and .requestParameters.roleArn == "arn:aws:sts::111122223333:assumed-role/admin/x"',
  ),
  mistake('wrong-form', '.errorCode == "User is not authorized"'),
  mistake(
    'always',
    'if .eventName == "CreateUser" then .userIdentity.type == "Root" end',
    '(.eventName == "CreateUser") and (.userIdentity.type == "Root")',
  ),
  mistake(
    'always',
    'def root: .userIdentity.type == "Root"; if .eventName == "CreateUser" then root and .errorCode == null else . end',
    'def root: .userIdentity.type == "Root"; (.eventName == "CreateUser") and (root and .errorCode == null)',
  ),
];
