import { isRouteOf } from '../../alerts/routing.ts';
import { isAtLeast, severities } from '../../rules/severity.ts';
import { type CheckedConfig, type ConfigCheck, textsIn, warningAt } from './check.ts';
import { routesIn } from './routes.ts';

/** Destinations that nothing names. */
export const unusedDestinations: ConfigCheck = ({ rules, routes, destinations }) => {
  const named = new Set([
    ...[...rules, ...routes].flatMap(({ values }) => textsIn(values.destinations)),
    ...destinations.flatMap(({ values }) => textsIn(values.fallback)),
  ]);
  return destinations.flatMap((table) => {
    const { id } = table.values;
    if (rules.length === 0 || typeof id !== 'string' || named.has(id)) return [];
    return [
      warningAt(table, 'id', {
        kind: 'unused-destination',
        message:
          routes.length === 0
            ? 'no rule names it, so it gets no alert'
            : 'no rule and no route names it, so it gets no alert',
      }),
    ];
  });
};

/** Rules whose matches nobody is alerted of. */
export const withoutDestinations: ConfigCheck = (config) =>
  config.rules.flatMap((table) => {
    const { destinations } = table.values;
    if (Array.isArray(destinations) ? destinations.length > 0 : config.routes.length === 0) return [];
    const message = messageFor(table, config);
    return message === undefined
      ? []
      : [warningAt(table, 'destinations', { kind: 'no-destinations', message })];
  });

const messageFor = (
  { id, values }: CheckedConfig['rules'][number],
  config: CheckedConfig,
): string | undefined => {
  const rule = { id, name: String(values.name), tags: textsIn(values.tags) };
  const severity = severities.find((one) => one === values.severity);
  const taken = routesIn(config)
    .map(({ route }) => route)
    .filter((route) => isRouteOf(route, rule) && route.destinations.length > 0);
  if (taken.length === 0) return 'it has no destinations: its matches are only logged';
  const isForAll = taken.some(
    ({ accounts, regions, minSeverity }) =>
      accounts === undefined &&
      regions === undefined &&
      (minSeverity === undefined || isAtLeast(severity, minSeverity)),
  );
  return isForAll
    ? undefined
    : 'it has no destinations, and not every match takes a route: the others are only logged';
};
