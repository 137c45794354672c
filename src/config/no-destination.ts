import { quoted } from '../redact.ts';
import type { Config } from './schema.ts';

/** What to say of an id that no destination of the config has: which ones there are. */
export const noDestination = (id: string, { destinations }: Pick<Config, 'destinations'>): string => {
  const ids = destinations.map((one) => quoted(one.id));
  const known = ids.length === 0 ? 'it has none' : `it has ${ids.join(', ')}`;
  return id === ''
    ? `expected the id of a destination of the config: ${known}`
    : `the config has no destination ${quoted(id)}: ${known}`;
};
