import { type Alert, logFilesOf, type OperationalAlert } from '../../alerts/alert.ts';
import { factsOf } from '../../alerts/facts.ts';
import { listWithin } from '../../alerts/fitting.ts';
import { oneLine } from '../../alerts/printable.ts';

/** Where the whole records are. */
export const whereaboutsOf = (alert: Alert): string => {
  if (alert.kind === 'operational') return 'From cloudtrail-tattletail about itself';
  const ids = eventIdsOf(alert);
  const [logFile = '', ...others] = logFilesOf(alert).map(oneLine);
  const files = others.length === 0 ? logFile : `${logFile} and ${others.length} more`;
  if (ids.length === 0) return `Whole records in ${files}`;
  return `Whole ${ids.length === 1 ? 'record: event' : 'records: events'} ${listedIds(ids)} in ${files}`;
};

/** All of a few. Mails and SNS have all of many. */
const listedIds = (ids: readonly string[]): string =>
  ids.length <= maxIds
    ? listWithin(ids, maxIds * 40)
    : `${listWithin(ids.slice(0, 3), 120)} and ${ids.length - 3} more`;

const maxIds = 20;

const eventIdsOf = (alert: Exclude<Alert, OperationalAlert>): readonly string[] => {
  switch (alert.kind) {
    case 'match':
      return [idOf(factsOf(alert.record))];
    case 'burst':
      return alert.burst.eventIDs.map(oneLine);
    case 'roundup':
      return alert.entries.map(idOf);
    case 'failure':
      return alert.entries.map(({ first }) => idOf(factsOf(first.record)));
  }
};

const idOf = ({ eventId }: { readonly eventId: string | undefined }): string =>
  eventId === undefined ? '(without ID)' : oneLine(eventId.slice(0, 100));
