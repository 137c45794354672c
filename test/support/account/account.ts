import { isJsonObject, type JsonObject } from '../../../src/json.ts';
import type { ResolvedTemplate } from '../cloudformation/resolve.ts';
import { propertiesOf, rolePolicyOf, type Trigger } from '../template.ts';

/** What is in an AWS account that a deployed function has to do with. A test may break any of it. */
export interface Account {
  /** What the caller may not do, such as s3:GetBucketNotification. */
  readonly denied: Set<string>;
  /** As DescribeTrails and GetTrailStatus show them. */
  trails: Record<string, unknown>[];
  trailStatus: Record<string, unknown>;
  notified: {
    eventBridge: boolean;
    readonly functions: NotifiedTarget[];
    readonly queues: NotifiedTarget[];
    readonly topics: NotifiedTarget[];
  };
  /** As GetFunctionConfiguration shows it. */
  function: Record<string, unknown> & { Environment: { Variables: Record<string, string> } };
  /** The statements of its policy. */
  functionPolicy: JsonObject[];
  concurrency: number | undefined;
  onFailure: string | undefined;
  mappings: Record<string, unknown>[];
  rules: { name: string; arn: string; state: string; pattern: unknown; targets: readonly string[] }[];
  /** By ARN. */
  readonly topics: Map<string, { policy: unknown; subscribers: { protocol: string; endpoint: string }[] }>;
  /** The policies of the function's role. */
  rolePolicies: unknown[];
  /** What SES has verified. */
  readonly identities: Set<string>;
  mail: { ProductionAccessEnabled: boolean; SendingEnabled: boolean };
  readonly parameters: Map<string, string>;
  readonly secrets: Map<string, string>;
  readonly buckets: Set<string>;
  /** By bucket and key. */
  readonly objects: Map<string, string>;
  storeIgnoresConditions: boolean;
}

export interface NotifiedTarget {
  readonly arn: string;
  readonly events?: readonly string[];
  readonly prefix?: string;
}

export const functionArn = 'arn:aws:lambda:eu-central-1:111122223333:function:cloudtrail-tattletail';
export const trailArn = 'arn:aws:cloudtrail:eu-central-1:111122223333:trail/main';

/** The account in which a template was deployed, once its bucket notifies what the output NextCommand says. */
export const accountOf = (trigger: Trigger, template: ResolvedTemplate): Account => {
  const all = (type: string): readonly JsonObject[] =>
    Object.values(template.resources).flatMap(({ Type, Properties }) => (Type === type ? [Properties] : []));
  const { Role, Runtime, Timeout, MemorySize, FunctionName, Environment } = propertiesOf(
    template,
    'Function',
  );
  const topics: Account['topics'] = new Map();
  for (const { TopicArn, Protocol, Endpoint } of all('AWS::SNS::Subscription'))
    topics.set(String(TopicArn), {
      policy: {},
      subscribers: [{ protocol: String(Protocol), endpoint: String(Endpoint) }],
    });
  const mappings = all('AWS::Lambda::EventSourceMapping').map(
    ({ EventSourceArn, FunctionResponseTypes }) => ({
      ...{ UUID: 'b9f7', State: 'Enabled', EventSourceArn, FunctionResponseTypes },
    }),
  );
  const target = (arn: unknown): NotifiedTarget => ({ arn: String(arn), prefix: 'AWSLogs/' });
  return {
    denied: new Set(),
    trails: [{ Name: 'main', TrailARN: trailArn, S3BucketName: 'my-trail' }],
    trailStatus: { IsLogging: true, LatestDeliveryTime: Date.now() / 1000 - 180 },
    notified: {
      eventBridge: trigger === 'eventbridge',
      functions: trigger === 's3' ? [target(functionArn)] : [],
      queues: trigger === 'sqs' && topics.size === 0 ? mappings.map((one) => target(one.EventSourceArn)) : [],
      topics: [...topics.keys()].map(target),
    },
    function: {
      ...{ FunctionName, FunctionArn: functionArn, Role, Runtime, State: 'Active' },
      ...{ Timeout: Number(Timeout), MemorySize: Number(MemorySize), LastUpdateStatus: 'Successful' },
      Environment: {
        // The template makes texts of them.
        Variables: {
          ...((isJsonObject(Environment) ? Environment.Variables : {}) as Record<string, string>),
        },
      },
    },
    functionPolicy: all('AWS::Lambda::Permission').map(({ Principal, SourceArn, SourceAccount }) => ({
      Effect: 'Allow',
      Action: 'lambda:InvokeFunction',
      Resource: functionArn,
      Principal: { Service: Principal ?? '' },
      Condition: {
        ArnLike: { 'AWS:SourceArn': SourceArn ?? '' },
        ...(SourceAccount !== undefined && { StringEquals: { 'AWS:SourceAccount': SourceAccount } }),
      },
    })),
    concurrency: undefined,
    onFailure: 'arn:aws:s3:::ledger',
    mappings,
    rules: Object.entries(template.resources)
      .filter(([, { Type }]) => Type === 'AWS::Events::Rule')
      .map(([logical, { Properties }]) => {
        const name = `cloudtrail-tattletail-${logical.toLowerCase()}-1abc`;
        const arn = `arn:aws:events:eu-central-1:111122223333:rule/${name}`;
        return { name, arn, state: 'ENABLED', pattern: Properties.EventPattern, targets: [functionArn] };
      }),
    topics,
    rolePolicies: [rolePolicyOf(template)],
    identities: new Set(),
    mail: { ProductionAccessEnabled: true, SendingEnabled: true },
    parameters: new Map(),
    secrets: new Map(),
    buckets: new Set(['my-trail', 'ledger', 'config']),
    objects: new Map(),
    storeIgnoresConditions: false,
  };
};
