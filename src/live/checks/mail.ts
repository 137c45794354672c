import { partsOfArn } from '../../aws/arn.ts';
import { shellWord } from '../../shell-word.ts';
import { anError, aWarning, type LiveCheck } from '../check.ts';

/** Whether SES may send from the senders of the config, and to everybody. */
export const mail: LiveCheck = {
  name: 'mail',
  needsConfig: true,
  look: async ({ senders, function: { arn } }, { mailAccount, isVerified }) => {
    if (senders.length === 0) return [];
    const { region } = partsOfArn(arn);
    const verified = await Promise.all(
      senders.map(async (sender) => {
        for (const identity of identitiesOf(sender)) if (await isVerified(identity)) return true;
        return false;
      }),
    );
    const { isInSandbox, maySend } = await mailAccount();
    return [
      ...senders
        .filter((_, at) => !verified[at])
        .map((sender) =>
          anError(
            `SES in ${region} has verified neither ${sender} nor its domain`,
            `aws sesv2 create-email-identity --region ${region} --email-identity ${shellWord(sender)}`,
          ),
        ),
      ...(maySend
        ? []
        : [
            anError(
              `SES has stopped sending of this account in ${region}`,
              'the account dashboard of SES says why',
            ),
          ]),
      ...(isInSandbox
        ? [
            aWarning(
              `SES in ${region} is in its sandbox: it sends to verified addresses only, and 200 mails a day`,
              `aws sesv2 put-account-details --region ${region} --production-access-enabled --mail-type TRANSACTIONAL --website-url URL`,
            ),
          ]
        : []),
    ];
  },
};

/** The address and its domains: a verified domain verifies its addresses and subdomains (SES Developer Guide, "Verified identities"). */
export const identitiesOf = (sender: string): readonly [string, ...string[]] => {
  const labels = (sender.split('@').at(-1) ?? '').split('.');
  return [sender, ...labels.slice(0, -1).map((_, at) => labels.slice(at).join('.'))];
};
