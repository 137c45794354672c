import { problemsOf } from './problem.ts';
import { type RouteConfig, routeKeys, routeSchema } from './route-schema.ts';
import type { Found, Table } from './tables.ts';

export const readRoute = ({ values, where, path }: Table): Found<RouteConfig> => {
  const route = routeSchema.safeParse(values);
  return route.success
    ? { values: [route.data], problems: [] }
    : { values: [], problems: problemsOf(route.error, values, { where, path, keys: routeKeys }) };
};
