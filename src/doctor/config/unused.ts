import { type ConfigCheck, textsIn, warningAt } from './check.ts';

/** Destinations that no rule names. */
export const unusedDestinations: ConfigCheck = ({ rules, destinations }) => {
  const named = new Set(rules.flatMap(({ values }) => textsIn(values.destinations)));
  return destinations.flatMap((table) => {
    const { id } = table.values;
    if (rules.length === 0 || typeof id !== 'string' || named.has(id)) return [];
    return [
      warningAt(table, 'id', {
        kind: 'unused-destination',
        message: 'no rule names it, so it gets no alert',
      }),
    ];
  });
};

/** Rules whose matches nobody is alerted of. */
export const withoutDestinations: ConfigCheck = ({ rules }) =>
  rules.flatMap((table) => {
    const { destinations } = table.values;
    if (!Array.isArray(destinations) || destinations.length > 0) return [];
    return [
      warningAt(table, 'destinations', {
        kind: 'no-destinations',
        message: 'it has no destinations: its matches are only logged',
      }),
    ];
  });
