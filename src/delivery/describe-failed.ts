import type { Alert, FailureAlert } from '../alerts/alert.ts';
import { eventName } from '../alerts/facts.ts';
import { quoted } from '../redact.ts';
import type { FailedDelivery, FallbackDelivery } from './deliver.ts';

/** Which alert was not delivered to which destination, and why, without any secret. */
export const describeFailed = ({ what, logFiles, destination, error }: FailedDelivery): string =>
  `${placeOf(logFiles)}${what} not delivered to ${destination.type} ${quoted(destination.id)}: ${error.message}`;

/** Which alert went to a fallback, and why. */
export const describeFallback = ({ what, logFiles, destination, refusal }: FallbackDelivery): string =>
  `${placeOf(logFiles)}${what} went to ${quoted(refusal.fallback)}: ${destination.type} ${quoted(destination.id)} did not take it: ${refusal.reason}`;

const placeOf = ([logFile]: readonly string[]): string => (logFile === undefined ? '' : `${logFile}: `);

/** Names an alert in such a sentence. */
export const nameOf = (alert: Alert): string => {
  const ofRule = `of rule ${quoted(alert.rule.name)}`;
  switch (alert.kind) {
    case 'match':
      return `alert ${ofRule} on ${eventName(alert.record)}`;
    case 'burst':
      return `alert ${ofRule} on a burst of ${alert.burst.count} events`;
    case 'roundup':
      return `roundup ${ofRule} on ${alert.entries.length} events`;
    case 'failure':
      return `failure ${ofRule} on ${failedOn(alert)}`;
    case 'operational':
      return `operational alert ${quoted(alert.problem.title)}`;
  }
};

const failedOn = ({ entries: [one, ...others] }: FailureAlert): string =>
  one === undefined || others.length > 0
    ? `${others.length + 1} kinds of events`
    : eventName(one.first.record);
