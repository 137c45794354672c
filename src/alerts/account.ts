import type { Alert } from './alert.ts';
import { accountIn } from './who.ts';

/**
 * The account that all events of an alert are of, by the first record of a burst as in routes. Undefined: they are of
 * several, or may be, as those of a rule failure.
 */
export const accountOf = (alert: Alert): string | undefined => {
  switch (alert.kind) {
    case 'match':
    case 'burst':
      return accountIn(alert.record);
    case 'roundup': {
      const [first, ...others] = new Set(alert.entries.map(({ account }) => account));
      return others.length === 0 ? first : undefined;
    }
    case 'failure':
    case 'operational':
      return undefined;
  }
};
