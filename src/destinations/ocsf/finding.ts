import type { Alert } from '../../alerts/alert.ts';
import { type AlertData, dataOf } from '../../alerts/data.ts';
import type { Display } from '../../alerts/display.ts';
import { cutTo, fitting } from '../../alerts/fitting.ts';
import { noteOf, type Tag } from '../../alerts/tag.ts';
import type { JsonObject } from '../../json.ts';
import { jsonWithin } from '../shortened.ts';
import { evidenceIn, resourcesIn } from './evidence.ts';

/**
 * `format = "ocsf"`: the alert as a Detection Finding of the Open Cybersecurity Schema Framework 1.3 (schema.ocsf.io, class
 * 2004, profile `cloud`), in at most `maxBytes` of UTF-8, which must be 200,000 or more.
 */
export const ocsfFinding = (alert: Alert, tag: Tag, display: Display, maxBytes: number): string => {
  const data = dataOf(alert, display);
  return jsonWithin(maxBytes, (shorten, isCut) => ({
    ...classification,
    ...severities[data.severity],
    status_id: 1,
    status: 'New',
    is_alert: true,
    time: timeOf(data),
    ...spanOf(data),
    message: text(data.sentence ?? data.title),
    metadata: {
      version: '1.3.0',
      profiles: ['cloud'],
      product: { name: 'cloudtrail-tattletail', vendor_name: 'cloudtrail-tattletail' },
      uid: tag.id,
      log_name: 'CloudTrail',
      labels: data.rule.tags.slice(0, 50).map(text),
    },
    finding_info: findingInfo(data, tag),
    cloud: cloudIn(data),
    resources: resourcesIn(data),
    evidences: evidenceIn(data, shorten),
    unmapped: {
      kind: data.kind,
      note: noteOf(tag) ?? null,
      outcome: data.outcome?.kind ?? null,
      annotation: shorten(data.annotation),
      failure: data.failure && { message: text(data.failure.message), times: data.failure.times },
      runbook_url: data.links.runbook,
      log_files: fitting(data.logFiles.map(text), 30_000, (file) => Buffer.byteLength(JSON.stringify(file)))
        .shown,
      is_cut: isCut,
    },
  }));
};

const classification = {
  category_uid: 2,
  category_name: 'Findings',
  class_uid: 2004,
  class_name: 'Detection Finding',
  activity_id: 1,
  activity_name: 'Create',
  type_uid: 200401,
  type_name: 'Detection Finding: Create',
} as const;

const severities = {
  info: { severity_id: 1, severity: 'Informational' },
  low: { severity_id: 2, severity: 'Low' },
  medium: { severity_id: 3, severity: 'Medium' },
  high: { severity_id: 4, severity: 'High' },
  critical: { severity_id: 5, severity: 'Critical' },
} as const;

/** OCSF has milliseconds since 1970. The time is required, and may be that of the event. */
const timeOf = ({ time, events }: AlertData): number =>
  millisecondsOf(time) ?? millisecondsOf(events.last) ?? Date.now();

const millisecondsOf = (time: string | null): number | undefined => {
  const milliseconds = Date.parse(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(time ?? '') ? (time ?? '') : '');
  return Number.isNaN(milliseconds) ? undefined : milliseconds;
};

const spanOf = ({ events: { count, first, last } }: AlertData): JsonObject => {
  const [start, end] = [millisecondsOf(first), millisecondsOf(last)];
  if (count < 2 || start === undefined || end === undefined) return { count };
  return { count, start_time: start, end_time: end };
};

const findingInfo = (data: AlertData, tag: Tag): JsonObject => ({
  uid: tag.id,
  title: text(data.title),
  desc: text(data.description),
  ...(data.links.event === null ? {} : { src_url: data.links.event }),
  data_sources: ['AWS CloudTrail'],
  analytic: { uid: text(data.rule.id), name: text(data.rule.name), type_id: 1, type: 'Rule' },
  attacks: data.rule.attack.slice(0, 50).map(attackOf),
  related_events: data.events.ids
    .slice(0, 500)
    .map((uid) => ({ uid: text(uid), type: 'AWS CloudTrail event' })),
});

/** T1098.001 is a sub-technique of T1098. */
const attackOf = (id: string): JsonObject => {
  const [technique = ''] = id.split('.');
  return { technique: { uid: technique }, ...(id === technique ? {} : { sub_technique: { uid: id } }) };
};

const cloudIn = ({ account, region }: AlertData): JsonObject => ({
  provider: 'AWS',
  ...(region === null ? {} : { region: text(region) }),
  ...(account === null
    ? {}
    : {
        account: {
          uid: text(account.id),
          ...(account.name === null ? {} : { name: text(account.name) }),
          type_id: 10,
          type: 'AWS Account',
        },
      }),
});

const text = (value: string): string => cutTo(value, 1000);
