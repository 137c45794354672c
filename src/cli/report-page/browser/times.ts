/** `2026-11-20 09:02:11`, in UTC as CloudTrail writes it. What is no time is shown as it is. */
export const utcText = (time: string): string =>
  time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/, '$1 $2');

/** The same without seconds where they are 0. */
export const momentText = (at: number): string => utcText(new Date(at).toISOString()).replace(/:00$/, '');

/** The reader's own time, with the name of its zone; undefined where that is UTC. */
export const localText = (at: number): string | undefined => {
  if (Number.isNaN(at) || new Date(at).getTimezoneOffset() === 0) return undefined;
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' }).format(at);
};
