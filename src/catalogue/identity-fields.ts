import { accountId, arn, type Field, timestamp } from './field.ts';

const noSession = 'calls that use no temporary credentials';
const noIssuer = 'calls that no role or federation issued credentials for';

/** The fields below userIdentity: CloudTrail User Guide, "CloudTrail userIdentity element". */
export const identityFields: readonly Field[] = [
  {
    path: 'userIdentity.type',
    type: 'string',
    values: [
      'Root',
      'IAMUser',
      'AssumedRole',
      'Role',
      'FederatedUser',
      'Directory',
      'AWSAccount',
      'AWSService',
      'IdentityCenterUser',
      'SAMLUser',
      'WebIdentityUser',
      'Unknown',
    ],
    absent: 'some events of services, and of the billing console',
  },
  {
    path: 'userIdentity.userName',
    type: 'string',
    absent: 'roles, services and other accounts, and root without an alias',
    callerChooses: {
      what: 'the name that was typed, in a failed sign-in; and any account can have a user of any name',
      instead: 'userIdentity.arn',
    },
  },
  {
    path: 'userIdentity.principalId',
    type: 'string',
    form: {
      words: 'an id, as "AIDA…", or that of a role with the session, "AROA…:session"',
      pattern: /^(?!arn:)(|.*:.*|.{12,})$/,
    },
    absent: 'services, and people of Identity Center',
    callerChooses: {
      what: 'the session name behind the colon',
      instead: 'userIdentity.sessionContext.sessionIssuer.principalId',
    },
  },
  {
    path: 'userIdentity.arn',
    type: 'string',
    form: {
      words: 'an ARN of IAM or STS: "arn:aws:iam::111122223333:user/alice"',
      pattern: /^arn:aws[a-z-]*:(iam|sts):/,
    },
    absent: 'services, other accounts, people of Identity Center, and failed sign-ins of users',
    callerChooses: {
      what: 'the session name of an assumed role, which is its last part',
      instead: 'userIdentity.sessionContext.sessionIssuer.arn',
    },
  },
  {
    path: 'userIdentity.accountId',
    type: 'string',
    form: {
      words: '12 digits, as text: "111122223333"; or ANONYMOUS_PRINCIPAL',
      pattern: /^(\d{12}|ANONYMOUS_PRINCIPAL)$/,
    },
    absent: 'services, and people who come from an identity provider',
  },
  {
    path: 'userIdentity.accessKeyId',
    type: 'string',
    form: { words: 'AKIA… (long-lived) or ASIA… (temporary), or empty', pattern: /^(A[KS]IA[A-Z0-9]{16})?$/ },
    absent: 'services, other accounts, and sign-ins',
  },
  {
    path: 'userIdentity.invokedBy',
    type: 'string',
    absent: 'calls that no service of AWS makes',
  },
  {
    path: 'userIdentity.identityProvider',
    type: 'string',
    absent: 'all but SAMLUser and WebIdentityUser',
  },
  { path: 'userIdentity.credentialId', type: 'string', absent: 'all but tokens of Identity Center' },
  { path: 'userIdentity.onBehalfOf', type: 'object', absent: 'calls for nobody of Identity Center' },
  { path: 'userIdentity.onBehalfOf.userId', type: 'string', absent: 'calls for nobody of Identity Center' },
  {
    path: 'userIdentity.onBehalfOf.identityStoreArn',
    type: 'string',
    form: arn,
    absent: 'calls for nobody of Identity Center',
  },
  { path: 'userIdentity.inScopeOf', type: 'object', absent: 'calls whose credentials no service handed out' },
  {
    path: 'userIdentity.inScopeOf.issuerType',
    type: 'string',
    absent: 'calls whose credentials no service handed out',
  },
  {
    path: 'userIdentity.inScopeOf.credentialsIssuedTo',
    type: 'string',
    form: arn,
    absent: 'calls whose credentials no service handed out',
  },
  {
    path: 'userIdentity.inScopeOf.credentialsIssuedToVersion',
    type: 'string',
    form: arn,
    absent: 'calls whose credentials no service handed out',
  },
  {
    path: 'userIdentity.inScopeOf.sourceArn',
    type: 'string',
    form: arn,
    absent: 'calls whose credentials no service handed out',
  },
  {
    path: 'userIdentity.inScopeOf.sourceAccount',
    type: 'string',
    form: accountId,
    absent: 'calls whose credentials no service handed out',
  },

  { path: 'userIdentity.sessionContext', type: 'object', absent: noSession },
  { path: 'userIdentity.sessionContext.attributes', type: 'object', absent: noSession },
  {
    path: 'userIdentity.sessionContext.attributes.mfaAuthenticated',
    type: 'string',
    values: ['true', 'false'],
    absent: noSession,
  },
  {
    path: 'userIdentity.sessionContext.attributes.creationDate',
    type: 'string',
    form: timestamp,
    absent: noSession,
  },
  {
    path: 'userIdentity.sessionContext.sessionIssuer',
    type: 'object',
    absent: 'IAM users, and calls without a session',
  },
  {
    path: 'userIdentity.sessionContext.sessionIssuer.type',
    type: 'string',
    values: ['Root', 'IAMUser', 'Role'],
    absent: noIssuer,
  },
  {
    path: 'userIdentity.sessionContext.sessionIssuer.userName',
    type: 'string',
    absent: noIssuer,
    callerChooses: {
      what: 'the name of a role: any account can have one of any name, AWSServiceRoleFor… too',
      instead: 'userIdentity.sessionContext.sessionIssuer.arn',
    },
  },
  {
    path: 'userIdentity.sessionContext.sessionIssuer.principalId',
    type: 'string',
    form: { words: 'an id, as "AROA…", without a session', pattern: /^(A[A-Z]{3}[A-Z0-9]{5,}|\d{12})$/ },
    absent: noIssuer,
  },
  { path: 'userIdentity.sessionContext.sessionIssuer.arn', type: 'string', form: arn, absent: noIssuer },
  {
    path: 'userIdentity.sessionContext.sessionIssuer.accountId',
    type: 'string',
    form: accountId,
    absent: noIssuer,
  },
  {
    path: 'userIdentity.sessionContext.webIdFederationData',
    type: 'object',
    absent: 'IAM users, and newer records',
  },
  {
    path: 'userIdentity.sessionContext.webIdFederationData.federatedProvider',
    type: 'string',
    absent: 'all but sessions of web identities',
  },
  {
    path: 'userIdentity.sessionContext.webIdFederationData.attributes',
    type: 'any',
    absent: 'all but sessions of web identities',
    callerChooses: { what: "what the identity provider's token says" },
  },
  {
    path: 'userIdentity.sessionContext.sourceIdentity',
    type: 'string',
    absent: 'sessions that were opened without one',
    callerChooses: {
      what: "all of it, where the role's trust policy does not demand it with sts:SourceIdentity",
      instead: 'userIdentity.sessionContext.sessionIssuer.arn',
    },
  },
  {
    path: 'userIdentity.sessionContext.ec2RoleDelivery',
    type: 'string',
    values: ['1.0', '2.0'],
    absent: 'sessions of other than EC2 instances',
  },
  {
    path: 'userIdentity.sessionContext.assumedRoot',
    type: 'string',
    values: ['true'],
    absent: 'all but sessions that AssumeRoot opened',
  },
];
