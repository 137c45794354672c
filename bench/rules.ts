export type Matches = 'few' | 'many';

/** So many programs, as people write them. `many` makes a fifth of the corpus match, `few` next to nothing. */
export const programsOf = (count: number, matches: Matches): readonly string[] =>
  [...(matches === 'many' ? frequent : []), ...rare, ...generated(count)].slice(0, count);

/** A config with these programs. */
export const configOf = (count: number, matches: Matches): string =>
  programsOf(count, matches)
    .map(
      (text, index) =>
        `[[rule]]\nname = "rule ${index + 1}"\njq_match = '''${text}'''\ndestinations = ["topic"]\n`,
    )
    .concat(
      '[[destination]]\nid = "topic"\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"\n',
    )
    .join('\n');

const frequent = [
  'select(.eventName == "GetCallerIdentity")',
  'select(.eventSource == "ec2.amazonaws.com" and .eventName == "DescribeSecurityGroups") | { who: .userIdentity.arn, group: .requestParameters.securityGroupIdSet.items[0].groupId }',
  'select(.eventName == "GetSecretValue") | "secret read: \\(.requestParameters.secretId)"',
];

const rare = [
  'select(.eventSource == "iam.amazonaws.com" and .eventName == "CreateAccessKey")',
  'select(.eventSource == "ssm.amazonaws.com" and .eventName == "StartSession") | { sessionId: .responseElements.sessionId, target: .requestParameters.target }',
  '.userIdentity.type == "Root" and .userIdentity.invokedBy == null and .eventType != "AwsServiceEvent"',
  'select(.eventSource == "cloudtrail.amazonaws.com" and (.eventName | IN("StopLogging", "DeleteTrail", "UpdateTrail")))',
  '.eventSource == "iam.amazonaws.com" and (.eventName | test("^(Put|Attach|Delete|Detach)(User|Group)Policy$"))',
  'select(.eventName == "ConsoleLogin" and .additionalEventData.MFAUsed != "Yes" and .userIdentity.type == "Root")',
  'select(.eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Failure")',
  '.eventSource == "kms.amazonaws.com" and (.eventName == "DisableKey" or .eventName == "ScheduleKeyDeletion")',
  'select(.eventName == "CreateUser" and .errorCode == null) | "new user: \\(.requestParameters.userName)"',
  'select(.eventSource == "s3.amazonaws.com" and (.eventName | IN("PutBucketPolicy", "DeleteBucketPolicy", "PutBucketAcl", "PutBucketCors")))',
  '.eventSource == "config.amazonaws.com" and (.eventName | startswith("Delete") or startswith("Stop"))',
  'select(.eventSource == "guardduty.amazonaws.com" and .eventName == "DeleteDetector")',
  'select(.eventName == "PutRolePolicy" and (.requestParameters.policyDocument | fromjson | .Statement | any(.[]; .Action == "*" and .Resource == "*")))',
  'select(.eventName == "DeleteFlowLogs")',
  'select((.errorCode // "") == "Client.UnauthorizedOperation" and .eventName == "RunInstances")',
  '.eventSource == "organizations.amazonaws.com" and .eventName == "LeaveOrganization"',
  'select(.eventName == "AuthorizeSecurityGroupIngress") | select(any(.requestParameters.ipPermissions.items[]?.ipRanges.items[]?; .cidrIp == "0.0.0.0/0") and .userIdentity.userName == "mallory")',
  'select(.eventName == "ModifySnapshotAttribute" and .requestParameters.createVolumePermission.add != null)',
  'select(.eventName == "ModifyImageAttribute" and .requestParameters.launchPermission.add != null)',
  '.eventSource == "lambda.amazonaws.com" and (.eventName | startswith("UpdateFunctionCode"))',
  'select(.eventName == "DeactivateMFADevice" or .eventName == "DeleteVirtualMFADevice")',
  'select(.eventSource == "route53.amazonaws.com" and .eventName == "DeleteHostedZone")',
  'select(.eventName == "CreateLoginProfile" and .requestParameters.userName != .userIdentity.userName)',
  '.eventSource == "ec2.amazonaws.com" and (.eventName | IN("CreateRoute", "DeleteRoute", "ReplaceRoute"))',
  'select(.eventName == "GetPasswordData")',
  'select(.eventSource == "rds.amazonaws.com" and .requestParameters.publiclyAccessible == true)',
  'select(.eventName == "UpdateAssumeRolePolicy") | .requestParameters.roleName',
  'select(.userIdentity.arn // "" | endswith(":user/mallory"))',
  'select(.sourceIPAddress == "192.0.2.1")',
  'select(.eventName == "EnableRegion")',
];

const generated = (count: number): readonly string[] =>
  Array.from({ length: Math.max(0, count - rare.length) }, (_, index) => {
    const name = `${['Create', 'Delete', 'Update', 'Put', 'Modify'][index % 5]}Resource${Math.floor(index / 5)}`;
    switch (index % 4) {
      case 0:
        return `select(.eventName == "${name}")`;
      case 1:
        return `select(.eventSource == "service${index}.amazonaws.com" and .eventName == "${name}" and .errorCode == null)`;
      case 2:
        return `.eventName == "${name}" or .eventName == "${name}V2"`;
      default:
        return `select(.eventName | IN("${name}", "${name}V2")) | { name: .requestParameters.name, who: .userIdentity.arn }`;
    }
  });
