/** What people write, the kind of finding that it gives, and the program with the fix of that finding, if it has one. */
export interface Mistake {
  readonly kind: string;
  readonly program: string;
  readonly fixed?: string;
}

export const neverFires: readonly Mistake[] = [
  { kind: 'never', program: '.eventName == null' },
  { kind: 'never', program: 'select(.readOnly == false and null == .eventSource)' },
  { kind: 'never', program: '.eventTime as $time | .eventName == "CreateUser" and $time == null' },
  {
    kind: 'no-false',
    program: 'select(.userIdentity.sessionContext.attributes.mfaAuthenticated | not)',
    fixed: 'select(.userIdentity.sessionContext.attributes.mfaAuthenticated != "true")',
  },
  {
    kind: 'no-false',
    program: '.eventName == "ConsoleLogin" and (.additionalEventData.MFAUsed | not)',
    fixed: '.eventName == "ConsoleLogin" and (.additionalEventData.MFAUsed != "Yes")',
  },
  { kind: 'unknown-field', program: '.event == "CreateUser"', fixed: '.eventName == "CreateUser"' },
  { kind: 'unknown-field', program: '.event.eventName == "CreateUser"' },
  {
    kind: 'unknown-field',
    program: '."userIdentity.type" == "Root"',
    fixed: '.userIdentity.type == "Root"',
  },
  {
    kind: 'unknown-field',
    program: 'select(.["userIdentity.type"] == "Root")',
    fixed: 'select(.userIdentity.type == "Root")',
  },
  { kind: 'unknown-field', program: 'has("userIdentity.invokedBy")' },
  { kind: 'text-and-number', program: '(.eventTime[11:16]) < 22' },
  {
    kind: 'first-output',
    program: 'select(.eventName == ("CreateUser" // "DeleteUser"))',
    fixed: 'select((.eventName | IN("CreateUser", "DeleteUser")))',
  },
  { kind: 'unknown-error', program: '.errorCode == "accessdenied"', fixed: '.errorCode == "AccessDenied"' },
  {
    kind: 'unknown-error',
    program: '.errorMessage == "Failed Authentication"',
    fixed: '.errorMessage == "Failed authentication"',
  },
  {
    kind: 'two-values',
    program: '.readOnly == false and .awsRegion == "us-east-1" and .awsRegion == "eu-west-1"',
  },
  {
    kind: 'first-output',
    program: '.eventName == ("CreateUser", "DeleteUser")',
    fixed: '(.eventName | IN("CreateUser", "DeleteUser"))',
  },
  {
    kind: 'first-output',
    program: '.eventName | startswith("Create", "Delete")',
    fixed: '.eventName | any(startswith("Create", "Delete"); .)',
  },
  { kind: 'wrong-form', program: '.eventTime == "2026-11-20"' },
  {
    kind: 'text-and-number',
    program: '(.eventTime | split("T")[1][0:2]) < 6',
    fixed: '(.eventTime | split("T")[1][0:2] | tonumber) < 6',
  },
  { kind: 'unknown-event-name', program: '.eventName == "CreateUser|DeleteUser"' },
  { kind: 'wrong-type', program: '.userIdentity == "Root"' },
  { kind: 'unknown-field', program: '.eventname == "CreateUser"', fixed: '.eventName == "CreateUser"' },
  { kind: 'unknown-field', program: '.userName == "alice"', fixed: '.userIdentity.userName == "alice"' },
  {
    kind: 'unknown-field',
    program: '.userIdentity.username == "alice"',
    fixed: '.userIdentity.userName == "alice"',
  },
  {
    kind: 'unknown-field',
    program: '.requestParameter.userName == "alice"',
    fixed: '.requestParameters.userName == "alice"',
  },
  {
    kind: 'unknown-field',
    program: '.sessionContext.sessionIssuer.userName == "Admin"',
    fixed: '.userIdentity.sessionContext.sessionIssuer.userName == "Admin"',
  },
  {
    kind: 'unknown-field',
    program: '.userIdentity.sessionIssuer.arn == "arn:aws:iam::111122223333:role/a"',
    fixed: '.userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:iam::111122223333:role/a"',
  },
  {
    kind: 'unknown-field',
    program: '.userIdentity.sessionContext.mfaAuthenticated == "false"',
    fixed: '.userIdentity.sessionContext.attributes.mfaAuthenticated == "false"',
  },
  { kind: 'unknown-field', program: '.region == "us-east-1"', fixed: '.awsRegion == "us-east-1"' },
  {
    kind: 'unknown-field',
    program: '.account == "111122223333"',
    fixed: '.recipientAccountId == "111122223333"',
  },
  {
    kind: 'unknown-field',
    program: '.sourceIpAddress == "203.0.113.7"',
    fixed: '.sourceIPAddress == "203.0.113.7"',
  },
  { kind: 'unknown-field', program: '.status == "Success"' },
  {
    kind: 'unknown-field',
    program: '.resource[].ARN == "arn:aws:s3:::b"',
    fixed: '.resources[].ARN == "arn:aws:s3:::b"',
  },
  { kind: 'unknown-field', program: 'select(has("errorcode"))', fixed: 'select(has("errorCode"))' },
  {
    kind: 'unknown-field',
    program: '. as $r | $r.useridentity.type == "Root"',
    fixed: '. as $r | $r.userIdentity.type == "Root"',
  },
  {
    kind: 'unknown-field',
    program: '.userIdentity as $u | $u.accountID == "111122223333"',
    fixed: '.userIdentity as $u | $u.accountId == "111122223333"',
  },
  {
    kind: 'unknown-field',
    program: 'def root: .useridentity.type == "Root"; root and .eventName == "CreateUser"',
    fixed: 'def root: .userIdentity.type == "Root"; root and .eventName == "CreateUser"',
  },
  {
    kind: 'unknown-field',
    program: '.userIdentity.roleName == "Admin"',
    fixed: '.userIdentity.sessionContext.sessionIssuer.userName == "Admin"',
  },
  {
    kind: 'unknown-field',
    program: '.additionalEventData.mfaUsed == "No"',
    fixed: '.additionalEventData.MFAUsed == "No"',
  },
  { kind: 'wrong-type', program: '.readOnly == "false"', fixed: '.readOnly == false' },
  { kind: 'wrong-type', program: '.managementEvent != "true"', fixed: '.managementEvent != true' },
  {
    kind: 'text-and-number',
    program: '.recipientAccountId == 111122223333',
    fixed: '.recipientAccountId == "111122223333"',
  },
  {
    kind: 'text-and-number',
    program: '.userIdentity.accountId == 12345678901',
    fixed: '.userIdentity.accountId == "012345678901"',
  },
  {
    kind: 'wrong-type',
    program: '.userIdentity.sessionContext.attributes.mfaAuthenticated == true',
    fixed: '.userIdentity.sessionContext.attributes.mfaAuthenticated == "true"',
  },
  {
    kind: 'wrong-type',
    program: '.additionalEventData.MFAUsed == true',
    fixed: '.additionalEventData.MFAUsed == "Yes"',
  },
  {
    kind: 'wrong-type',
    program: '.additionalEventData.MFAUsed == false',
    fixed: '.additionalEventData.MFAUsed == "No"',
  },
  { kind: 'wrong-type', program: '.errorCode == false', fixed: '.errorCode == null' },
  { kind: 'no-error', program: '.errorCode == ""', fixed: '.errorCode == null' },
  {
    kind: 'no-error',
    program: '.eventName == "CreateUser" and .errorCode == "Success"',
    fixed: '.eventName == "CreateUser" and .errorCode == null',
  },
  { kind: 'unknown-value', program: '.userIdentity.type == "root"', fixed: '.userIdentity.type == "Root"' },
  {
    kind: 'unknown-value',
    program: '.userIdentity.type == "Assumedrole"',
    fixed: '.userIdentity.type == "AssumedRole"',
  },
  {
    kind: 'unknown-value',
    program: '.userIdentity.type | IN("IamUser", "Root")',
    fixed: '.userIdentity.type | IN("IAMUser", "Root")',
  },
  {
    kind: 'unknown-value',
    program: '.userIdentity as {type: $t} | $t == "iamuser"',
    fixed: '.userIdentity as {type: $t} | $t == "IAMUser"',
  },
  {
    kind: 'unknown-value',
    program: '.eventType == "AwsConsoleSignin"',
    fixed: '.eventType == "AwsConsoleSignIn"',
  },
  {
    kind: 'unknown-value',
    program: '.additionalEventData.MFAUsed == "NO"',
    fixed: '.additionalEventData.MFAUsed == "No"',
  },
  {
    kind: 'unknown-value',
    program: '.responseElements.ConsoleLogin == "Failed"',
    fixed: '.responseElements.ConsoleLogin == "Failure"',
  },
  {
    kind: 'unknown-value',
    program: '.eventCategory == "management"',
    fixed: '.eventCategory == "Management"',
  },
  { kind: 'unknown-value', program: '.userIdentity.type | test("^root$")' },
  {
    kind: 'unknown-event-source',
    program: '.eventSource == "iam"',
    fixed: '.eventSource == "iam.amazonaws.com"',
  },
  {
    kind: 'unknown-event-source',
    program: '.eventSource == "iam.amazon.com"',
    fixed: '.eventSource == "iam.amazonaws.com"',
  },
  {
    kind: 'unknown-event-source',
    program: '.eventSource == "IAM.amazonaws.com"',
    fixed: '.eventSource == "iam.amazonaws.com"',
  },
  {
    kind: 'unknown-event-source',
    program: '.eventSource == "cloudwatch.amazonaws.com"',
    fixed: '.eventSource == "monitoring.amazonaws.com"',
  },
  {
    kind: 'unknown-event-source',
    program: '.eventSource | startswith("IAM.")',
    fixed: '.eventSource | startswith("iam.")',
  },
  { kind: 'unknown-event-name', program: '.eventName == "createUser"', fixed: '.eventName == "CreateUser"' },
  { kind: 'unknown-event-name', program: '.eventName == "CreateUsers"', fixed: '.eventName == "CreateUser"' },
  { kind: 'unknown-event-name', program: '.eventName == "MakeEverybodyAdmin"' },
  {
    kind: 'unknown-event-name',
    program: '.eventName | IN("CreateUser", "DeletUser")',
    fixed: '.eventName | IN("CreateUser", "DeleteUser")',
  },
  {
    kind: 'unknown-event-name',
    program: '.eventName as $e | ["CreateUser", "DeletUser"] | index($e)',
    fixed: '.eventName as $e | ["CreateUser", "DeleteUser"] | index($e)',
  },
  {
    kind: 'unknown-event-name',
    program: '.eventName as $e | any("CreateUser", "DeletUser"; . == $e)',
    fixed: '.eventName as $e | any("CreateUser", "DeleteUser"; . == $e)',
  },
  { kind: 'unknown-event-name', program: '{"CreateUser": 1, "DeletUser": 1}[.eventName]' },
  { kind: 'unknown-event-name', program: '.eventName as $e | {"DeletUser": 1} | has($e)' },
  {
    kind: 'unknown-event-name',
    program: '.eventName | startswith("create")',
    fixed: '.eventName | startswith("Create")',
  },
  { kind: 'unknown-event-name', program: '.eventName | test("^create")' },
  {
    kind: 'unknown-event-name',
    program: '.eventName | endswith("policy")',
    fixed: '.eventName | endswith("Policy")',
  },
  {
    kind: 'unknown-event-name',
    program: '.eventSource == "s3.amazonaws.com" and .eventName == "ListAllMyBuckets"',
    fixed: '.eventSource == "s3.amazonaws.com" and .eventName == "ListBuckets"',
  },
  {
    kind: 'no-such-event',
    program: 'select(.eventSource == "iam.amazonaws.com" and .eventName == "ConsoleLogin")',
    fixed: 'select(.eventSource == "signin.amazonaws.com" and .eventName == "ConsoleLogin")',
  },
  {
    kind: 'no-such-event',
    program:
      'select(.eventSource == "route53.amazonaws.com") | select(.eventName == "DisableDomainTransferLock")',
    fixed:
      'select(.eventSource == "route53domains.amazonaws.com") | select(.eventName == "DisableDomainTransferLock")',
  },
  {
    kind: 'no-such-event',
    program:
      '.eventSource == "kms.amazonaws.com" and (.eventName == "DisableKey" or .eventName == "DeleteTrail")',
  },
  {
    kind: 'lambda-date',
    program: '.eventSource == "lambda.amazonaws.com" and .eventName == "UpdateFunctionCode"',
    fixed: '.eventSource == "lambda.amazonaws.com" and (.eventName | startswith("UpdateFunctionCode"))',
  },
  {
    kind: 'wildcard',
    program: '.eventName == "Create*"',
    fixed: '(.eventName // "" | startswith("Create"))',
  },
  {
    kind: 'wildcard',
    program: '.eventSource == "*.amazonaws.com"',
    fixed: '(.eventSource // "" | endswith(".amazonaws.com"))',
  },
  {
    kind: 'wildcard',
    program: '.eventName | startswith("Delete*")',
    fixed: '.eventName | startswith("Delete")',
  },
  {
    kind: 'letters',
    program: '(.eventName | ascii_downcase) == "ConsoleLogin"',
    fixed: '(.eventName | ascii_downcase) == "consolelogin"',
  },
  {
    kind: 'letters',
    program: '.userAgent // "" | ascii_downcase | contains("Kali")',
    fixed: '.userAgent // "" | ascii_downcase | contains("kali")',
  },
  {
    kind: 'cidr',
    program: '.sourceIPAddress == "10.0.0.0/8"',
    fixed: '(.sourceIPAddress // "" | startswith("10."))',
  },
  {
    kind: 'cidr',
    program: '.sourceIPAddress | startswith("203.0.113.0/24")',
    fixed: '.sourceIPAddress | startswith("203.0.113.")',
  },
  {
    kind: 'role-arn',
    program: '.eventName == "GetSecretValue" and .userIdentity.arn != "arn:aws:iam::111122223333:role/app"',
    fixed:
      '.eventName == "GetSecretValue" and .userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::111122223333:role/app"',
  },
  {
    kind: 'role-arn',
    program:
      '.userIdentity.arn | IN("arn:aws:iam::111122223333:role/app", "arn:aws:iam::111122223333:role/batch") | not',
  },
  {
    kind: 'role-arn',
    program: '.userIdentity.sessionContext.sessionIssuer.userName != "arn:aws:iam::111122223333:role/app"',
    fixed: '.userIdentity.sessionContext.sessionIssuer.arn != "arn:aws:iam::111122223333:role/app"',
  },
  {
    kind: 'role-arn',
    program:
      '.userIdentity.sessionContext.sessionIssuer.arn == "arn:aws:sts::111122223333:assumed-role/app/session"',
  },
  { kind: 'unknown-region', program: '.awsRegion == "us-est-1"', fixed: '.awsRegion == "us-east-1"' },
  { kind: 'unknown-region', program: '.awsRegion == "US-EAST-1"', fixed: '.awsRegion == "us-east-1"' },
  {
    kind: 'wrong-form',
    program: '.recipientAccountId == "1111-2222-3333"',
    fixed: '.recipientAccountId == "111122223333"',
  },
  { kind: 'wrong-form', program: '.userIdentity.arn == "alice"' },
  {
    kind: 'two-values',
    program: '.eventName == "CreateUser" and .eventName == "DeleteUser"',
    fixed: '(.eventName | IN("CreateUser", "DeleteUser"))',
  },
  {
    kind: 'in-list',
    program: '.eventName | IN(["CreateUser", "DeleteUser"])',
    fixed: '.eventName | IN("CreateUser", "DeleteUser")',
  },
  { kind: 'in-list', program: 'IN(.eventName; ["CreateUser"])', fixed: 'IN(.eventName; "CreateUser")' },
  {
    kind: 'in-list',
    program: 'select(.eventName == ["CreateUser", "DeleteUser"])',
    fixed: 'select((.eventName | IN("CreateUser", "DeleteUser")))',
  },
];

export const alwaysMatches: readonly Mistake[] = [
  { kind: 'always', program: '.eventName' },
  { kind: 'always', program: 'select(.eventSource != null)' },
  { kind: 'always', program: '.eventName | length > 0' },
  { kind: 'always', program: '(.awsRegion | length) != 0' },
  {
    kind: 'no-false',
    program: '.eventName == "ConsoleLogin" and .additionalEventData.MFAUsed',
    fixed: '.eventName == "ConsoleLogin" and .additionalEventData.MFAUsed == "Yes"',
  },
  { kind: 'text-and-number', program: '(.eventTime | fromdate | strftime("%H:%M")) >= 22' },
  {
    kind: 'two-values',
    program: '.awsRegion != "us-east-1" or .awsRegion != "eu-west-1" or .awsRegion != "eu-west-2"',
    fixed: '(.awsRegion | IN("us-east-1", "eu-west-1", "eu-west-2") | not)',
  },
  {
    kind: 'text-and-number',
    program: '(.eventTime | fromdate | strftime("%H")) >= 22',
    fixed: '(.eventTime | fromdate | strftime("%H") | tonumber) >= 22',
  },
  {
    kind: 'literal-operand',
    program: '.errorCode == null and .eventName == "CreateUser" or "DeleteUser"',
    fixed: '.errorCode == null and (.eventName | IN("CreateUser", "DeleteUser"))',
  },
  {
    kind: 'assignment',
    program: 'select(.eventName = "CreateUser")',
    fixed: 'select(.eventName == "CreateUser")',
  },
  { kind: 'assignment', program: '.eventName = "CreateUser"', fixed: '.eventName == "CreateUser"' },
  {
    kind: 'assignment',
    program: '.eventName = "CreateUser" and .errorCode == null',
    fixed: '.eventName == "CreateUser" and .errorCode == null',
  },
  {
    kind: 'assignment',
    program: 'if .readOnly = false then .eventName else empty end',
    fixed: 'if .readOnly == false then .eventName else empty end',
  },
  {
    kind: 'literal-operand',
    program: '.eventName == "CreateUser" or "DeleteUser"',
    fixed: '(.eventName | IN("CreateUser", "DeleteUser"))',
  },
  {
    kind: 'literal-operand',
    program: 'select(.eventName == "CreateUser" or "DeleteUser" or "UpdateUser")',
    fixed: 'select((.eventName | IN("CreateUser", "DeleteUser", "UpdateUser")))',
  },
  {
    kind: 'literal-operand',
    program: '.eventName != "CreateUser" and "DeleteUser"',
    fixed: '(.eventName | IN("CreateUser", "DeleteUser") | not)',
  },
  {
    kind: 'two-values',
    program: '.eventName != "CreateUser" or .eventName != "DeleteUser"',
    fixed: '(.eventName | IN("CreateUser", "DeleteUser") | not)',
  },
  {
    kind: 'two-values',
    program: 'select((.awsRegion != "us-east-1") or (.awsRegion != "eu-west-1"))',
    fixed: 'select((.awsRegion | IN("us-east-1", "eu-west-1") | not))',
  },
  { kind: 'empty-text', program: '.eventName | test("")' },
  { kind: 'empty-text', program: '.eventName | test(".*")' },
  { kind: 'empty-text', program: '.eventName | test("Create|")', fixed: '.eventName | test("Create")' },
  { kind: 'empty-text', program: '.eventName | contains("")' },
  {
    kind: 'empty-text',
    program: '(.errorCode // "") | inside("AccessDenied")',
    fixed: '(.errorCode // "") | contains("AccessDenied")',
  },
  {
    kind: 'text-and-number',
    program: '.eventTime[11:13] >= 22',
    fixed: '(.eventTime[11:13] | tonumber) >= 22',
  },
  {
    kind: 'text-and-number',
    program: '.eventTime > 1790000000',
    fixed: '(.eventTime | fromdate) > 1790000000',
  },
  { kind: 'wrong-type', program: '.readOnly != "true"', fixed: '.readOnly != true' },
  { kind: 'no-error', program: '.errorCode != ""', fixed: '.errorCode != null' },
  {
    kind: 'unknown-value',
    program: '.userIdentity.type != "AWSservice"',
    fixed: '.userIdentity.type != "AWSService"',
  },
  {
    kind: 'wildcard',
    program: '.eventName != "Describe*"',
    fixed: '(.eventName // "" | startswith("Describe") | not)',
  },
  {
    kind: 'cidr',
    program: '.sourceIPAddress != "203.0.113.0/24"',
    fixed: '(.sourceIPAddress // "" | startswith("203.0.113.") | not)',
  },
  {
    kind: 'comment',
    program: '.eventName == "CreateUser" # and .errorCode == null',
    fixed: '.eventName == "CreateUser"   and .errorCode == null',
  },
];

export const fails: readonly Mistake[] = [
  {
    kind: 'records-wrapper',
    program: '.Records[] | select(.eventName == "CreateUser")',
    fixed: 'select(.eventName == "CreateUser")',
  },
  {
    kind: 'records-wrapper',
    program: '.Records | map(select(.eventName == "CreateUser"))',
    fixed: 'select(.eventName == "CreateUser")',
  },
  {
    kind: 'records-wrapper',
    program: '.Records | any(.eventName == "CreateUser")',
    fixed: '.eventName == "CreateUser"',
  },
  { kind: 'records-wrapper', program: '.Records | map(.eventName) | index("CreateUser")' },
  {
    kind: 'records-wrapper',
    program: '.Records[].eventName == "CreateUser"',
    fixed: '.eventName == "CreateUser"',
  },
  {
    kind: 'detail-wrapper',
    program: '.detail.eventName == "CreateUser"',
    fixed: '.eventName == "CreateUser"',
  },
  { kind: 'not-before', program: 'select(not .errorCode)', fixed: 'select((.errorCode | not))' },
  {
    kind: 'not-before',
    program: '.eventName == "ConsoleLogin" and not .additionalEventData.MFAUsed',
    fixed: '.eventName == "ConsoleLogin" and (.additionalEventData.MFAUsed | not)',
  },
  { kind: 'in-list', program: '.eventName | inside(["CreateUser"])', fixed: '.eventName | IN("CreateUser")' },
  { kind: 'text-index', program: '.eventName[0] == "C"', fixed: '.eventName[0:1] == "C"' },
  {
    kind: 'unknown-field',
    program: '.resources.ARN == "arn:aws:s3:::b"',
    fixed: '.resources[]?.ARN == "arn:aws:s3:::b"',
  },
];

/** Where only the first of several outputs counts. */
export const countsOnce: readonly Mistake[] = [
  {
    kind: 'first-output',
    program: '.resources[]?.ARN == "arn:aws:s3:::logs"',
    fixed: 'any(.resources[]?; .ARN == "arn:aws:s3:::logs")',
  },
  {
    kind: 'first-output',
    program: '.requestParameters.names[] == "prod"',
    fixed: 'any(.requestParameters.names[]?; . == "prod")',
  },
  {
    kind: 'first-output',
    program: '.resources[]? | .ARN == "arn:aws:s3:::logs" and .type == "AWS::S3::Bucket"',
    fixed: 'any(.resources[]?; .ARN == "arn:aws:s3:::logs" and .type == "AWS::S3::Bucket")',
  },
  {
    kind: 'first-output',
    program: 'select(.eventName == "PutObject") | .resources[]? | .ARN // "" | endswith("/key")',
    fixed: 'select(.eventName == "PutObject") | any(.resources[]?; .ARN // "" | endswith("/key"))',
  },
  {
    kind: 'first-output',
    program: '.eventName == "PutObject" and (.resources[]?.ARN | . == "arn:aws:s3:::logs" | not)',
  },
  {
    kind: 'first-output',
    program: '.readOnly == false and "arn:aws:s3:::logs" == .resources[]?.ARN',
    fixed: '.readOnly == false and any("arn:aws:s3:::logs" == .resources[]?.ARN; .)',
  },
  {
    kind: 'first-output',
    program: 'def arns: .resources[]?.ARN; arns == "arn:aws:s3:::logs"',
    fixed: 'def arns: .resources[]?.ARN; any(arns == "arn:aws:s3:::logs"; .)',
  },
  {
    kind: 'first-output',
    program: '.resources[]? as $r | $r.ARN == "arn:aws:s3:::logs"',
    fixed: 'any(.resources[]? as $r | $r.ARN == "arn:aws:s3:::logs"; .)',
  },
  {
    kind: 'first-output',
    program: '["CreateUser", "DeleteUser"][] as $name | .eventName == $name',
    fixed: 'any(["CreateUser", "DeleteUser"][] as $name | .eventName == $name; .)',
  },
  { kind: 'first-output', program: '.resources[]?.accountId != .recipientAccountId' },
  {
    kind: 'first-output',
    program: '.eventName == "CreateUser", .eventName == "DeleteUser"',
    fixed: '(.eventName == "CreateUser") or (.eventName == "DeleteUser")',
  },
];

export const comesOutOtherwise: readonly Mistake[] = [
  { kind: 'now', program: 'now - (.eventTime | fromdate) < 3600' },
  // As gmtime it would be in UTC, which is not meant.
  { kind: 'local-time', program: '(.eventTime | fromdate | localtime)[3] > 20' },
  { kind: 'unknown-value', program: '.userIdentity.type == "SSOUser"' },
  {
    kind: 'text-and-number',
    program: '(.eventTime | fromdate) > "1790000000"',
    fixed: '(.eventTime | fromdate) > 1790000000',
  },
  { kind: 'regex-needs-real-jq', program: '.eventName | test("(a+)+\\\\1")' },
  {
    kind: 'comment',
    program: '.eventName == "CreateUser" # only\\\nand .errorCode == null',
    fixed: '.eventName == "CreateUser" # only\nand .errorCode == null',
  },
  { kind: 'trust', program: '.eventName == "RunInstances" and .userAgent != "terraform"' },
  { kind: 'trust', program: '.readOnly == false and ((.userAgent // "") | test("Terraform") | not)' },
  {
    kind: 'trust',
    program: 'select(.eventName == "CreateUser") | select(.userIdentity.arn | endswith("/deploy") | not)',
  },
  { kind: 'trust', program: '.eventName == "CreateUser" and (.userIdentity.arn | contains("deploy") | not)' },
  {
    kind: 'trust',
    program: '.eventName == "CreateUser" and (.userIdentity.principalId | endswith(":ci") | not)',
  },
  { kind: 'trust', program: '.eventName == "GetObject" and (.sourceIPAddress | startswith("10.") | not)' },
  { kind: 'trust', program: '.userIdentity.sessionContext.sourceIdentity != "alice"' },
  { kind: 'trust', program: 'if (.userAgent // "" | contains("aws-cli")) then empty else .eventName end' },
];

export const failsOnItsType: readonly Mistake[] = [
  { kind: 'wrong-type', program: '.readOnly | test("false")', fixed: '.readOnly == false' },
  {
    kind: 'wrong-type',
    program: '.eventName == "CreateUser" and (.managementEvent | contains("true"))',
    fixed: '.eventName == "CreateUser" and (.managementEvent == true)',
  },
  {
    kind: 'wrong-type',
    program: 'select((.readOnly // "") | test("^true$"; "i") | not)',
    fixed: 'select(.readOnly == true | not)',
  },
  { kind: 'wrong-type', program: '.readOnly as $r | $r | startswith("f")' },
  {
    kind: 'wrong-type',
    program: '.additionalEventData.bytesTransferredOut | test("^[0-9]{9}")',
    fixed: '.additionalEventData.bytesTransferredOut | tostring | test("^[0-9]{9}")',
  },
  {
    kind: 'in-list',
    program: '.eventName | inside("CreateUser", "DeleteUser")',
    fixed: '.eventName | IN("CreateUser", "DeleteUser")',
  },
  {
    kind: 'in-list',
    program: '["alice", "bob"] as $known | .userIdentity.userName | inside($known) | not',
    fixed: '["alice", "bob"] as $known | .userIdentity.userName | IN($known[]) | not',
  },
  {
    kind: 'in-list',
    program: '.eventName == "CreateUser" and (.requestParameters.userName | inside(["alice", "bob"]) | not)',
    fixed: '.eventName == "CreateUser" and (.requestParameters.userName | IN("alice", "bob") | not)',
  },
  {
    kind: 'in-list',
    program: '(.requestParameters.userName // "") | in(["alice", "bob"])',
    fixed: '(.requestParameters.userName // "") | IN("alice", "bob")',
  },
];

export const pipesTooMuch: readonly Mistake[] = [
  {
    kind: 'parentheses',
    program: '.eventName == "CreateUser" and .userIdentity.arn | startswith("arn:aws:iam")',
    fixed: '.eventName == "CreateUser" and (.userIdentity.arn | startswith("arn:aws:iam"))',
  },
  {
    kind: 'parentheses',
    program: '.eventName == "StopLogging" or .userIdentity.arn // "" | contains("admin")',
    fixed: '.eventName == "StopLogging" or (.userIdentity.arn // "" | contains("admin"))',
  },
  {
    kind: 'parentheses',
    program: 'select(.readOnly == false and (.eventName // "") | test("^Delete") and .errorCode == null)',
    fixed: 'select(.readOnly == false and ((.eventName // "") | test("^Delete")) and .errorCode == null)',
  },
  {
    kind: 'parentheses',
    program: '.eventName == "ConsoleLogin" and .eventTime[11:13] | tonumber >= 22',
    fixed: '.eventName == "ConsoleLogin" and (.eventTime[11:13] | tonumber >= 22)',
  },
  {
    kind: 'parentheses',
    program: 'select(.readOnly == false and .userIdentity.type | . == "Root" or . == "IAMUser")',
    fixed: 'select(.readOnly == false and (.userIdentity.type | . == "Root" or . == "IAMUser"))',
  },
  {
    kind: 'parentheses',
    program: '.readOnly == false and .userIdentity.type | IN("Root", "IAMUser") | not',
    fixed: '.readOnly == false and (.userIdentity.type | IN("Root", "IAMUser") | not)',
  },
  {
    kind: 'parentheses',
    program:
      'def by($who): .eventName == "CreateUser" and .userIdentity.arn // "" | endswith($who); by("/bob")',
    fixed:
      'def by($who): .eventName == "CreateUser" and (.userIdentity.arn // "" | endswith($who)); by("/bob")',
  },
  {
    kind: 'parentheses',
    program: '(.eventName == "CreateUser" and .userIdentity.arn) | startswith("arn:aws:iam")',
  },
  {
    kind: 'parentheses',
    program: '.eventName == "CreateUser" | .userIdentity.type == "Root"',
    fixed: 'select(.eventName == "CreateUser") | .userIdentity.type == "Root"',
  },
  {
    kind: 'parentheses',
    program: '.eventName == "CreateUser" and .readOnly == false | select(.userIdentity.type == "Root")',
    fixed: 'select(.eventName == "CreateUser" and .readOnly == false) | select(.userIdentity.type == "Root")',
  },
];

const mistake = (kind: string, program: string, fixed?: string): Mistake => ({
  kind,
  program,
  ...(fixed !== undefined && { fixed }),
});

export const asksForOtherParameters: readonly Mistake[] = [
  mistake(
    'unknown-parameter',
    '.eventName == "CreateAccessKey" and .requestParameters.username == "bob"',
    '.eventName == "CreateAccessKey" and .requestParameters.userName == "bob"',
  ),
  mistake(
    'unknown-parameter',
    'select(.eventName | test("^Attach(User|Role|Group)Policy$")) | .requestParameters.policyArns // "" | endswith("Access")',
    'select(.eventName | test("^Attach(User|Role|Group)Policy$")) | .requestParameters.policyArn // "" | endswith("Access")',
  ),
  mistake(
    'unknown-parameter',
    'def attached: .requestParameters.PolicyArn // "" | endswith("/AdministratorAccess"); (.eventName | IN("AttachUserPolicy", "AttachRolePolicy")) and attached',
    'def attached: .requestParameters.policyArn // "" | endswith("/AdministratorAccess"); (.eventName | IN("AttachUserPolicy", "AttachRolePolicy")) and attached',
  ),
  mistake(
    'unknown-parameter',
    'select(.eventName == "GetSecretValue") | .requestParameters as $p | $p.secretID == "prod/db"',
    'select(.eventName == "GetSecretValue") | .requestParameters as $p | $p.secretId == "prod/db"',
  ),
  mistake(
    'unknown-parameter',
    '.eventName == "PutBucketPublicAccessBlock" and .requestParameters.BlockPublicAcls == false',
    '.eventName == "PutBucketPublicAccessBlock" and .requestParameters.PublicAccessBlockConfiguration.BlockPublicAcls == false',
  ),
  mistake(
    'unknown-parameter',
    'if .eventName == "CreateAccessKey" then .responseElements.accessKeyId else empty end',
    'if .eventName == "CreateAccessKey" then .responseElements.accessKey.accessKeyId else empty end',
  ),
  mistake(
    'unknown-parameter',
    'select(.eventName | startswith("AuthorizeSecurityGroup")) | .requestParameters | any(.ipPermissions.items[]?; .FromPort == 22)',
    'select(.eventName | startswith("AuthorizeSecurityGroup")) | .requestParameters | any(.ipPermissions.items[]?; .fromPort == 22)',
  ),
  mistake('unknown-parameter', '.eventName == "AssumeRole" and (.requestParameters | has("roleARN"))'),
  mistake(
    'parameter-list',
    'select(.eventName == "AuthorizeSecurityGroupIngress") | any(.requestParameters.ipPermissions[]; .ipProtocol == "-1")',
    'select(.eventName == "AuthorizeSecurityGroupIngress") | any(.requestParameters.ipPermissions.items[]?; .ipProtocol == "-1")',
  ),
  mistake(
    'parameter-list',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?.ipRanges[]?; .cidrIp == "0.0.0.0/0")',
    '.eventName == "AuthorizeSecurityGroupIngress" and any(.requestParameters.ipPermissions.items[]?.ipRanges.items[]?; .cidrIp == "0.0.0.0/0")',
  ),
  mistake(
    'parameter-list',
    '.eventName == "RunInstances" and .requestParameters.instancesSet.maxCount > 10',
    '.eventName == "RunInstances" and any(.requestParameters.instancesSet.items[]?; .maxCount > 10)',
  ),
  mistake(
    'parameter-list',
    '.eventName == "PutEventSelectors" and .requestParameters.eventSelectors.includeManagementEvents == false',
    '.eventName == "PutEventSelectors" and any(.requestParameters.eventSelectors[]?; .includeManagementEvents == false)',
  ),
  mistake(
    'parameter-list',
    '.eventName == "GetParameters" and any(.requestParameters.names.items[]?; startswith("/prod"))',
    '.eventName == "GetParameters" and any(.requestParameters.names[]?; startswith("/prod"))',
  ),
  mistake(
    'parameter-list',
    '.eventName == "ModifySnapshotAttribute" and (.requestParameters.createVolumePermission.add | map(.group) | index("all"))',
  ),
  mistake(
    'json-text',
    'select(.eventName == "PutUserPolicy") | any(.requestParameters.policyDocument.Statement[]?; .Effect == "Allow")',
    'select(.eventName == "PutUserPolicy") | any((.requestParameters.policyDocument // "{}" | fromjson).Statement[]?; .Effect == "Allow")',
  ),
  mistake(
    'json-text',
    '.eventName == "UpdateAssumeRolePolicy" and .requestParameters.policyDocument.Statement[0].Principal == "*"',
    '.eventName == "UpdateAssumeRolePolicy" and (.requestParameters.policyDocument // "{}" | fromjson).Statement[0].Principal == "*"',
  ),
  mistake(
    'json-text',
    'select(.eventName == "PutBucketPolicy") | .requestParameters.bucketPolicy | fromjson | .Statement | tostring | contains("*")',
    'select(.eventName == "PutBucketPolicy") | .requestParameters.bucketPolicy | .Statement | tostring | contains("*")',
  ),
  mistake(
    'text-and-number',
    '.eventName == "AuthorizeSecurityGroupIngress" and .requestParameters.fromPort == "22"',
    '.eventName == "AuthorizeSecurityGroupIngress" and .requestParameters.fromPort == 22',
  ),
  mistake(
    'text-and-number',
    'select(.eventName == "AuthorizeSecurityGroupIngress") | any(.requestParameters.ipPermissions.items[]?; .toPort | IN("22", "3389"))',
    'select(.eventName == "AuthorizeSecurityGroupIngress") | any(.requestParameters.ipPermissions.items[]?; .toPort | IN(22, "3389"))',
  ),
  mistake(
    'text-and-number',
    '.eventName == "ModifySnapshotAttribute" and any(.requestParameters.createVolumePermission.add.items[]?; .userId == 444455556666)',
    '.eventName == "ModifySnapshotAttribute" and any(.requestParameters.createVolumePermission.add.items[]?; .userId == "444455556666")',
  ),
  mistake(
    'wrong-type',
    'select(.eventName | IN("CreateDBInstance", "ModifyDBInstance")) | .requestParameters.publiclyAccessible == "true"',
    'select(.eventName | IN("CreateDBInstance", "ModifyDBInstance")) | .requestParameters.publiclyAccessible == true',
  ),
  mistake(
    'wrong-type',
    '.eventName == "ModifyDBInstance" and (.requestParameters.publiclyAccessible | test("true"))',
    '.eventName == "ModifyDBInstance" and (.requestParameters.publiclyAccessible == true)',
  ),
  mistake(
    'wrong-type',
    '.eventName == "ModifyDBSnapshotAttribute" and .requestParameters.valuesToAdd == "all"',
  ),
];
