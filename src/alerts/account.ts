import type { Alert } from './alert.ts';
import { accountIn } from './who.ts';

/**
 * The account that all events of an alert are of. Undefined: they are of several, or may be, as those of a rule failure.
 */
export const accountOf = (alert: Alert): string | undefined => {
  switch (alert.kind) {
    case 'match':
      return accountIn(alert.record);
    case 'burst':
      return onlyOne(alert.origins);
    case 'roundup':
      return onlyOne(alert.entries);
    case 'failure':
    case 'operational':
      return undefined;
  }
};

const onlyOne = (all: readonly { readonly account: string | undefined }[]): string | undefined => {
  const [first, ...others] = new Set(all.map(({ account }) => account));
  return others.length === 0 ? first : undefined;
};
