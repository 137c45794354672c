import type { Mistake } from './mistakes.ts';

const mistake = (kind: string, program: string, fixed?: string): Mistake => ({
  kind,
  program,
  ...(fixed !== undefined && { fixed }),
});

/** What is wrong with where a field is looked for, with names that nothing has, and with what a rule outputs. */
export const mistakesOfCalls: readonly Mistake[] = [
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
