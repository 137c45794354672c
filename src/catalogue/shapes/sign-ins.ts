import type { JsonObject } from '../../json.ts';
import { aCall, account, type Shape, without } from './shape.ts';

/** CloudTrail User Guide, "AWS Management Console sign-in events"; IAM Identity Center's, "… sign-in events". */
export const signIns = (): readonly Shape[] => [
  { name: 'a console sign-in', record: consoleLogin(user, 'Success', { MFAUsed: 'No' }) },
  {
    name: 'a console sign-in with MFA',
    record: consoleLogin(user, 'Success', {
      MFAUsed: 'Yes',
      MFAIdentifier: `arn:aws:iam::${account}:mfa/alice`,
    }),
  },
  { name: 'a console sign-in of root', record: consoleLogin(root, 'Success', { MFAUsed: 'No' }) },
  {
    name: 'a failed console sign-in',
    record: consoleLogin(without(user, 'arn'), 'Failure', { MFAUsed: 'No' }),
  },
  {
    name: "a failed console sign-in with a name that is no user's",
    record: consoleLogin(
      { type: 'IAMUser', accountId: account, accessKeyId: '', userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      'Failure',
      { MFAUsed: 'No' },
    ),
  },
  { name: 'a failed console sign-in of root', record: consoleLogin(root, 'Failure', { MFAUsed: 'No' }) },
  {
    name: 'a console sign-in through Identity Center, which says nothing of MFA',
    record: consoleLogin(
      {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLEROLE000001:bob@example.com',
        arn: `arn:aws:sts::${account}:assumed-role/AWSReservedSSO_Admin_0123456789abcdef/bob@example.com`,
        accountId: account,
      },
      'Success',
      {},
    ),
  },
  {
    name: 'a check of MFA',
    record: signIn('CheckMfa', without(user, 'arn'), {
      responseElements: { CheckMfa: 'Success' },
      additionalEventData: { MfaType: 'Virtual MFA' },
    }),
  },
  {
    name: 'a switch of roles',
    record: signIn('SwitchRole', user, {
      responseElements: { SwitchRole: 'Success' },
      additionalEventData: {
        SwitchFrom: `arn:aws:iam::${account}:user/alice`,
        RedirectTo: 'https://console.aws.amazon.com',
      },
    }),
  },
  {
    name: "a recovery of root's password",
    record: signIn('PasswordRecoveryRequested', root, {
      responseElements: { PasswordRecoveryRequested: 'Success' },
    }),
  },
  {
    name: 'a sign-in token that was made from keys',
    record: signIn(
      'GetSigninToken',
      {
        type: 'AssumedRole',
        principalId: 'AROAEXAMPLEROLE000001:session',
        arn: `arn:aws:sts::${account}:assumed-role/web/session`,
        accountId: account,
      },
      { responseElements: { credentials: 'HIDDEN_DUE_TO_SECURITY_REASONS', GetSigninToken: 'Success' } },
    ),
  },
  {
    name: 'a sign-in to Identity Center',
    record: signIn(
      'UserAuthentication',
      { type: 'Unknown', principalId: '', accountId: account, userName: 'bob' },
      {
        eventType: 'AwsServiceEvent',
        responseElements: null,
        serviceEventDetails: { UserAuthentication: 'Success' },
        additionalEventData: {
          AuthWorkflowID: 'fd2b1c3a',
          LoginTo: 'https://example.awsapps.com/start',
          CredentialType: 'PASSWORD',
        },
        readOnly: false,
        managementEvent: true,
      },
    ),
  },
];

const user: JsonObject = {
  type: 'IAMUser',
  principalId: 'AIDAEXAMPLEALICE00001',
  arn: `arn:aws:iam::${account}:user/alice`,
  accountId: account,
  userName: 'alice',
};

const root: JsonObject = {
  type: 'Root',
  principalId: account,
  arn: `arn:aws:iam::${account}:root`,
  accountId: account,
  accessKeyId: '',
};

const consoleLogin = (
  userIdentity: JsonObject,
  outcome: 'Success' | 'Failure',
  about: JsonObject,
): JsonObject =>
  signIn('ConsoleLogin', userIdentity, {
    ...(outcome === 'Failure' && { errorMessage: 'Failed authentication' }),
    responseElements: { ConsoleLogin: outcome },
    additionalEventData: {
      LoginTo: 'https://console.aws.amazon.com/console/home?isauthcode=true',
      MobileVersion: 'No',
      ...about,
    },
  });

const signIn = (eventName: string, userIdentity: JsonObject, fields: JsonObject): JsonObject => ({
  ...without(aCall(), 'requestID', 'readOnly', 'managementEvent', 'tlsDetails'),
  userIdentity,
  eventSource: 'signin.amazonaws.com',
  eventName,
  awsRegion: 'us-east-1',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  requestParameters: null,
  eventType: 'AwsConsoleSignIn',
  ...fields,
});
