import { GetAccountCommand, GetEmailIdentityCommand, type SESv2Client } from '@aws-sdk/client-sesv2';
import { ifFound, withPermission } from './permission.ts';

export interface MailAccount {
  /** It sends to verified addresses only, and few mails. */
  readonly isInSandbox: boolean;
  /** SES may pause an account, for example after complaints. */
  readonly maySend: boolean;
}

export const mailAccount = async (ses: SESv2Client): Promise<MailAccount> => {
  const found = await withPermission('ses:GetAccount', ses.send(new GetAccountCommand({})));
  return { isInSandbox: found.ProductionAccessEnabled !== true, maySend: found.SendingEnabled !== false };
};

/** Whether SES has verified this address or domain. */
export const isVerified = async (ses: SESv2Client, identity: string): Promise<boolean> => {
  const command = new GetEmailIdentityCommand({ EmailIdentity: identity });
  return (await ifFound('ses:GetEmailIdentity', ses.send(command)))?.VerifiedForSendingStatus === true;
};
