/** What people write, the verdict on it, and the program with its fix, if it has one. */
interface Misled {
  readonly kind: 'never' | 'always' | 'unguarded';
  readonly program: string;
  readonly fixed?: string;
}

const never = (program: string): Misled => ({ kind: 'never', program });
const always = (program: string, fixed?: string): Misled => ({
  kind: 'always',
  program,
  ...(fixed !== undefined && { fixed }),
});
const unguarded = (program: string, fixed?: string): Misled => ({
  kind: 'unguarded',
  program,
  ...(fixed !== undefined && { fixed }),
});

export const misled: readonly Misled[] = [
  never('.eventName == "CreateUser" and .eventName == "DeleteUser"'),
  never('select(.eventName == "CreateUser") | select(.eventName == "DeleteUser")'),
  never('.eventName == "CreateUser" and (.eventName | startswith("Delete"))'),
  never('.eventName == "CreateUser" and (.eventName | test("^Delete"))'),
  never('select(.eventName | IN("CreateUser", "DeleteUser")) | select(.eventName == "CreateRole")'),
  never('.errorCode == null and (.errorCode | . == "AccessDenied")'),
  never('.errorCode == null and .eventName == "CreateUser" and .errorCode == "AccessDenied"'),
  never('.requestParameters == null and .requestParameters.userName == "bob"'),
  never('select(false)'),
  never('select(.eventName == "CreateUser") | empty'),
  never('(.eventName | startswith("Create")) and (.eventName | startswith("Delete"))'),
  never('.additionalEventData.bytesTransferredOut > 1000 and .additionalEventData.bytesTransferredOut < 10'),
  never('.eventName as $name | $name == "CreateUser" and $name == "DeleteUser"'),
  never('def is($name): .eventName == $name; is("CreateUser") and is("DeleteUser")'),
  never('any(.resources[]?; .type == "AWS::S3::Bucket" and .type == "AWS::S3::Object")'),
  never('.eventName | IN(empty)'),
  never('(.eventName | ascii_downcase) == "createuser" and .eventName == "DeleteUser"'),
  never('if .eventName == "CreateUser" then .eventName == "DeleteUser" else false end'),
  never('.userIdentity.type == "Root" and (.userIdentity | .type != "Root")'),
  never('select(.readOnly == true and .readOnly == false)'),
  never(
    '.userIdentity.sessionContext == null and .userIdentity.sessionContext.attributes.mfaAuthenticated == "false"',
  ),
  never('(.eventTime[11:13] | tonumber) > 22 and (.eventTime[11:13] | tonumber) < 6'),
  never('.userIdentity.type == "Root" and .userIdentity.userName == "root"'),
  never('select(.userIdentity.type == "Root") | select(.userIdentity.userName | IN("root", "Root"))'),
  never('.userIdentity as $u | $u.type == "AWSService" and $u.userName == "lambda"'),
  never('def role: .userIdentity.type == "AssumedRole"; select(role and .userIdentity.userName == "Admin")'),
  never(
    '.eventName == "CreateUser" and .userIdentity.type == "IAMUser" and .userIdentity.sessionContext.sessionIssuer.userName == "Admin"',
  ),
  never('.userIdentity.arn == "arn:aws:iam::111122223333:root" and .userIdentity.type == "IAMUser"'),
  never('(.userIdentity.arn // "" | endswith(":root")) and .userIdentity.type == "IAMUser"'),
  never(
    'select(.userIdentity.type == "AssumedRole" and (.userIdentity.arn // "" | startswith("arn:aws:iam::111122223333:user/")))',
  ),
  never('.userIdentity.type == "IAMUser" and (.userIdentity.arn // "" | test(":assumed-role/"))'),
  never('.userIdentity | .type == "AWSService" and .arn != null'),
  never('.userIdentity.type == "AssumedRole" and (.userIdentity.accessKeyId // "" | startswith("AKIA"))'),
  never('.eventType == "AwsApiCall" and .eventName == "ConsoleLogin"'),
  never('select(.eventType == "AwsApiCall") | select(.eventName | IN("ConsoleLogin", "SwitchRole"))'),
  never('.eventName == "ConsoleLogin" and .errorCode == "Failure"'),
  never('select(.eventName == "ConsoleLogin" and (.errorCode // "" | contains("Fail")))'),
  never('.eventName == "CreateUser" and .responseElements.ConsoleLogin == "Failure"'),
  never('.eventType == "AwsConsoleSignIn" and .eventSource == "iam.amazonaws.com"'),
  never('.eventCategory == "Data" and .managementEvent == true'),
  never('.eventCategory == "Data" and .managementEvent'),
  never('.eventCategory == "NetworkActivity" and .readOnly == false'),
  never('.readOnly == false and .eventName == "DescribeInstances"'),
  never('.readOnly == true and (.eventName | IN("CreateUser", "DeleteUser"))'),
  never('.readOnly and .eventName == "DeleteTrail"'),
  never(
    '.eventName == "StopLogging" or (.userIdentity.type == "AssumedRole" and .userIdentity.userName == "Admin")',
  ),
  {
    kind: 'never',
    program: '.userIdentity.type == "AssumedRole" and .userIdentity.userName == "Admin"',
    fixed:
      '.userIdentity.type == "AssumedRole" and .userIdentity.sessionContext.sessionIssuer.userName == "Admin"',
  },
  {
    kind: 'never',
    program: '.eventType == "AwsCloudTrailInsight" and .eventName == "AttachUserPolicy"',
    fixed: '.eventType == "AwsCloudTrailInsight" and .insightDetails.eventName == "AttachUserPolicy"',
  },
  always('.eventName != "CreateUser" or .eventName != "DeleteUser"'),
  always('select(.awsRegion != "us-east-1" or .awsRegion != "eu-west-1")'),
  always('.errorCode // "none"'),
  always('select(.errorCode // "none")'),
  always('[.eventName | select(. == "CreateUser")]', 'any(.eventName; . == "CreateUser")'),
  always(
    '[.resources[]? | select(.type == "AWS::S3::Bucket")]',
    'any(.resources[]?; .type == "AWS::S3::Bucket")',
  ),
  always(
    '(.resources // []) | map(select(.type == "AWS::S3::Bucket"))',
    '(.resources // []) | any(.[]; .type == "AWS::S3::Bucket")',
  ),
  always('{user: .userIdentity.arn, name: .eventName}'),
  always('"\\(.eventName) by \\(.userIdentity.arn)"'),
  always('.errorCode | length'),
  always('(.errorCode // "") | test("AccessDenied|")'),
  always('(.errorCode // "") | startswith("")'),
  always('true'),
  always('.errorCode == null or .errorCode != null'),
  always('.eventName == "CreateUser" or (.resources // [] | length)'),
  always(
    'select(.eventName == "CreateUser" and (.userIdentity.type != "Root" or .userIdentity.type != "IAMUser"))',
  ),
  always('.eventName == "CreateUser" and (.readOnly // true)'),
  always('.resources // [] | tostring'),
  always('. as $record | [$record.eventName]'),
  always('select([.eventName] - ["CreateUser"])'),
  always('.eventName as $name | [$name] - ["CreateUser", "DeleteUser"]'),
  always('.readOnly == false and ([.eventName] - ["CreateUser"])'),
  unguarded('.errorCode | test("AccessDenied")', '(.errorCode // "") | test("AccessDenied")'),
  unguarded(
    '.userIdentity.arn | startswith("arn:aws:sts")',
    '(.userIdentity.arn // "") | startswith("arn:aws:sts")',
  ),
  unguarded('select(.userAgent | contains("kali"))', 'select((.userAgent // "") | contains("kali"))'),
  unguarded(
    'select(.eventName == "AuthorizeSecurityGroupIngress") | .requestParameters.ipPermissions.items[].ipRanges.items[].cidrIp == "0.0.0.0/0"',
  ),
  unguarded('.resources[].ARN == "arn:aws:s3:::logs"', '.resources[]?.ARN == "arn:aws:s3:::logs"'),
  unguarded(
    'any(.resources[]; .type == "AWS::S3::Bucket")',
    'any(.resources[]?; .type == "AWS::S3::Bucket")',
  ),
  unguarded(
    'select(.eventName == "PutUserPolicy") | .requestParameters.policyDocument | fromjson | .Statement | tostring | contains("*")',
  ),
  unguarded(
    '.eventName == "CreateUser" and (.requestParameters.userName | startswith("svc-"))',
    '.eventName == "CreateUser" and ((.requestParameters.userName // "") | startswith("svc-"))',
  ),
  unguarded('.userIdentity.principalId | split(":") | .[1] == "alice"'),
  unguarded('.userIdentity.userName | ltrimstr("svc-") | . == "alice"'),
  unguarded('.errorMessage | ascii_downcase | contains("denied")'),
  unguarded('.requestParameters | keys | contains(["policyDocument"])'),
  unguarded('.requestParameters | to_entries | any(.value == "*")'),
  unguarded('.userIdentity.sessionContext.sessionIssuer.userName | endswith("Admin")'),
  unguarded('.userIdentity.sessionContext.attributes.creationDate | fromdate | . < 1700000000'),
  unguarded('.additionalEventData.bytesTransferredOut / 1024 > 100'),
  unguarded('.requestParameters.names | join(",") | contains("prod")'),
];

/** With a guard these would match no record, or all of them. */
export const noGuardHelps: readonly string[] = [
  '["CreateUser", "DeleteUser"] | any(. == .eventName)',
  '["CreateUser"] | index(.eventName)',
  '.eventName | in("CreateUser", "DeleteUser")',
  '.eventName as $name | ["CreateUser", "DeleteUser"] | contains($name)',
  '.eventName == "CreateUser" | select(.userIdentity.type == "Root")',
  'map(select(.eventName == "CreateUser"))',
  'any(.requestParameters.ipPermissions[]?; .ipRanges[]?.cidrIp == "0.0.0.0/0")',
];
