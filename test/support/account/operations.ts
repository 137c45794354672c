import type { JsonObject } from '../../../src/json.ts';
import { type Call, decide } from '../iam/policy.ts';
import { type Account, functionArn } from './account.ts';
import { failure, json11, type Protocol, query, type Result, restJson, result } from './protocols.ts';

interface Service {
  readonly protocol: Protocol;
  readonly operations: Readonly<Record<string, (account: Account, input: JsonObject) => Result>>;
}

/** What the checks of a deployed function ask, by the service that requests are signed for, as in permissions. S3 is in s3.ts. */
export const services: Readonly<Record<string, Service>> = {
  cloudtrail: {
    protocol: json11,
    operations: {
      DescribeTrails: ({ trails }) => result({ trailList: trails }),
      GetTrailStatus: ({ trails, trailStatus }, { Name }) =>
        trails.some(({ TrailARN }) => TrailARN === Name)
          ? result(trailStatus)
          : failure(400, 'TrailNotFoundException'),
    },
  },
  events: {
    protocol: json11,
    operations: {
      ListRuleNamesByTarget: ({ rules }, { TargetArn }) =>
        result({
          RuleNames: rules
            .filter(({ targets }) => targets.includes(String(TargetArn)))
            .map(({ name }) => name),
        }),
      DescribeRule: ({ rules }, { Name }) => {
        const rule = rules.find(({ name }) => name === Name);
        if (rule === undefined) return failure(400, 'ResourceNotFoundException');
        const { name, arn, state, pattern } = rule;
        return result({ Name: name, Arn: arn, State: state, EventPattern: JSON.stringify(pattern) });
      },
    },
  },
  lambda: {
    protocol: restJson({
      GetFunctionConfiguration: ['GET', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/configuration$/],
      GetPolicy: ['GET', /^\/2015-03-31\/functions\/(?<name>[^/]+)\/policy$/],
      GetFunctionConcurrency: ['GET', /^\/2019-09-30\/functions\/(?<name>[^/]+)\/concurrency$/],
      GetFunctionEventInvokeConfig: ['GET', /^\/2019-09-25\/functions\/(?<name>[^/]+)\/event-invoke-config$/],
      ListEventSourceMappings: ['GET', /^\/2015-03-31\/event-source-mappings\/?$/],
    }),
    operations: {
      GetFunctionConfiguration: (account, input) => ofFunction(input, result(account.function)),
      GetPolicy: ({ functionPolicy }, input) =>
        functionPolicy.length === 0
          ? notFound
          : ofFunction(
              input,
              result({ Policy: JSON.stringify({ Version: '2012-10-17', Statement: functionPolicy }) }),
            ),
      GetFunctionConcurrency: ({ concurrency }, input) =>
        ofFunction(input, result({ ReservedConcurrentExecutions: concurrency })),
      GetFunctionEventInvokeConfig: ({ onFailure }, input) =>
        onFailure === undefined
          ? notFound
          : ofFunction(input, result({ DestinationConfig: { OnFailure: { Destination: onFailure } } })),
      ListEventSourceMappings: ({ mappings }) => result({ EventSourceMappings: mappings }),
    },
  },
  iam: {
    protocol: query('AccessDenied'),
    operations: {
      SimulatePrincipalPolicy: ({ rolePolicies, function: { Role } }, input) => {
        if (input.PolicySourceArn !== Role) return failure(404, 'NoSuchEntity');
        const context = Object.fromEntries(
          numbered(input, 'ContextEntries.member.#.ContextKeyName').map((name, at) => [
            name,
            String(input[`ContextEntries.member.${at + 1}.ContextKeyValues.member.1`]),
          ]),
        );
        return result({
          EvaluationResults: numbered(input, 'ActionNames.member.#').flatMap((action) =>
            numbered(input, 'ResourceArns.member.#').map((resource) => ({
              EvalActionName: action,
              EvalResourceName: resource,
              EvalDecision: decisionOf(rolePolicies, { action, resource, context }),
            })),
          ),
        });
      },
    },
  },
  sns: {
    protocol: query('AuthorizationError'),
    operations: {
      GetTopicAttributes: ({ topics }, { TopicArn }) => {
        const topic = topics.get(String(TopicArn));
        return topic === undefined
          ? failure(404, 'NotFound', 'Topic does not exist')
          : result({ Attributes: { entry: { key: 'Policy', value: JSON.stringify(topic.policy) } } });
      },
      ListSubscriptionsByTopic: ({ topics }, { TopicArn }) => {
        const topic = topics.get(String(TopicArn));
        if (topic === undefined) return failure(404, 'NotFound', 'Topic does not exist');
        return result({
          Subscriptions: topic.subscribers.map(({ protocol, endpoint }) => ({
            ...{ Protocol: protocol, Endpoint: endpoint, TopicArn, SubscriptionArn: `${TopicArn}:1` },
          })),
        });
      },
    },
  },
  ses: {
    protocol: restJson({
      GetAccount: ['GET', /^\/v2\/email\/account$/],
      GetEmailIdentity: ['GET', /^\/v2\/email\/identities\/(?<identity>[^/]+)$/],
    }),
    operations: {
      GetAccount: ({ mail }) => result(mail),
      GetEmailIdentity: ({ identities }, { identity }) =>
        identities.has(String(identity))
          ? result({ VerifiedForSendingStatus: true })
          : failure(404, 'NotFoundException'),
    },
  },
  ssm: {
    protocol: json11,
    operations: {
      GetParameter: ({ parameters }, { Name }) => {
        const value = parameters.get(String(Name));
        return value === undefined
          ? failure(400, 'ParameterNotFound')
          : result({ Parameter: { Name, Type: 'SecureString', Value: value } });
      },
    },
  },
  secretsmanager: {
    protocol: json11,
    operations: {
      GetSecretValue: ({ secrets }, { SecretId }) => {
        const value = secrets.get(String(SecretId));
        return value === undefined
          ? failure(400, 'ResourceNotFoundException')
          : result({ Name: SecretId, SecretString: value });
      },
    },
  },
};

const notFound = failure(404, 'ResourceNotFoundException');

/** A function is known by its name and by its ARN. */
const ofFunction = ({ name }: JsonObject, found: Result): Result =>
  [functionArn, 'cloudtrail-tattletail'].includes(String(name)) ? found : notFound;

const numbered = (form: JsonObject, name: string): readonly string[] => {
  const value = form[name.replace('#', '1')];
  const values: string[] = value === undefined ? [] : [String(value)];
  for (let at = 2; form[name.replace('#', String(at))] !== undefined; at++)
    values.push(String(form[name.replace('#', String(at))]));
  return values;
};

const decisionOf = (policies: readonly unknown[], call: Call): string =>
  ({ allowed: 'allowed', denied: 'explicitDeny', 'not allowed': 'implicitDeny' })[decide(policies, call)];
