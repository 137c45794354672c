import { nonEmptyString } from '../../json.ts';
import { callerArn, providerName } from './arn.ts';
import {
  arnIn,
  type Caller,
  type Context,
  identityStoreIn,
  objectIn,
  ofAccount,
  personIn,
  present,
  throughService,
} from './caller.ts';
import { type Line, line } from './line.ts';
import { isInstanceId, isMachineMade } from './session-name.ts';

/**
 * A session of a role, by the most certain that is known of who opened it: the source identity, which stays the same
 * from role to role; the person of Identity Center; the function or instance that AWS handed the credentials to; and
 * the name of the session, which whoever opens it mostly chooses.
 */
export const sessionOf = (context: Context): Caller => {
  const { identity, record } = context;
  const { role, isOfIdentityCenter, session } = partsOf(context);
  const through = throughService(context);
  const sourceIdentity = nonEmptyString(objectIn(identity, 'sessionContext')?.sourceIdentity);
  const person = personIn(identity);
  const workload = workloadIn(context, session);
  const more = present(
    person === undefined ? undefined : line`for Identity Center user ${person}`,
    person === undefined ? undefined : identityStoreIn(context),
    ...providerIn(context),
  );
  const caller = (short: Line, hints: readonly Line[] = []): Caller => ({
    short,
    more: [...more, ...hints, ...arnIn(context)],
  });

  if (sourceIdentity !== undefined)
    return caller(line`${sourceIdentity} (source identity, ${role}${through})`);
  if (isOfIdentityCenter && session !== undefined) return caller(line`${session} (${role}${through})`);
  if (person !== undefined) return caller(line`Identity Center user ${person} (${role}${through})`);
  if (workload !== undefined) return caller(line`${workload} (${role}${through})`);
  if (session !== undefined && !isMachineMade(session)) return caller(line`${session} (${role}${through})`);
  return caller(line`unnamed session of ${role}${through}`, [
    ...labelled('access key', identity.accessKeyId),
    ...labelled('from', record.sourceIPAddress),
  ]);
};

/**
 * The ARN of a session is `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, its principal ID `ROLE_ID:SESSION`. Identity
 * Center names its roles `AWSReservedSSO_PERMISSION-SET_HASH` and their sessions after the person. Only the path of a role
 * shows that it is one of these.
 */
const partsOf = (context: Context) => {
  const { identity } = context;
  const issuer = objectIn(objectIn(identity, 'sessionContext') ?? {}, 'sessionIssuer');
  const arn = callerArn(identity.arn);
  const [fromArn, sessionFromArn] = arn?.kind === 'assumed-role' ? splitAt('/', arn.path) : [];
  const [id, sessionFromId] = splitAt(':', nonEmptyString(identity.principalId) ?? '');
  const name = fromArn ?? nonEmptyString(issuer?.userName);
  const permissionSet = callerArn(issuer?.arn)?.path.startsWith('aws-reserved/sso.amazonaws.com/')
    ? /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name ?? '')?.[1]
    : undefined;
  const of = ofAccount(identity.accountId ?? arn?.account, context);
  return {
    role:
      permissionSet === undefined ? line`${roleLine(name, id)}${of}` : line`role ${permissionSet} (SSO)${of}`,
    isOfIdentityCenter: permissionSet !== undefined,
    session: sessionFromArn ?? sessionFromId,
  };
};

const roleLine = (name: string | undefined, id: string | undefined): Line => {
  if (name !== undefined) return line`role ${name}`;
  return id === undefined ? line`a role` : line`role with id ${id}`;
};

const splitAt = (separator: string, text: string): readonly [string | undefined, string | undefined] => {
  const end = text.indexOf(separator);
  return end < 0
    ? [nonEmptyString(text), undefined]
    : [nonEmptyString(text.slice(0, end)), nonEmptyString(text.slice(end + 1))];
};

/**
 * `inScopeOf` says to which function a service handed the credentials out, and `ec2RoleDelivery` that an instance got
 * them from its metadata service (CloudTrail User Guide, "CloudTrail userIdentity element"). Whoever assumes a role by
 * themselves can give their session the same name, but not these.
 */
const workloadIn = ({ identity }: Context, session: string | undefined): Line | undefined => {
  const scope = objectIn(identity, 'inScopeOf');
  const issuedTo = nonEmptyString(scope?.credentialsIssuedTo) ?? '';
  const [, functionName] = /^arn:[\w-]+:lambda:[\w-]+:\d+:function:([^:]+)/.exec(issuedTo) ?? [];
  if (scope?.issuerType === 'AWS::Lambda::Function' && functionName !== undefined)
    return line`function ${functionName}`;
  const delivery = nonEmptyString(objectIn(identity, 'sessionContext')?.ec2RoleDelivery);
  return delivery !== undefined && session !== undefined && isInstanceId(session)
    ? line`instance ${session}`
    : undefined;
};

/** Who vouched for a session of a web identity, and what for; `attributes` has the subject of Cognito and others. */
const providerIn = ({ identity }: Context): readonly Line[] => {
  const federation = objectIn(objectIn(identity, 'sessionContext') ?? {}, 'webIdFederationData');
  const provider = nonEmptyString(federation?.federatedProvider);
  if (federation === undefined || provider === undefined) return [];
  const subject = Object.entries(objectIn(federation, 'attributes') ?? {}).find(([key]) =>
    /(?:^|:)sub$/.test(key),
  );
  return [line`web identity of ${providerName(provider)}`, ...labelled('subject', subject?.[1])];
};

const labelled = (label: string, value: unknown): readonly Line[] => {
  const text = nonEmptyString(value);
  return text === undefined ? [] : [[`${label} `, ...line`${text}`]];
};
