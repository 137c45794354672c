import {
  DescribeRuleCommand,
  type EventBridgeClient,
  ListRuleNamesByTargetCommand,
} from '@aws-sdk/client-eventbridge';
import { ifFound, withPermission } from './permission.ts';

/** A rule of the default bus, to which S3 sends its events. */
export interface EventRule {
  readonly name: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  /** As JSON. */
  readonly pattern: string | undefined;
}

/** The rules that have this function or queue as a target. */
export const rulesFor = async (
  events: EventBridgeClient,
  targetArn: string,
): Promise<readonly EventRule[]> => {
  const rules: EventRule[] = [];
  let token: string | undefined;
  do {
    const command = new ListRuleNamesByTargetCommand({ TargetArn: targetArn, NextToken: token });
    const page = await withPermission('events:ListRuleNamesByTarget', events.send(command));
    for (const name of page.RuleNames ?? []) rules.push(...(await ruleCalled(events, name)));
    token = page.NextToken;
  } while (token !== undefined);
  return rules;
};

const ruleCalled = async (events: EventBridgeClient, name: string): Promise<readonly EventRule[]> => {
  const found = await ifFound('events:DescribeRule', events.send(new DescribeRuleCommand({ Name: name })));
  return found?.Arn === undefined
    ? []
    : [{ name, arn: found.Arn, isEnabled: found.State !== 'DISABLED', pattern: found.EventPattern }];
};
