import { partsOfArn } from '../../aws/arn.ts';
import { anError, type LiveCheck, type LiveFinding } from '../check.ts';
import { allows } from '../policy.ts';

/** Whether the topics of the config exist, and those of other accounts let the function publish. */
export const topics: LiveCheck = {
  name: 'topics',
  needsConfig: true,
  look: async ({ topics: arns, function: { arn: functionArn, roleArn } }, { policyOfTopic }) => {
    const { account: own } = partsOfArn(functionArn);
    const found = await Promise.all(
      arns.map(async (arn): Promise<readonly LiveFinding[]> => {
        const policy = await policyOfTopic(arn);
        const { region, account, resource: name } = partsOfArn(arn);
        if (policy === undefined)
          return [
            anError(
              `there is no topic ${arn}`,
              `aws sns create-topic --region ${region} --name ${name}, or correct sns_arn`,
            ),
          ];
        // By default, a topic allows every caller of its own account (SNS Developer Guide, "Amazon SNS access control").
        const context = { 'aws:SourceOwner': own, 'aws:PrincipalAccount': own, 'aws:PrincipalArn': roleArn };
        if (account === own || allows(policy, { role: roleArn }, 'sns:Publish', context)) return [];
        return [
          anError(
            `the topic ${arn} of another account does not allow ${roleArn} to publish`,
            `in account ${account}: aws sns add-permission --region ${region} --topic-arn ${arn} --label tattletail --action-name Publish --aws-account-id ${own}`,
          ),
        ];
      }),
    );
    return found.flat();
  },
};
