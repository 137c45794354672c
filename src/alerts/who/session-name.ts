/**
 * Whether a program made up the name of a session because nobody gave it one, so that it does not say who it was. STS
 * takes names of 2 to 64 characters.
 */
export const isMachineMade = (sessionName: string): boolean =>
  sessionName.length <= 64 && patterns.some((pattern) => pattern.test(sessionName));

/** EC2 names the sessions that it opens for an instance after it. */
export const isInstanceId = (sessionName: string): boolean =>
  /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/.test(sessionName);

const patterns: readonly RegExp[] = [
  // botocore, on which the AWS CLI and boto3 rest; the AWS CLI, also as its documentation shows it.
  /^botocore-session-\d+$/,
  /^AWS-?CLI-session(?:-\d+)?$/i,
  // The SDKs, with the time in some unit: aws-go-sdk-…, aws-sdk-js-session-…, aws-dotnet-sdk-session-….
  /^aws-(?:sdk-)?(?:go|js|java|kotlin|php|ruby|rust|cpp|swift|dotnet)(?:-v\d)?(?:-sdk)?(?:-session)?-\d+$/i,
  /^(?:web-identity-token|assume-role-from-profile|assume-role-provider)(?:-\d+)?$/,
  /^CognitoIdentityCredentials$/,
  // Only a time: from seconds to nanoseconds.
  /^\d{10,19}$/,
  // An EC2 instance; a node that Systems Manager manages.
  /^m?i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/,
  // A task of ECS; a certificate of IAM Roles Anywhere, by its serial number.
  /^[0-9a-f]{32,40}$/i,
  // A UUID, also behind the name of a service, as AWSCodeBuild-….
  /^(?:aws\w+-)?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i,
  // EKS Pod Identity: eks-CLUSTER-POD-UUID, cut to 64 characters.
  /^eks-.+-[0-9a-f]{8}-[0-9a-f-]{0,27}$/,
];
