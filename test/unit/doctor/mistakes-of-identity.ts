import type { Mistake } from './mistakes.ts';

const mistake = (kind: string, program: string, fixed?: string): Mistake => ({
  kind,
  program,
  ...(fixed !== undefined && { fixed }),
});

/** What is wrong with ids, ARNs and addresses. */
export const mistakesOfIdentity: readonly Mistake[] = [
  mistake(
    'role-arn',
    '.userIdentity.arn == "arn:aws:sts::111122223333:assumed-role/Admin"',
    '(.userIdentity.arn // "" | startswith("arn:aws:sts::111122223333:assumed-role/Admin/"))',
  ),
  mistake(
    'role-arn',
    '.userIdentity.arn as $arn | $arn != "arn:aws:sts::111122223333:assumed-role/Admin"',
    '.userIdentity.arn as $arn | ($arn // "" | startswith("arn:aws:sts::111122223333:assumed-role/Admin/") | not)',
  ),
  mistake('role-arn', '.userIdentity.arn | IN("arn:aws:sts::111122223333:assumed-role/Admin")'),
  mistake('role-arn', '(.userIdentity.arn // "") | endswith(":assumed-role/Admin")'),
  mistake('role-arn', '.userIdentity.arn // "" | test("assumed-role/Admin$")'),
  mistake('role-arn', '.userIdentity.arn // "" | contains(":role/Admin")'),
  mistake('role-arn', 'select(.userIdentity.arn // "" | test("^arn:aws:iam::\\\\d+:role/app$") | not)'),
  mistake('wrong-form', '.userIdentity.principalId == "app"'),
  mistake('wrong-form', 'select(.userIdentity.principalId != "app")'),
  mistake('wrong-form', '.userIdentity as {$principalId} | $principalId | IN("app", "batch")'),
  mistake('wrong-form', '.userIdentity.principalId == "arn:aws:iam::111122223333:user/app"'),
  mistake('wrong-form', '.userIdentity.sessionContext.sessionIssuer.principalId == "AROAEXAMPLE:session"'),
  mistake(
    'wrong-form',
    '.userIdentity.arn == "arn:aws:iam:111122223333:user/x"',
    '.userIdentity.arn == "arn:aws:iam::111122223333:user/x"',
  ),
  mistake(
    'wrong-form',
    '.userIdentity.arn // "" | startswith("arn:aws:iam:111122223333:")',
    '.userIdentity.arn // "" | startswith("arn:aws:iam::111122223333:")',
  ),
  mistake(
    'wrong-form',
    'def alice: "arn:aws:iam::1111-2222-3333:user/alice"; .userIdentity.arn != alice',
    'def alice: "arn:aws:iam::111122223333:user/alice"; .userIdentity.arn != alice',
  ),
  mistake('wrong-form', '.userIdentity.arn == "arn:aws:iam::12345:user/x"'),
  mistake('wrong-form', 'select(.userIdentity.arn | . == "arn:aws:iam::111122223333")'),
  mistake('wrong-form', '.userIdentity.arn // "" | test("^arn:aws:iam:111122223333:user/")'),
  mistake('wrong-form', '.userIdentity.arn == "arn:aws:s3:::bucket"'),
  mistake(
    'wrong-form',
    '.userIdentity.arn == "arn:aws-us:iam::111122223333:user/x"',
    '.userIdentity.arn == "arn:aws:iam::111122223333:user/x"',
  ),
  mistake(
    'wrong-form',
    '.userIdentity.arn // "" | startswith("Arn:aws:iam:")',
    '.userIdentity.arn // "" | startswith("arn:aws:iam:")',
  ),
  mistake(
    'wrong-form',
    '.userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:iam::111122223333:roles/app"',
    '.userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:iam::111122223333:role/app"',
  ),
  mistake(
    'wrong-form',
    'any(.resources[]?; .ARN == "arn:aws:s3::111122223333:bucket")',
    'any(.resources[]?; .ARN == "arn:aws:s3:::bucket")',
  ),
  mistake(
    'wrong-form',
    'any(.resources[]?; .ARN | IN("arn:aws:s3:bucket"))',
    'any(.resources[]?; .ARN | IN("arn:aws:s3:::bucket"))',
  ),
  mistake(
    'wrong-form',
    '.requestParameters.policyArn == "arn:aws:iam:::aws:policy/AdministratorAccess"',
    '.requestParameters.policyArn == "arn:aws:iam::aws:policy/AdministratorAccess"',
  ),
  mistake(
    'wrong-form',
    '.requestParameters.policyArn | IN("arn:aws:iam::aws:policy:AdministratorAccess")',
    '.requestParameters.policyArn | IN("arn:aws:iam::aws:policy/AdministratorAccess")',
  ),
  mistake('wrong-form', '.sourceIPAddress == "10.0.0"', '(.sourceIPAddress // "" | startswith("10.0.0."))'),
  mistake(
    'wrong-form',
    'select(.sourceIPAddress != "203.0.113.")',
    'select((.sourceIPAddress // "" | startswith("203.0.113.") | not))',
  ),
  mistake('wrong-form', '.sourceIPAddress | IN("203.0.113.7", "203.0.113.")'),
  mistake('wrong-form', '.sourceIPAddress as $ip | $ip == "203.0.113.300"'),
  mistake('wrong-form', '.sourceIPAddress == "203.0.113.7:443"', '.sourceIPAddress == "203.0.113.7"'),
  mistake('wrong-form', '.sourceIPAddress == "2001:DB8::1"', '.sourceIPAddress == "2001:db8::1"'),
  mistake('wrong-form', '.sourceIPAddress | IN(" 203.0.113.7")', '.sourceIPAddress | IN("203.0.113.7")'),
  mistake(
    'wrong-form',
    '.sourceIPAddress | startswith("203.0.113.1")',
    '.sourceIPAddress | . == "203.0.113.1"',
  ),
  mistake(
    'wrong-form',
    '(.sourceIPAddress | startswith("10.0.1")) and .readOnly == false',
    '(.sourceIPAddress | startswith("10.0.1.")) and .readOnly == false',
  ),
  mistake(
    'wrong-form',
    '.sourceIPAddress | test("^203\\\\.0\\\\.113\\\\.1")',
    '.sourceIPAddress | test("^203\\\\.0\\\\.113\\\\.1$")',
  ),
  mistake(
    'unknown-field',
    'getpath(["userIdentity", "arm"]) == "x"',
    'getpath(["userIdentity", "arn"]) == "x"',
  ),
  mistake('unknown-field', '.["eventname"] == "CreateUser"', '.["eventName"] == "CreateUser"'),
  mistake('unknown-field', '.userIdentity["user_name"] == "x"', '.userIdentity["userName"] == "x"'),
  mistake(
    'unknown-field',
    'to_entries[] | select(.key == "eventname") | .value == "CreateUser"',
    'to_entries[] | select(.key == "eventName") | .value == "CreateUser"',
  ),
  mistake(
    'unknown-field',
    '.userIdentity | to_entries | any(.key == "username")',
    '.userIdentity | to_entries | any(.key == "userName")',
  ),
  mistake(
    'unknown-field',
    'with_entries(select(.key == "errorcode")) | length > 0',
    'with_entries(select(.key == "errorCode")) | length > 0',
  ),
  mistake('unknown-field', 'keys | index("errorcode")', 'keys | index("errorCode")'),
  mistake(
    'unknown-field',
    '.userIdentity | keys | contains(["username"])',
    '.userIdentity | keys | contains(["userName"])',
  ),
  mistake(
    'unknown-field',
    '. as {userIdentty: $user} | $user.type == "Root"',
    '. as {userIdentity: $user} | $user.type == "Root"',
  ),
  mistake(
    'unknown-field',
    '. as {userIdentity: {typ: $type}} | $type == "Root"',
    '. as {userIdentity: {type: $type}} | $type == "Root"',
  ),
  mistake('unknown-field', '. as {$eventname} | $eventname == "CreateUser"'),
  mistake(
    'in-list',
    '["CreateUser", "DeleteUser"] | index(.eventName)',
    '.eventName | IN("CreateUser", "DeleteUser")',
  ),
  mistake(
    'in-list',
    'select(["CreateUser"] | contains([.eventName]) | not)',
    'select(.eventName | IN("CreateUser") | not)',
  ),
  mistake(
    'in-list',
    '["Root", "IAMUser"] | any(. == .userIdentity.type)',
    '.userIdentity.type | IN("Root", "IAMUser")',
  ),
  mistake('in-list', '["CreateUser"] | index(.eventName) != null'),
  mistake(
    'unknown-event-name',
    '.eventName | test("^(CreateUser|DeleteUsr)$")',
    '.eventName | test("^(CreateUser|DeleteUser)$")',
  ),
  mistake(
    'unknown-event-name',
    'select(.eventName // "" | test("CreateUser|DeleteUsr") | not)',
    'select(.eventName // "" | test("CreateUser|DeleteUser") | not)',
  ),
  mistake(
    'unknown-event-name',
    '.eventName as $n | $n | test("^CreateUser$|^DeletUser$")',
    '.eventName as $n | $n | test("^CreateUser$|^DeleteUser$")',
  ),
  mistake('unknown-event-name', '.eventName | test("^(?:StopLogging|MakeEverybodyAdmin)$"; "i")'),
  mistake(
    'unknown-event-source',
    '.eventSource | test("^(iam|s3x)\\\\.amazonaws\\\\.com$")',
    '.eventSource | test("^(iam|s3)\\\\.amazonaws\\\\.com$")',
  ),
  mistake(
    'unknown-event-source',
    '.eventSource | test("iam.amazonaws.com|cloudtrial.amazonaws.com")',
    '.eventSource | test("iam.amazonaws.com|cloudtrail.amazonaws.com")',
  ),
  mistake(
    'unknown-region',
    '.awsRegion | test("^(us-east-1|us-est-2)$")',
    '.awsRegion | test("^(us-east-1|us-east-2)$")',
  ),
  mistake('unknown-value', '.userIdentity.type // "" | test("Root|IamUser")'),
  mistake(
    'trust',
    '.readOnly == false and (.userIdentity.sessionContext.sessionIssuer.arn // "" | test("role/(app|batch)") | not)',
    '.readOnly == false and (.userIdentity.sessionContext.sessionIssuer.arn // "" | test("role/(app|batch)$") | not)',
  ),
  mistake(
    'trust',
    'select(.userIdentity.sessionContext.sessionIssuer.arn // "" | startswith("arn:aws:iam::111122223333:role/app") | not)',
    'select(.userIdentity.sessionContext.sessionIssuer.arn // "" | . == "arn:aws:iam::111122223333:role/app" | not)',
  ),
  mistake(
    'trust',
    '.readOnly == false and (.userIdentity.arn // "" | contains("role/app") | not)',
    '.readOnly == false and (.userIdentity.arn // "" | contains("role/app/") | not)',
  ),
  mistake(
    'trust',
    'if (.userIdentity.arn // "" | startswith("arn:aws:sts::111122223333:assumed-role/app")) then empty else .eventName end',
    'if (.userIdentity.arn // "" | startswith("arn:aws:sts::111122223333:assumed-role/app/")) then empty else .eventName end',
  ),
  mistake(
    'trust',
    '.userIdentity.sessionContext.sessionIssuer.userName as $role | .readOnly == false and ($role // "" | contains("app") | not)',
  ),
  mistake(
    'trust',
    '.readOnly == false and (.userIdentity.sessionContext.sessionIssuer.userName // "" | endswith("app") | not)',
  ),
];
