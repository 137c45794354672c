import type {
  BurstAlert,
  FailureAlert,
  MatchAlert,
  OperationalAlert,
  OperationalProblem,
  Roundup,
} from '../../src/alerts/alert.ts';
import { collectBursts } from '../../src/alerts/bursts.ts';
import { collectFailures } from '../../src/alerts/failures.ts';
import { operationalAlert } from '../../src/alerts/operational.ts';
import { entryOf } from '../../src/alerts/roundup.ts';
import type { Tag } from '../../src/alerts/tag.ts';
import type { Invocation } from '../../src/invocation.ts';
import type { JsonObject } from '../../src/json.ts';
import type { RuleFailure } from '../../src/rules/match.ts';
import type { Rule } from '../../src/rules/rule.ts';
import type { Threshold } from '../../src/rules/threshold.ts';
import type { CloudTrailRecord } from '../../src/trail/record.ts';

/** A record as CloudTrail writes it, with what a test cares about in place. */
export const aRecord = (fields: JsonObject = {}): CloudTrailRecord => ({
  eventVersion: '1.11',
  userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:user/alice', accountId: '111122223333' },
  eventTime: '2026-11-20T09:02:11Z',
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateAccessKey',
  awsRegion: 'us-east-1',
  sourceIPAddress: '203.0.113.7',
  eventID: 'event-1',
  recipientAccountId: '111122223333',
  ...fields,
});

export const aRule = (fields: Partial<Rule> = {}): Rule => ({
  id: fields.name ?? 'Access key created',
  name: 'Access key created',
  place: { file: undefined, number: 0 },
  description: 'Somebody created an access key.',
  matchProgram: 0,
  jqMatch: 'true',
  definitions: '',
  destinations: ['S'],
  onError: 'alert',
  outcome: 'any',
  tags: [],
  attack: [],
  references: [],
  ...fields,
});

/** An alert whose rule gave the record back, unless `output` is set. */
export const anAlert = ({
  rule,
  record = aRecord(),
  ...fields
}: Partial<Omit<MatchAlert, 'rule'>> & { rule?: Partial<Rule> } = {}): MatchAlert => ({
  kind: 'match',
  rule: aRule(rule),
  record,
  output: record,
  logFile: 's3://my-trail/AWSLogs/1.json.gz',
  ...fields,
});

/** A roundup of these matches, sent after others. */
export const aRoundup = (...alerts: readonly MatchAlert[]): Roundup => ({
  kind: 'roundup',
  rule: alerts[0]?.rule ?? aRule(),
  isRest: true,
  destinations: alerts[0]?.rule.destinations ?? [],
  entries: alerts.map((alert) => entryOf(alert)),
});

/** About an account that does not write. */
export const anOperationalAlert = (fields: Partial<OperationalProblem> = {}): OperationalAlert =>
  operationalAlert(
    {
      subject: 'silent:111122223333/us-east-1',
      title: 'No log files from prod in us-east-1',
      sentence: 'The newest log file is 45 minutes old.',
      advice: 'See whether the trail logs.',
      facts: [['Account', '111122223333']],
      severity: 'high',
      ...fields,
    },
    ['S'],
    '2026-11-27',
  );

/** By the caller's ARN. */
export const aThreshold = (fields: Partial<Threshold> = {}): Threshold => ({
  count: 3,
  key: { program: 0, jq: '.userIdentity.arn', definitions: '' },
  ...fields,
});

/** The alert about a burst of these records: at least two that differ. */
export const aBurst = (
  records: readonly CloudTrailRecord[],
  { rule, threshold = {}, logFile = 's3://my-trail/AWSLogs/1.json.gz' }: BurstFields = {},
): BurstAlert => {
  const limit = aThreshold({ count: 2, ...threshold });
  const bursts = collectBursts(logFile);
  const ofRule = aRule({ threshold: limit, ...rule });
  bursts.add(
    records.map((record) => ({
      ...{ rule: ofRule, record, output: record, threshold: limit },
      key: 'arn:aws:iam::111122223333:user/alice',
      ...(limit.distinct !== undefined && { distinct: record.sourceIPAddress ?? 'unknown' }),
    })),
  );
  const [alert] = bursts.alerts();
  if (alert === undefined) throw new Error('records that are no burst');
  return alert;
};

interface BurstFields {
  readonly rule?: Partial<Rule>;
  readonly threshold?: Partial<Threshold>;
  readonly logFile?: string;
}

export const aRuleFailure = (fields: Partial<RuleFailure> = {}): RuleFailure => ({
  kind: 'error',
  rule: aRule(),
  record: aRecord(),
  message: 'retry-limit-in-match over',
  ...fields,
});

/** The alert about failures of one rule, among a hundred records. */
export const aFailureAlert = (...failures: readonly RuleFailure[]): FailureAlert => {
  const collected = collectFailures();
  collected.add(failures, 's3://my-trail/AWSLogs/1.json.gz');
  const [alert] = collected.alerts(100);
  if (alert === undefined) throw new Error('failures that give no alert');
  return alert;
};

export const neverAborted = new AbortController().signal;

/** An invocation without deadlines, unless a test sets them. */
export const anInvocation = ({
  id = 'invocation-1',
  deliverSignal = neverAborted,
  inspectSignal = deliverSignal,
  today = '2026-11-20',
}: Partial<Invocation> = {}): Invocation => ({ id, inspectSignal, deliverSignal, today });

/** A tag without a note. */
export const aTag = (fields: Partial<Tag> = {}): Tag => ({
  id: 'a1b2c3d4'.repeat(8),
  note: undefined,
  isOther: false,
  ...fields,
});
