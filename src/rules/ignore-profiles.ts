import { deniedCodes } from './outcome.ts';

/** What the config can say under `[ignore_profiles]`. */
export interface ProfileSettings {
  readonly 'aws-self': boolean;
  readonly 'service-linked': boolean;
  readonly 'sso-mfa': boolean;
  readonly anonymous: boolean;
  /** ARNs of IAM roles and users, in which `*` stands for any text. */
  readonly deployers: readonly string[];
  readonly scanners: readonly string[];
}

type ProfileName = keyof ProfileSettings;

export interface Profile {
  readonly name: ProfileName;
  /** A program that gives true for records of routine, and fails on none. */
  readonly jqMatch: string;
  /** Globs for the rules that it is about. */
  readonly rules: readonly string[];
}

/**
 * The profiles that are on. They rest only on what a caller cannot choose (CloudTrail User Guide, "CloudTrail
 * userIdentity element"): never on userAgent, on the name of a session, or on the name of a role without its path and
 * account.
 */
export const profilesOf = (settings: ProfileSettings): readonly Profile[] => {
  const { deployers, scanners } = settings;
  const profiles: readonly (Profile | false)[] = [
    settings['aws-self'] && { name: 'aws-self', jqMatch: awsSelf, rules: ['*'] },
    settings['service-linked'] && { name: 'service-linked', jqMatch: serviceLinked, rules: ['*'] },
    settings['sso-mfa'] && { name: 'sso-mfa', jqMatch: ssoMfa, rules: ['*mfa*', '*MFA*', '*Mfa*'] },
    settings.anonymous && { name: 'anonymous', jqMatch: anonymous, rules: ['*'] },
    deployers.length > 0 && { name: 'deployers', jqMatch: deploymentsBy(deployers), rules: ['*'] },
    scanners.length > 0 && { name: 'scanners', jqMatch: scansBy(scanners), rules: ['*'] },
  ];
  return profiles.filter((profile) => profile !== false);
};

/**
 * Calls that a service makes by itself. What it does with the permissions of somebody else has the type of that one, and
 * the service only in `invokedBy`.
 */
const awsSelf = '.userIdentity.type? == "AWSService"';

/** Sessions of a role whose ARN matches. The ARN of the session itself holds a name that its caller chooses. */
const sessionOf = (arn: string): string =>
  `(.userIdentity.type? == "AssumedRole" and (.userIdentity.sessionContext?.sessionIssuer?.arn? | type == "string" and test("\\\\A${arn}\\\\z")))`;

/** Service-linked roles: only AWS makes roles with this path, and only the service assumes them. */
const serviceLinked = sessionOf(
  'arn:aws[-a-z]*:iam::[0-9]{12}:role/aws-service-role/[-a-z0-9.]+[.]amazonaws[.]com/AWSServiceRoleFor[^/]*',
);

/**
 * Sign-ins to the console by IAM Identity Center, which asks for the second factor itself: their records have
 * `"MFAUsed": "No"`. Only AWS makes roles with this path.
 */
const ssoMfa = `.eventSource == "signin.amazonaws.com" and .eventName == "ConsoleLogin" and .responseElements.ConsoleLogin? == "Success" and ${sessionOf(
  'arn:aws[-a-z]*:iam::[0-9]{12}:role/aws-reserved/sso[.]amazonaws[.]com/([-a-z0-9]+/)?AWSReservedSSO_[^/]*',
)}`;

const isDenied = `(.errorCode | type == "string" and test(${JSON.stringify(deniedCodes.source)}))`;

/** Requests without credentials, as anyone sends them to a bucket, that were denied. */
const anonymous = `.userIdentity.type? == "AWSAccount" and (.userIdentity.accountId? == "ANONYMOUS_PRINCIPAL" or .userIdentity.accountId? == "anonymous") and ${isDenied}`;

/** Changes by whoever deploys, but what it is denied, what it never does, and sign-ins with its role. */
const deploymentsBy = (arns: readonly string[]): string =>
  `${isOneOf(arns)} and (${isDenied} | not) and ${isNone([
    ...['StopLogging', 'DeleteTrail', 'DeleteDetector', 'StopConfigurationRecorder'],
    ...['DeleteConfigurationRecorder', 'LeaveOrganization'],
    ...['CreateAccessKey', 'CreateLoginProfile', 'UpdateLoginProfile', 'ConsoleLogin'],
  ])}`;

/** What a scanner of the configuration looks at, but no secrets, data or other sessions. */
const scansBy = (arns: readonly string[]): string =>
  `${isOneOf(arns)} and .readOnly == true and .managementEvent == true and ${isNone([
    ...['GetSecretValue', 'BatchGetSecretValue', 'GetPasswordData', 'Decrypt', 'GetAuthorizationToken'],
    ...['GetParameter', 'GetParameters', 'GetParametersByPath', 'GetParameterHistory'],
    ...['AssumeRole', 'GetSessionToken', 'GetFederationToken', 'ConsoleLogin'],
  ])}`;

const isNone = (eventNames: readonly string[]): string =>
  eventNames.map((name) => `.eventName != ${JSON.stringify(name)}`).join(' and ');

/** One regular expression for all roles, and one for all users: jq nests a condition for each too deep. */
const isOneOf = (arns: readonly string[]): string => {
  const users = arns.filter((arn) => arn.includes(':user/'));
  const roles = arns.filter((arn) => !arn.includes(':user/'));
  const conditions = [
    ...(roles.length === 0 ? [] : [sessionOf(anyOf(roles))]),
    ...(users.length === 0 ? [] : [callOf(anyOf(users))]),
  ];
  return `(${conditions.join(' or ')})`;
};

const anyOf = (arns: readonly string[]): string => `(${arns.map(patternFor).join('|')})`;

const callOf = (arn: string): string =>
  `(.userIdentity.type? == "IAMUser" and (.userIdentity.arn? | type == "string" and test("\\\\A${arn}\\\\z")))`;

/** A regular expression, to stand in a string of jq. The names and paths of IAM that a config may say have no quotes or carets. */
const patternFor = (arn: string): string =>
  arn.replaceAll(/[^\w:/-]/g, (character) => (character === '*' ? '.*' : `[${character}]`));
