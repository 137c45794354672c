import {
  GetTopicAttributesCommand,
  ListSubscriptionsByTopicCommand,
  type SNSClient,
} from '@aws-sdk/client-sns';
import { ifFound, withPermission } from './permission.ts';

/** The functions and queues that a topic sends to, by their ARNs. */
export const subscribersOf = async (sns: SNSClient, topicArn: string): Promise<readonly string[]> => {
  const found: string[] = [];
  let token: string | undefined;
  do {
    const command = new ListSubscriptionsByTopicCommand({ TopicArn: topicArn, NextToken: token });
    const page = await withPermission('sns:ListSubscriptionsByTopic', sns.send(command));
    for (const { Protocol, Endpoint, SubscriptionArn } of page.Subscriptions ?? [])
      if (/^(?:lambda|sqs)$/.test(Protocol ?? '') && SubscriptionArn !== 'PendingConfirmation')
        found.push(Endpoint ?? '');
    token = page.NextToken;
  } while (token !== undefined);
  return found;
};

/** The policy of a topic, as JSON. Undefined if there is no such topic. */
export const policyOfTopic = async (sns: SNSClient, topicArn: string): Promise<string | undefined> => {
  const command = new GetTopicAttributesCommand({ TopicArn: topicArn });
  const found = await ifFound('sns:GetTopicAttributes', sns.send(command));
  return found === undefined ? undefined : (found.Attributes?.Policy ?? '{}');
};
