import { isJsonObject, type JsonObject } from '../../src/json.ts';
import type { Answer } from './answer.ts';
import { readJson } from './json-body.ts';
import { type Loopback, type Request, startLoopback } from './loopback.ts';
import { eventProblems } from './pagerduty/event.ts';

interface Triggered {
  readonly at: number;
  readonly event: JsonObject;
}

export interface PagerDutyServer extends Loopback {
  readonly eventsUrl: string;
  readonly routingKey: string;
  /** In order, also those that add to an alert that there is. */
  readonly triggered: readonly Triggered[];
  /** The keys of the alerts that there are. */
  readonly alerts: ReadonlySet<string>;
}

/** PagerDuty's Events API v2 for one integration: it knows `trigger`. */
export const startPagerDuty = async (): Promise<PagerDutyServer> => {
  const routingKey = 'e93facc04764012d7bfb002500d5d1a6';
  const triggered: Triggered[] = [];
  const alerts = new Set<string>();
  const handle = ({ method, target, headers, body, at }: Request): Answer => {
    if (method !== 'POST' || target !== '/v2/enqueue') return { status: 404 };
    if (body.length > 512_000) return pagerDutyError(413, 'Event too large', []);
    const event = /^application\/json\b/.test(headers['content-type'] ?? '') ? readJson(body) : undefined;
    if (!isJsonObject(event)) return pagerDutyError(400, 'Unrecognized object', ['JSON parse error']);
    const problems = eventProblems(event, routingKey);
    if (problems.length > 0) return pagerDutyError(400, 'invalid event', problems);
    triggered.push({ at, event });
    alerts.add(String(event.dedup_key));
    return json(202, { status: 'success', message: 'Event processed', dedup_key: String(event.dedup_key) });
  };
  const loopback = await startLoopback(handle);
  return { ...loopback, eventsUrl: `${loopback.url}/v2/enqueue`, routingKey, triggered, alerts };
};

export const pagerDutyError = (status: number, what: string, errors: readonly string[]): Answer =>
  json(status, { status: what, message: 'Event object is invalid', errors });

const json = (status: number, body: JsonObject): Answer => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
