import { partsOfArn } from '../../aws/arn.ts';
import type { EventSource } from '../../aws/live/function.ts';
import type { EventRule } from '../../aws/live/rules.ts';
import { shellWord } from '../../shell-word.ts';
import type { LiveCalls } from '../calls.ts';
import { anError, type LiveCheck, type LiveFinding, unchecked } from '../check.ts';
import { allows } from '../policy.ts';
import type { Subject } from '../subject.ts';
import { namesBucket } from './event-pattern.ts';
import { isOfLogFiles } from './notified-keys.ts';

/** Whether new log files reach the function: from S3 itself, or by EventBridge, SNS or SQS. */
export const trigger: LiveCheck = {
  name: 'trigger',
  look: async (subject, calls) => {
    const routes = await routesTo(subject, calls);
    if (routes.length === 0) return [await unreached(subject, calls)];
    const findings = await Promise.all(routes.map((route) => findingsOf(route, subject, calls)));
    return findings.flat();
  },
};

/** A way in which the function, or a queue that Lambda reads for it, learns of new objects. */
type Route =
  | { readonly by: 's3'; readonly target: string; readonly isOfLogFiles: boolean }
  | { readonly by: 'rule'; readonly target: string; readonly rule: EventRule }
  | { readonly by: 'topic'; readonly target: string; readonly topic: string }
  | { readonly by: 'queue'; readonly source: EventSource };

const routesTo = async (
  { bucket, function: { name, arn, targets } }: Subject,
  calls: LiveCalls,
): Promise<readonly Route[]> => {
  const notified = await calls.notifiedBy(bucket);
  const trails = (await calls.trails().catch(() => [])).filter((trail) => trail.bucket === bucket);
  const sources = await calls.eventSourcesOf(name);
  const isOurs = (target: string): boolean => target === arn || target.startsWith(`${arn}:`);
  const topics = new Set([
    ...notified.topics.map((topic) => topic.arn),
    // CloudTrail itself may notify a topic.
    ...trails.flatMap(({ topicArn }) => topicArn ?? []),
  ]);
  const subscribed = await Promise.all(
    [...topics].map(async (topic) => ({ topic, subscribers: await calls.subscribersOf(topic) })),
  );
  const ruled = notified.eventBridge
    ? await Promise.all(
        [...targets, ...sources.map((source) => source.arn)].map(async (target) => ({
          target,
          rules: (await calls.rulesFor(target)).filter(({ pattern }) => namesBucket(pattern, bucket)),
        })),
      )
    : [];
  const hears = ({ arn: queue }: EventSource): boolean =>
    notified.queues.some((one) => one.arn === queue) ||
    subscribed.some(({ subscribers }) => subscribers.includes(queue)) ||
    ruled.some(({ target, rules }) => target === queue && rules.length > 0);
  return [
    ...notified.functions
      .filter((one) => isOurs(one.arn))
      .map((one) => ({
        by: 's3' as const,
        target: one.arn,
        isOfLogFiles: isOfLogFiles(one, trails),
      })),
    ...ruled.flatMap(({ target, rules }) => rules.map((rule) => ({ by: 'rule' as const, target, rule }))),
    ...subscribed.flatMap(({ topic, subscribers }) =>
      subscribers.filter(isOurs).map((target) => ({ by: 'topic' as const, target, topic })),
    ),
    ...sources.filter(hears).map((source) => ({ by: 'queue' as const, source })),
  ];
};

const findingsOf = async (
  route: Route,
  subject: Subject,
  calls: LiveCalls,
): Promise<readonly LiveFinding[]> => {
  const { bucket, function: deployed } = subject;
  const { partition, account } = partsOfArn(deployed.arn);
  const mayInvoke = async (
    target: string,
    by: string,
    sourceArn: string,
  ): Promise<readonly LiveFinding[]> => {
    if (!target.includes(':lambda:')) return [];
    const policy = (await calls.policyOfFunction(target)) ?? '{}';
    const service = `${by}.amazonaws.com`;
    if (allows(policy, { service }, 'lambda:InvokeFunction', { 'aws:SourceArn': sourceArn })) return [];
    const owner = by === 's3' ? ` --source-account ${account}` : '';
    return [
      anError(
        `the function does not allow ${service} to invoke it for ${sourceArn}`,
        `aws lambda add-permission --function-name ${shellWord(target)} --statement-id doctor-${by} --action lambda:InvokeFunction --principal ${service} --source-arn ${shellWord(sourceArn)}${owner}`,
      ),
    ];
  };
  switch (route.by) {
    case 's3':
      return [
        ...(await mayInvoke(route.target, 's3', `arn:${partition}:s3:::${bucket}`)),
        ...(route.isOfLogFiles ? [] : [wrongKeys(bucket)]),
      ];
    case 'rule': {
      const { isEnabled, name, arn } = route.rule;
      const disabled = anError(
        `the rule ${name} of EventBridge is disabled`,
        `aws events enable-rule --name ${shellWord(name)}`,
      );
      return [...(isEnabled ? [] : [disabled]), ...(await mayInvoke(route.target, 'events', arn))];
    }
    case 'topic':
      return mayInvoke(route.target, 'sns', route.topic);
    case 'queue':
      return findingsOfSource(route.source);
  }
};

const wrongKeys = (bucket: string): LiveFinding =>
  anError(
    'S3 notifies the function of other keys than those of log files',
    `correct the filter that aws s3api get-bucket-notification-configuration --bucket ${shellWord(bucket)} shows`,
  );

const findingsOfSource = ({ arn, mappingId, isEnabled, takesPartialFailures }: EventSource) => {
  const update = `aws lambda update-event-source-mapping --uuid ${mappingId}`;
  return [
    ...(isEnabled ? [] : [anError(`Lambda does not read ${arn}: that is disabled`, `${update} --enabled`)]),
    ...(takesPartialFailures
      ? []
      : [
          anError(
            `messages of ${arn} that fail are lost: Lambda does not ask which of a batch failed`,
            `${update} --function-response-types ReportBatchItemFailures`,
          ),
        ]),
  ];
};

/** Log files may also come from CloudWatch Logs, Kinesis or Firehose, which nothing here looks at. */
const unreached = async (subject: Subject, calls: LiveCalls): Promise<LiveFinding> => {
  const { bucket, function: deployed } = subject;
  const { name, arn, targets } = deployed;
  const policy = (await calls.policyOfFunction(arn)) ?? '{}';
  const others = ['logs', 'firehose'].filter((service) =>
    allows(policy, { service: `${service}.amazonaws.com` }, 'lambda:InvokeFunction', {}),
  );
  const streams = (await calls.eventSourcesOf(name)).filter((source) => !source.arn.includes(':sqs:'));
  if (others.length > 0 || streams.length > 0)
    return unchecked(
      `${bucket} does not notify the function, which something else invokes: ${[...others, ...streams.map((stream) => stream.arn)].join(', ')}`,
      'docs/deploy.md, "Other triggers"',
    );
  const { eventBridge, topics } = await calls.notifiedBy(bucket);
  if (eventBridge)
    return anError(
      `${bucket} sends its events to EventBridge, but no rule there has the function as its target`,
      `aws events put-targets --rule RULE --targets ${shellWord(`Id=function,Arn=${arn}`)}`,
    );
  const merge = `aws s3api get-bucket-notification-configuration --bucket ${shellWord(bucket)} | tattletail notifications --bucket ${shellWord(bucket)}`;
  const rules = (await Promise.all(targets.map(calls.rulesFor))).flat();
  const waiting = rules.find(({ pattern }) => namesBucket(pattern, bucket));
  if (waiting !== undefined)
    return anError(
      `the rule ${waiting.name} waits for the events of ${bucket}, which does not send them to EventBridge`,
      `${merge} --eventbridge`,
    );
  const trails = (await calls.trails().catch(() => [])).filter((trail) => trail.bucket === bucket);
  const topic = topics.find((one) => isOfLogFiles(one, trails));
  return topic === undefined
    ? anError(
        `${bucket} does not notify the function of new log files`,
        `${merge} --function ${shellWord(arn)}`,
      )
    : anError(
        `${bucket} notifies ${topic.arn}, to which the function is not subscribed`,
        `aws sns subscribe --topic-arn ${shellWord(topic.arn)} --protocol lambda --notification-endpoint ${shellWord(arn)}`,
      );
};
