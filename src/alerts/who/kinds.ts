import { nonEmptyString, objectIn } from '../../json.ts';
import { callerArn, lastOf, providerName, splitAt } from './arn.ts';
import {
  accountLine,
  arnIn,
  arnLine,
  type Caller,
  type Context,
  hintsIn,
  identityStoreIn,
  labelled,
  ofAccount,
  personIn,
  present,
  titled,
  untitled,
} from './caller.ts';
import { type Line, line } from './line.ts';
import { sessionOf } from './session.ts';

/**
 * Who made a call, by the type of the identity (CloudTrail User Guide, "CloudTrail userIdentity element"). An ARN comes
 * first, since it says the type too. Undefined if nothing is known but the account that recorded the call.
 */
export const callerOf = (context: Context): Caller | undefined => {
  const { identity } = context;
  const byArn = callerArn(identity.arn);
  const describe = byKind.get(byArn?.kind ?? '') ?? byType.get(nonEmptyString(identity.type) ?? '') ?? other;
  return describe(context);
};

type Describe = (context: Context) => Caller | undefined;

/** AssumeRoot opens sessions of root (IAM User Guide, "Track privileged tasks in AWS CloudTrail"). */
const root: Describe = (context) => {
  const { identity } = context;
  const arn = callerArn(identity.arn);
  if (nonEmptyString(identity.arn) !== undefined && !(arn?.kind === 'assumed-root' || isRoot(arn)))
    return other(context);
  const isAssumed =
    arn?.kind === 'assumed-root' || objectIn(identity, 'sessionContext')?.assumedRoot === 'true';
  const of = ofAccount(identity.accountId ?? arn?.account, context);
  return {
    short: isAssumed ? line`root user${of} (session of AssumeRoot)` : line`root user${of}`,
    more: arnIn(context),
  };
};

const isRoot = (arn: ReturnType<typeof callerArn>): boolean => arn?.kind === 'root' && arn.path === '';

/** The name in a sign-in that failed is hidden if there is no such user: it may be a password. */
const iamUser: Describe = (context) => {
  const { identity } = context;
  const arn = callerArn(identity.arn);
  const name = (arn === undefined ? undefined : lastOf(arn.path)) ?? nonEmptyString(identity.userName);
  const kind = line`IAM user${ofAccount(identity.accountId ?? arn?.account, context)}`;
  if (name === 'HIDDEN_DUE_TO_SECURITY_REASONS')
    return { short: line`unknown ${kind} (name hidden by AWS)`, more: [] };
  return callerNamed(context, kind, name);
};

const role: Describe = (context) => {
  const { identity } = context;
  const arn = callerArn(identity.arn);
  const name = (arn === undefined ? undefined : lastOf(arn.path)) ?? nonEmptyString(identity.userName);
  const of = ofAccount(identity.accountId ?? arn?.account, context);
  if (name === undefined) return callerNamed(context, line`role${of}`, name);
  return { short: untitled(line`role ${name}${of}`, context), more: arnIn(context) };
};

/** Who called GetFederationToken, an IAM user or root, gave the name. */
const federatedUser: Describe = (context) => {
  const { identity } = context;
  const arn = callerArn(identity.arn);
  const issuer = objectIn(objectIn(identity, 'sessionContext'), 'sessionIssuer');
  const issuerName = nonEmptyString(issuer?.userName);
  const by =
    issuer?.type === 'Root'
      ? line` by the root user`
      : issuerName === undefined
        ? []
        : line` by IAM user ${issuerName}`;
  const name = nonEmptyString(arn?.path) ?? splitAt(':', nonEmptyString(identity.principalId) ?? '')[1];
  const of = ofAccount(identity.accountId ?? arn?.account, context);
  return callerNamed(context, line`federated${by}${of}`, name);
};

const directoryUser: Describe = (context) =>
  callerNamed(
    context,
    line`directory user${ofAccount(context.identity.accountId, context)}`,
    nonEmptyString(context.identity.userName),
  );

/**
 * Callers of other accounts have no name here, only the ID of a user, or `ROLE_ID:SESSION`. S3 writes this type for calls
 * without credentials too.
 */
const awsAccount: Describe = (context) => {
  const { identity } = context;
  const account = nonEmptyString(identity.accountId);
  if (account !== undefined && /^anonymous(?:_principal)?$/i.test(account))
    return { short: line`anonymous caller (no credentials)`, more: [] };
  const of = ofAccount(account, context);
  const id = idIn(context);
  if (id === undefined)
    return of.length === 0 ? { short: line`a caller of this account`, more: [] } : accountCaller(context);
  if (id.startsWith('AROA')) return sessionOf(context);
  const kind = id.startsWith('AIDA') ? line`IAM user${of}` : line`caller${of}`;
  return { short: line`${kind} with id ${id}`, more: [...hintsIn(context), ...arnIn(context)] };
};

const accountCaller: Describe = (context) => {
  const account = nonEmptyString(context.identity.accountId);
  return account === undefined ? undefined : { short: accountLine(account, context), more: [] };
};

const awsService: Describe = (context) => {
  const service = nonEmptyString(context.identity.invokedBy);
  return {
    short: service === undefined ? line`an AWS service` : line`${service} (AWS service)`,
    more: arnIn(context),
  };
};

/**
 * Since 2025, people of Identity Center have neither userName nor principalId but an ID; sign-ins have the name that was
 * typed among the additional data (IAM Identity Center User Guide, "CloudTrail use cases for IAM Identity Center").
 */
const identityCenterUser: Describe = (context) => {
  const { identity } = context;
  const name = nonEmptyString(identity.userName) ?? signInName(context);
  const id = personIn(identity) ?? idIn(context);
  const kind = line`Identity Center user`;
  const more = present(identityStoreIn(context), ...arnIn(context));
  if (name === undefined)
    return { short: id === undefined ? line`unknown ${kind}` : line`${kind} ${id}`, more };
  return { short: id === undefined ? line`${name} (${kind})` : line`${name} (${kind} ${id})`, more };
};

const signInName = ({ record }: Context): string | undefined =>
  nonEmptyString(objectIn(record, 'additionalEventData')?.UserName);

/**
 * CloudTrail names the provider of a SAML user by a hash (STS API Reference, AssumeRoleWithSAML, NameQualifier). The
 * request has its ARN, which is certain once it was accepted.
 */
const samlUser: Describe = (context) => {
  const { identity, record } = context;
  const requested = callerArn(objectIn(record, 'requestParameters')?.principalArn);
  const provider =
    requested?.kind === 'saml-provider' && nonEmptyString(record.errorCode) === undefined
      ? line` of ${requested.path}${ofAccount(requested.account, context)}`
      : ofProvider(identity.identityProvider, context);
  return callerNamed(context, line`SAML user${provider}`, nonEmptyString(identity.userName));
};

const webIdentityUser: Describe = (context) => {
  const { identity } = context;
  const kind = line`web identity${ofProvider(identity.identityProvider, context)}`;
  return callerNamed(context, kind, nonEmptyString(identity.userName));
};

const ofProvider = (value: unknown, context: Context): Line => {
  const provider = nonEmptyString(value);
  return provider === undefined
    ? []
    : line` of ${providerName(provider)}${ofAccount(callerArn(provider)?.account, context)}`;
};

/** CloudTrail writes Unknown where it cannot tell, and may get new types. Some records have no type. */
const other: Describe = (context) => {
  const { identity, record } = context;
  const type = nonEmptyString(identity.type);
  const isOfIdentityCenter = /^sso(?:-directory)?\.amazonaws\.com$/.test(
    nonEmptyString(record.eventSource) ?? '',
  );
  if ((isOfIdentityCenter && type === 'Unknown') || objectIn(identity, 'onBehalfOf') !== undefined)
    return identityCenterUser(context);
  const arn = nonEmptyString(identity.arn);
  if (arn !== undefined) return { short: line`caller ${arnLine(arn)}`, more: [] };
  const kind = type === undefined || type === 'Unknown' ? line`caller of unknown type` : line`${type}`;
  const name = nonEmptyString(identity.userName) ?? signInName(context);
  if (name !== undefined) return callerNamed(context, kind, name);
  if (nonEmptyString(identity.invokedBy) !== undefined) return awsService(context);
  const id = idIn(context);
  const of = ofAccount(identity.accountId, context);
  if (id !== undefined) return { short: line`caller${of} with id ${id}`, more: hintsIn(context) };
  const key = nonEmptyString(identity.accessKeyId);
  if (key !== undefined)
    return {
      short: line`caller${of} with access key ${key}`,
      more: labelled('from', record.sourceIPAddress),
    };
  if (of.length > 0) return accountCaller(context);
  if (type === undefined) return undefined;
  return {
    short: type === 'Unknown' ? line`unknown caller` : line`caller of type ${type}`,
    more: hintsIn(context),
  };
};

/** By the name, or else by the ID. */
const callerNamed = (context: Context, kind: Line, name: string | undefined): Caller => {
  if (name !== undefined) return { short: titled(line`${name}`, kind, context), more: arnIn(context) };
  const id = idIn(context);
  const nameless = id === undefined ? line`unknown ${kind}` : line`${kind} with id ${id}`;
  return { short: untitled(nameless, context), more: [...hintsIn(context), ...arnIn(context)] };
};

/** Events of Identity Center and of root have the account for a principal ID. */
const idIn = ({ identity, account }: Context): string | undefined => {
  const id = nonEmptyString(identity.principalId);
  return id === account || id === identity.accountId ? undefined : id;
};

/** The kinds of ARNs of callers. */
const byKind = new Map<string, Describe>([
  ['root', root],
  ['assumed-root', root],
  ['user', iamUser],
  ['role', role],
  ['assumed-role', sessionOf],
  ['federated-user', federatedUser],
]);

const byType = new Map<string, Describe>([
  ['Root', root],
  ['IAMUser', iamUser],
  ['AssumedRole', sessionOf],
  ['Role', role],
  ['FederatedUser', federatedUser],
  ['Directory', directoryUser],
  ['AWSAccount', awsAccount],
  ['AWSService', awsService],
  ['IdentityCenterUser', identityCenterUser],
  ['SAMLUser', samlUser],
  ['WebIdentityUser', webIdentityUser],
]);
