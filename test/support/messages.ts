import { randomUUID } from 'node:crypto';
import type { Services } from './services.ts';

/** An ID by which a test finds its own messages among all that a server received. */
export const anEventID = (): string => randomUUID();

/** The messages about an event, in order: the destination of each, and whether its note says that it may be a duplicate. */
export const messagesAbout = (
  eventID: string,
  { destinations }: Pick<Services, 'destinations'>,
): readonly string[] =>
  Object.values(destinations)
    .flatMap(({ id, messages }) => messages().map((message) => ({ id, ...message })))
    .filter(({ text }) => text.includes(eventID))
    .toSorted((a, b) => a.at - b.at)
    .map(({ id, text }) => (text.includes('possible duplicate') ? `${id} (duplicate)` : id));
