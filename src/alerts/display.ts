/** How messages show what records write as numbers and in UTC. */
export interface Display {
  /** What people call an AWS account; undefined for one without a name. */
  accountName(id: string): string | undefined;
  /** IANA, such as Europe/Berlin. */
  readonly timeZone: string;
}

export const createDisplay = ({
  accounts,
  display: { timeZone },
}: {
  readonly accounts: ReadonlyMap<string, string>;
  readonly display: Pick<Display, 'timeZone'>;
}): Display => ({ accountName: (id) => accounts.get(id), timeZone });

/** As records write it. */
export const asRecorded: Display = { accountName: () => undefined, timeZone: 'UTC' };

/** `prod (111122223333)`, or the ID alone. */
export const accountText = (id: string, { accountName }: Display): string => {
  const name = accountName(id);
  return name === undefined ? id : `${name} (${id})`;
};

/** `2026-11-27 14:07:13 Europe/Berlin (2026-11-27T13:07:13Z)`. Text that is no time in UTC, and all text in UTC, stays as it is. */
export const timeText = (time: string, { timeZone }: Display): string => {
  const moment = new Date(utc.test(time) ? time : Number.NaN);
  if (timeZone === 'UTC' || Number.isNaN(moment.getTime())) return time;
  // Swedish writes dates as ISO 8601 does.
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return `${local.format(moment)} ${timeZone} (${time})`;
};

/** CloudTrail User Guide, "CloudTrail record contents": eventTime is in UTC. */
const utc = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;
