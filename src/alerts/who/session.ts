import { nonEmptyString, objectIn } from '../../json.ts';
import { callerArn, providerName, splitAt } from './arn.ts';
import {
  arnIn,
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
import { isInstanceId, isMachineMade } from './session-name.ts';

/**
 * A session of a role, by the most certain that is known of who opened it: the source identity, which stays the same
 * from role to role; the person of Identity Center; the function or instance that AWS handed the credentials to; and
 * the name of the session, which whoever opens it mostly chooses.
 */
export const sessionOf = (context: Context): Caller => {
  const { identity } = context;
  const { role, isOfIdentityCenter, session } = partsOf(context);
  const sourceIdentity = nonEmptyString(objectIn(identity, 'sessionContext')?.sourceIdentity);
  const person = personIn(identity);
  const workload = workloadIn(context, session);
  const store = present(identityStoreIn(context));
  const forPerson = [...labelled('for Identity Center user', person), ...store];
  const named = (name: Line, more: readonly Line[] = [], kind = role): Caller => ({
    short: titled(name, kind, context),
    more: [...more, ...providerIn(context), ...arnIn(context)],
  });

  if (sourceIdentity !== undefined)
    return named(line`${sourceIdentity}`, forPerson, line`source identity, ${role}`);
  if (isOfIdentityCenter && session !== undefined) return named(line`${session}`, forPerson);
  if (person !== undefined) return named(line`Identity Center user ${person}`, store);
  if (workload !== undefined) return named(workload);
  if (session !== undefined && !isMachineMade(session)) return named(line`${session}`);
  const arn = arnIn(context);
  return {
    short: untitled(line`unnamed session of ${role}`, context),
    more: [
      ...hintsIn(context),
      ...providerIn(context),
      ...(arn.length === 0 ? labelled('session name', session) : arn),
    ],
  };
};

/**
 * The ARN of a session is `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`, its principal ID `ROLE_ID:SESSION`. Identity
 * Center names its roles `AWSReservedSSO_PERMISSION-SET_HASH` and their sessions after the person. Only the path of a role
 * shows that it is one of these.
 */
const partsOf = (context: Context) => {
  const { identity } = context;
  const issuer = objectIn(objectIn(identity, 'sessionContext'), 'sessionIssuer');
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

/**
 * `inScopeOf` says to which function or instance a service handed the credentials out, and `ec2RoleDelivery` that an
 * instance got them from its metadata service (CloudTrail User Guide, "CloudTrail userIdentity element"). Whoever assumes
 * a role by themselves can give their session the same name, but not these.
 */
const workloadIn = ({ identity }: Context, session: string | undefined): Line | undefined => {
  const scope = objectIn(identity, 'inScopeOf');
  const issuedTo = nonEmptyString(scope?.credentialsIssuedTo) ?? '';
  const [, functionName] = /^arn:[\w-]+:lambda:[\w-]+:\d+:function:([^:]+)/.exec(issuedTo) ?? [];
  if (functionName !== undefined) return line`function ${functionName}`;
  const delivery = nonEmptyString(objectIn(identity, 'sessionContext')?.ec2RoleDelivery);
  const named =
    delivery !== undefined && session !== undefined && isInstanceId(session) ? session : undefined;
  const instance = /^arn:[\w-]+:ec2:[\w-]+:\d+:instance\/(.+)$/.exec(issuedTo)?.[1] ?? named;
  return instance === undefined ? undefined : line`instance ${instance}`;
};

/** Who vouched for a session of a web identity, and what for; `attributes` has the subject of Cognito and others. */
const providerIn = ({ identity }: Context): readonly Line[] => {
  const federation = objectIn(objectIn(identity, 'sessionContext'), 'webIdFederationData');
  const provider = nonEmptyString(federation?.federatedProvider);
  if (federation === undefined || provider === undefined) return [];
  const subject = Object.entries(objectIn(federation, 'attributes') ?? {}).find(([key]) =>
    /(?:^|:)sub$/.test(key),
  );
  return [line`web identity of ${providerName(provider)}`, ...labelled('subject', subject?.[1])];
};
