import type { Alert } from '../alerts/alert.ts';
import { eventName } from '../alerts/facts.ts';
import { quoted } from '../redact.ts';
import type { FailedDelivery } from './deliver.ts';

/** Which alert was not delivered to which destination, and why, without any secret. */
export const describeFailed = ({ alert, logFiles, destination, error }: FailedDelivery): string =>
  `${logFiles[0]}: ${nameOf(alert)} not delivered to ${destination.type} ${quoted(destination.id)}: ${error.message}`;

const nameOf = (alert: Alert): string => {
  const ofRule = `of rule ${quoted(alert.rule.name)}`;
  switch (alert.kind) {
    case 'match':
      return `alert ${ofRule} on ${eventName(alert.record)}`;
    case 'roundup':
      return `roundup ${ofRule} on ${alert.entries.length} events`;
    case 'failure':
      return `failure ${ofRule} on ${eventName(alert.first.record)}`;
  }
};
