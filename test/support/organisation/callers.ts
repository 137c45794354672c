import type { Random } from '../../../bench/random.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { Activity, Place } from './activity.ts';

type Who = Activity['who'];

/** An AWS service by itself. */
export const service =
  (host: string): Who =>
  () => ({
    userIdentity: { type: 'AWSService', invokedBy: `${host}.amazonaws.com` },
    sourceIPAddress: `${host}.amazonaws.com`,
    userAgent: `${host}.amazonaws.com`,
  });

/** An AWS service with its service-linked role. */
export const serviceLinked =
  (role: string, host: string): Who =>
  (place) => ({
    userIdentity: {
      ...assumedRole(place, `AWSServiceRoleFor${role}`, host, `aws-service-role/${host}.amazonaws.com/`),
      invokedBy: `${host}.amazonaws.com`,
    },
    sourceIPAddress: `${host}.amazonaws.com`,
    userAgent: `${host}.amazonaws.com`,
  });

/** A service that uses a role of the account: CloudFormation with the role of its caller. */
export const throughService =
  (who: Who, host: string): Who =>
  (place) => {
    const { userIdentity } = who(place);
    return {
      userIdentity: { ...userIdentity, invokedBy: `${host}.amazonaws.com` },
      sourceIPAddress: `${host}.amazonaws.com`,
      userAgent: `${host}.amazonaws.com`,
    };
  };

export const role =
  (name: string, session: (random: Random) => string, agent: string, address = natAddress): Who =>
  (place) => ({
    userIdentity: assumedRole(place, name, session(place.random)),
    sourceIPAddress: address(place),
    userAgent: agent,
  });

/** Somebody who signed in through IAM Identity Center. */
export const person =
  (permissionSet: string, agent: string = browser): Who =>
  (place) => {
    const name = place.random.of(people);
    return {
      userIdentity: assumedRole(
        place,
        `AWSReservedSSO_${permissionSet}_${hashOf(permissionSet)}`,
        `${name}@example.com`,
        `aws-reserved/sso.amazonaws.com/${place.region}/`,
      ),
      sourceIPAddress: officeAddress(place),
      userAgent: agent,
    };
  };

/** An IAM user with a long-lived key. */
export const keyOf =
  (userName: string, agent: string = agents.boto3, address = natAddress): Who =>
  (place) => ({
    userIdentity: {
      ...iamUser(place, userName),
      accessKeyId: `AKIA${hashOf(`${place.account}${userName}`).toUpperCase()}`,
    },
    sourceIPAddress: address(place),
    userAgent: agent,
  });

/** An IAM user in the console. */
export const consoleUser =
  (userName: string): Who =>
  (place) => ({
    userIdentity: {
      ...iamUser(place, userName),
      accessKeyId: `ASIA${place.random.hex(16).toUpperCase()}`,
      sessionContext: { attributes: { creationDate: '2026-11-20T08:55:12Z', mfaAuthenticated: 'true' } },
    },
    sourceIPAddress: officeAddress(place),
    userAgent: browser,
  });

export const root: Who = (place) => ({
  userIdentity: {
    type: 'Root',
    principalId: place.account,
    arn: `arn:aws:iam::${place.account}:root`,
    accountId: place.account,
  },
  sourceIPAddress: officeAddress(place),
  userAgent: browser,
});

/** A role of a vendor in an account of its own, whose sessions are seen in ours. */
export const vendor = (name: string): Who =>
  role(
    name,
    () => `${name}-integration`,
    agents.go,
    () => '198.51.100.77',
  );

const iamUser = ({ account }: Place, userName: string): JsonObject => ({
  type: 'IAMUser',
  principalId: `AIDA${hashOf(userName).toUpperCase()}`,
  arn: `arn:aws:iam::${account}:user/${userName}`,
  accountId: account,
  userName,
});

const assumedRole = ({ account, random }: Place, name: string, session: string, path = ''): JsonObject => {
  const principalId = `AROA${hashOf(`${account}${name}`).toUpperCase()}`;
  return {
    type: 'AssumedRole',
    principalId: `${principalId}:${session}`,
    arn: `arn:aws:sts::${account}:assumed-role/${name}/${session}`,
    accountId: account,
    accessKeyId: `ASIA${random.hex(16).toUpperCase()}`,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId,
        arn: `arn:aws:iam::${account}:role/${path}${name}`,
        accountId: account,
        userName: name,
      },
      attributes: { creationDate: '2026-11-20T08:55:12Z', mfaAuthenticated: 'false' },
    },
  };
};

/** The same text has the same 16 hexadecimal digits. */
const hashOf = (text: string): string => {
  let hash = 7n;
  for (const letter of text) hash = (hash * 1099511628211n + BigInt(letter.codePointAt(0) ?? 0)) % 2n ** 64n;
  return hash.toString(16).padStart(16, '0');
};

/** What an organisation would list: the roles of streams/deployers.ts, as patterns, and the user whose long-lived key its old CI has. */
export const deployerNames: readonly string[] = [
  'role/terraform-deploy',
  'role/github-actions-deploy',
  'role/cdk-hnb659fds-*',
  'role/ci-jenkins',
  'role/packer-build',
  'role/AWSControlTowerExecution',
  'role/stacksets-exec-*',
  'user/ci-legacy',
];

const people = [
  'alice',
  'bob',
  'carol',
  'dave',
  'erin',
  'frank',
  'grace',
  'heidi',
  'ivan',
  'judy',
  'kenji',
  'lena',
];

const natAddress = ({ random }: Place): string => `198.51.100.${random.below(40)}`;
const officeAddress = ({ random }: Place): string => `203.0.113.${random.below(30)}`;
export const privateAddress = ({ random }: Place): string =>
  `10.${random.below(40)}.${random.below(256)}.${random.below(256)}`;

export const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

export const agents = {
  boto3: 'Boto3/1.40.1 md/Botocore#1.40.1 ua/2.1 os/linux#6.1 md/arch#aarch64 lang/python#3.12.11',
  cli: 'aws-cli/2.31.0 md/awscrt#0.28.0 ua/2.1 os/macos#25.1.0 md/arch#arm64 lang/python#3.13.7',
  go: 'aws-sdk-go-v2/1.39.0 ua/2.1 os/linux lang/go#1.25.0 md/GOARCH#arm64',
  java: 'aws-sdk-java/2.34.0 ua/2.1 os/Linux#6.1 lang/java#21.0.8 md/OpenJDK_64-Bit_Server_VM',
  node: 'aws-sdk-js/3.900.0 ua/2.1 os/linux#6.1 lang/js md/nodejs#22.20.0 exec-env/AWS_Lambda_nodejs22.x',
  terraform:
    'APN/1.0 HashiCorp/1.0 Terraform/1.13.3 (+https://www.terraform.io) terraform-provider-aws/6.15.0 aws-sdk-go-v2/1.39.0 os/linux lang/go#1.24.6',
} as const;
