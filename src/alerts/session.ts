import { type JsonObject, nonEmptyString, objectIn } from '../json.ts';
import { isFailedSignIn } from '../rules/outcome.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { accessKeyIn } from './who.ts';

/**
 * Whether the caller used MFA (CloudTrail User Guide, "CloudTrail userIdentity element"; IAM User Guide, "Sign-in
 * events"). Undefined where AWS cannot know: identity providers ask for MFA themselves, and services and instances have
 * none.
 */
export const mfaIn = (record: CloudTrailRecord): 'used' | 'not used' | undefined => {
  const MFAUsed = objectIn(record, 'additionalEventData')?.MFAUsed;
  if (MFAUsed === 'Yes') return 'used';
  const identity = objectIn(record, 'userIdentity');
  const session = objectIn(identity, 'sessionContext');
  const authenticated = String(objectIn(session, 'attributes')?.mfaAuthenticated);
  if (authenticated === 'true') return 'used';
  const isKnown = MFAUsed === 'No' ? isOwnSignIn(record, identity) : authenticated === 'false';
  return isKnown && !isOfProvider(identity, session) && !isOfService(identity, session)
    ? 'not used'
    : undefined;
};

/** `AKIA… (long-lived)`: temporary ones begin with ASIA (IAM User Guide, "IAM identifiers"). */
export const keyIn = (record: CloudTrailRecord): string | undefined => {
  const key = accessKeyIn(record);
  const kind = keyKinds[key?.slice(0, 4) ?? ''];
  return key === undefined || kind === undefined ? key : `${key.slice(0, 128)} (${kind})`;
};

const keyKinds: Readonly<Record<string, string | undefined>> = { AKIA: 'long-lived', ASIA: 'temporary' };

/** The version of TLS if it is below 1.2, which AWS has ceased to take for most of its APIs. */
export const oddTlsIn = (record: CloudTrailRecord): string | undefined => {
  const version = nonEmptyString(objectIn(record, 'tlsDetails')?.tlsVersion);
  return version !== undefined && /^(?:TLSv1(?:\.[01])?|SSLv\d)$/.test(version)
    ? `${version} (outdated)`
    : undefined;
};

/** `10.0.0.5 through vpce-1` */
export const endpointIn = ({ vpcEndpointId }: CloudTrailRecord): string | undefined =>
  nonEmptyString(vpcEndpointId)?.slice(0, 100);

/** With a wrong password, nobody is asked for MFA; for a session of a role, an identity provider may have asked. */
const isOwnSignIn = (record: CloudTrailRecord, identity: Fields): boolean =>
  /^(?:Root|IAMUser)$/.test(String(identity?.type)) && !isFailedSignIn(record);

type Fields = JsonObject | undefined;

const isOfProvider = (identity: Fields, session: Fields): boolean =>
  Object.keys(objectIn(session, 'webIdFederationData') ?? {}).length > 0 ||
  /^(?:SAMLUser|WebIdentityUser|IdentityCenterUser)$/.test(String(identity?.type)) ||
  // Roles of IAM Identity Center are below this path.
  String(objectIn(session, 'sessionIssuer')?.arn).includes('/aws-reserved/sso.amazonaws.com/');

const isOfService = (identity: Fields, session: Fields): boolean =>
  nonEmptyString(identity?.invokedBy) !== undefined || session?.ec2RoleDelivery !== undefined;
