import { type IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import pLimit from 'p-limit';
import { withPermission } from './permission.ts';

/** A call that a role is to make. */
export interface RoleCall {
  readonly action: string;
  /** ARNs, of which one must be allowed. */
  readonly resources: readonly [string, ...string[]];
  /** What the conditions of a policy may ask for. */
  readonly context?: Readonly<Record<string, string>>;
}

/**
 * The calls that the policies of a role do not allow. Those of buckets, keys and topics are not asked (IAM API Reference,
 * "SimulatePrincipalPolicy").
 */
export const notAllowedBy = async (
  iam: IAMClient,
  roleArn: string,
  calls: readonly RoleCall[],
): Promise<readonly RoleCall[]> => {
  const limit = pLimit(4);
  const decisions = await Promise.all(calls.map((call) => limit(() => isAllowed(iam, roleArn, call))));
  return calls.filter((_, at) => decisions[at] === false);
};

const isAllowed = async (
  iam: IAMClient,
  roleArn: string,
  { action, resources, context = {} }: RoleCall,
): Promise<boolean> => {
  const command = new SimulatePrincipalPolicyCommand({
    PolicySourceArn: roleArn,
    ActionNames: [action],
    ResourceArns: [...resources],
    ContextEntries: Object.entries(context).map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyType: 'string',
      ContextKeyValues: [value],
    })),
  });
  const { EvaluationResults = [] } = await withPermission('iam:SimulatePrincipalPolicy', iam.send(command));
  // Without ResourceSpecificResults, there is one result for each resource.
  return EvaluationResults.flatMap(({ EvalDecision, ResourceSpecificResults = [] }) =>
    ResourceSpecificResults.length === 0
      ? [EvalDecision]
      : ResourceSpecificResults.map(({ EvalResourceDecision }) => EvalResourceDecision),
  ).includes('allowed');
};
