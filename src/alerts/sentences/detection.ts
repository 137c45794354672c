import { isJsonObject } from '../../json.ts';
import { lets } from '../policy/in-words.ts';
import { listed, type Words, words } from '../words.ts';
import type { Call } from './call.ts';
import { type Deed, deed, type Rows } from './row.ts';

/** What records, watches and alarms. */
export const detection: Rows = {
  cloudtrail: {
    CreateTrail: ['create trail {name}', 'create a trail'],
    StartLogging: ['start the logging of trail {name}', 'start the logging of a trail'],
    StopLogging: ['stop the logging of trail {name}', 'stop the logging of a trail'],
    DeleteTrail: ['delete trail {name}', 'delete a trail'],
    UpdateTrail: ({ has }) => [
      has('isMultiRegionTrail', false) ? 'make trail {name} record only one region' : undefined,
      has('includeGlobalServiceEvents', false) ? 'make trail {name} leave out global services' : undefined,
      'change trail {name}',
      'change a trail',
    ],
    PutEventSelectors: (call) => [
      selected(call),
      'change what trail {trailName} records',
      'change what a trail records',
    ],
    PutInsightSelectors: ['change the Insights of trail {trailName}', 'change the Insights of a trail'],
    DeleteEventDataStore: ['delete event data store {eventDataStore}', 'delete an event data store'],
    StopEventDataStoreIngestion: [
      'stop event data store {eventDataStore} from recording',
      'stop an event data store from recording',
    ],
  },
  config: {
    StopConfigurationRecorder: [
      'stop configuration recorder {configurationRecorderName}',
      'stop a configuration recorder',
    ],
    DeleteConfigurationRecorder: [
      'delete configuration recorder {configurationRecorderName}',
      'delete a configuration recorder',
    ],
    DeleteDeliveryChannel: [
      'delete delivery channel {deliveryChannelName} of AWS Config',
      'delete a delivery channel of AWS Config',
    ],
    DeleteConfigRule: ['delete Config rule {configRuleName}', 'delete a Config rule'],
  },
  guardduty: {
    DeleteDetector: ['delete GuardDuty detector {detectorId}', 'delete a GuardDuty detector'],
    UpdateDetector: ({ has }) => [
      has('enable', false) ? 'turn off GuardDuty detector {detectorId}' : undefined,
      'change GuardDuty detector {detectorId}',
      'change a GuardDuty detector',
    ],
    StopMonitoringMembers: [
      'stop GuardDuty from monitoring account {accountIds}',
      'stop GuardDuty from monitoring member accounts',
    ],
    DisassociateMembers: [
      'disassociate account {accountIds} from GuardDuty',
      'disassociate member accounts from GuardDuty',
    ],
    DeleteMembers: ['remove account {accountIds} from GuardDuty', 'remove member accounts from GuardDuty'],
    DisassociateFromAdministratorAccount: 'disassociate GuardDuty from its administrator account',
    DisassociateFromMasterAccount: 'disassociate GuardDuty from its administrator account',
    CreateFilter: ({ has }) => [
      has('action', 'ARCHIVE') ? 'create filter {name} that archives GuardDuty findings' : undefined,
      'create GuardDuty filter {name}',
      'create a GuardDuty filter',
    ],
    CreateIPSet: [
      'make GuardDuty trust the addresses in {location}',
      'make GuardDuty trust a list of addresses',
    ],
    ArchiveFindings: ['archive GuardDuty findings of detector {detectorId}', 'archive GuardDuty findings'],
    DeletePublishingDestination: [
      'delete the publishing destination of GuardDuty detector {detectorId}',
      'delete a publishing destination of GuardDuty',
    ],
  },
  securityhub: {
    DisableSecurityHub: 'disable Security Hub',
    BatchDisableStandards: 'disable standards of Security Hub',
    DeleteMembers: [
      'remove account {accountIds} from Security Hub',
      'remove member accounts from Security Hub',
    ],
    DisassociateFromAdministratorAccount: 'disassociate Security Hub from its administrator account',
    DeleteInsight: ['delete insight {insightArn} of Security Hub', 'delete an insight of Security Hub'],
  },
  'access-analyzer': {
    DeleteAnalyzer: ['delete analyzer {analyzerName}', 'delete an access analyzer'],
  },
  macie2: { DisableMacie: 'disable Macie' },
  inspector2: { Disable: 'disable scans of Inspector' },
  detective: { DeleteGraph: ['delete Detective graph {graphArn}', 'delete a Detective graph'] },
  wafv2: {
    DeleteWebACL: ['delete web ACL {name}', 'delete a web ACL'],
    DisassociateWebACL: ['remove the web ACL of {resourceArn}', 'remove the web ACL of a resource'],
    DeleteLoggingConfiguration: [
      'delete the logging of web ACL {resourceArn}',
      'delete the logging of a web ACL',
    ],
  },
  monitoring: {
    DeleteAlarms: ['delete alarm {alarmNames}', 'delete CloudWatch alarms'],
    DisableAlarmActions: ['disable the actions of alarm {alarmNames}', 'disable the actions of alarms'],
  },
  logs: {
    DeleteLogGroup: ['delete log group {logGroupName}', 'delete a log group'],
    DeleteLogStream: ['delete log stream {logStreamName} of log group {logGroupName}', 'delete a log stream'],
    PutRetentionPolicy: [
      'set the retention of log group {logGroupName} to {retentionInDays} days',
      'change the retention of a log group',
    ],
    PutSubscriptionFilter: [
      'send the events of log group {logGroupName} to {destinationArn}',
      'create a subscription filter of a log group',
    ],
    DeleteSubscriptionFilter: [
      'delete subscription filter {filterName} of log group {logGroupName}',
      'delete a subscription filter of a log group',
    ],
    DeleteMetricFilter: [
      'delete metric filter {filterName} of log group {logGroupName}',
      'delete a metric filter of a log group',
    ],
    PutResourcePolicy: (call) => [
      deed(
        'put',
        words`resource policy ${call.names('policyName')} on CloudWatch Logs that ${lets(call.values('policyDocument')[0], call.account)}`,
      ),
      'put resource policy {policyName} on CloudWatch Logs',
      'put a resource policy on CloudWatch Logs',
    ],
  },
  events: {
    DeleteRule: ['delete EventBridge rule {name}', 'delete an EventBridge rule'],
    DisableRule: ['disable EventBridge rule {name}', 'disable an EventBridge rule'],
    PutRule: ['put EventBridge rule {name}', 'put an EventBridge rule'],
    PutTargets: [
      'add target {targets.arn} to EventBridge rule {rule}',
      'add targets to EventBridge rule {rule}',
      'add targets to an EventBridge rule',
    ],
    RemoveTargets: [
      'remove the targets {ids} of EventBridge rule {rule}',
      'remove targets of EventBridge rule {rule}',
      'remove targets of an EventBridge rule',
    ],
    PutPermission: ({ has, values }) => [
      has('principal', '*') &&
      has('condition.key', 'aws:PrincipalOrgID') &&
      has('condition.type', 'StringEquals')
        ? 'let everyone of organization {condition.value} send events to an event bus'
        : undefined,
      has('principal', '*') && values('condition').length === 0
        ? 'let anyone send events to an event bus'
        : undefined,
      has('principal', '*') ? undefined : 'let account {principal} send events to an event bus',
      'change who may send events to an event bus',
    ],
  },
};

/**
 * What a trail records no more, by basic event selectors, of which a missing `includeManagementEvents` means true
 * (CloudTrail API Reference, "EventSelector"). Undefined for advanced ones.
 */
function selected(call: Call): Deed | undefined {
  const selectors = call.values('eventSelectors').filter(isJsonObject);
  const trail = words`trail ${call.names('trailName')}`;
  if (selectors.length === 0 || selectors.length < call.values('eventSelectors').length) return undefined;
  const management = selectors.filter(({ includeManagementEvents }) => includeManagementEvents !== false);
  const only = new Set(management.map(({ readWriteType }) => readWriteType));
  const left = management.length === 0 ? words`management events` : leftOut(only);
  if (left !== undefined) return deed('make', words`${trail} leave out ${left}`);
  const sources = listed(call.texts('eventSelectors.excludeManagementEventSources'));
  return deed('make', words`${trail} leave out management events of ${sources}`);
}

const leftOut = (only: ReadonlySet<unknown>): Words | undefined => {
  if (only.size !== 1) return undefined;
  if (only.has('ReadOnly')) return words`management events that write`;
  return only.has('WriteOnly') ? words`management events that read` : undefined;
};
