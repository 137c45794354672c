import { closestMatch } from 'leven';
import { isAccount, isRouteOf } from '../../alerts/routing.ts';
import { regions as knownRegions, nearestRegion } from '../../catalogue/regions.ts';
import type { RouteConfig } from '../../config/route-schema.ts';
import { readRoute } from '../../config/route-tables.ts';
import type { Table } from '../../config/tables.ts';
import { quoted } from '../../redact.ts';
import { matchesGlob } from '../../rules/glob.ts';
import type { ConfigFinding } from '../config-finding.ts';
import { type CheckedConfig, type ConfigCheck, textsIn, warningAt } from './check.ts';

/** Routes that no alert takes, or not all that are meant. */
export const routes: ConfigCheck = (config) => {
  const found = routesIn(config);
  const last = found.findIndex(({ route }) => takesAll(route));
  return found.flatMap(({ table, route }, index) => [
    ...(last !== -1 && index > last
      ? [
          warningAt(table, 'destinations', {
            kind: 'route-never-taken',
            message: `${found[last]?.table.where ?? ''} takes every alert and does not continue: no alert comes to this one`,
          }),
        ]
      : []),
    ...wrongNames(table, route, config),
    ...wrongRegions(table, route),
  ]);
};

interface RouteTable {
  readonly table: Table;
  readonly route: RouteConfig;
}

/** Those that can be read. */
export const routesIn = ({ routes: tables }: CheckedConfig): readonly RouteTable[] =>
  tables.flatMap((table) => readRoute(table).values.map((route) => ({ table, route })));

const takesAll = ({ destinations: _, continue: isContinued, ...criteria }: RouteConfig): boolean =>
  !isContinued && Object.values(criteria).every((criterion) => criterion === undefined);

const wrongNames = (table: Table, route: RouteConfig, config: CheckedConfig): readonly ConfigFinding[] => {
  const rules = config.rules.map(({ id, values: { name, tags } }) => ({
    id,
    name: String(name),
    tags: textsIn(tags),
  }));
  const wrong = [
    ...(route.rules ?? [])
      .filter((glob) => !rules.some((rule) => isRouteOf({ rules: [glob] }, rule)))
      .map((glob) => [table, 'rules', `no rule has the id or name ${quoted(glob)}`] as const),
    ...(route.tags ?? [])
      .filter((tag) => !rules.some((rule) => isRouteOf({ tags: [tag] }, rule)))
      .map((tag) => [table, 'tags', `no rule has the tag ${quoted(tag)}`] as const),
    ...(route.accounts ?? [])
      .filter((glob) => !mayBeAccount(glob, config.accounts))
      .map((glob) => [table, 'accounts', noAccount(glob, config.accounts)] as const),
  ];
  const warnings = wrong.map(([where, key, message]) =>
    warningAt(where, key, { kind: 'route-of-nothing', message }),
  );
  if (warnings.length > 0 || rules.length === 0 || rules.some((rule) => isRouteOf(route, rule)))
    return warnings;
  return [
    warningAt(table, 'rules', {
      kind: 'route-of-nothing',
      message: 'no rule has such an id or name and one of the tags as well: no alert takes this route',
    }),
  ];
};

/** Without names, a glob for digits may be one for an account. One with an ID always is. */
const mayBeAccount = (glob: string, accounts: CheckedConfig['accounts']): boolean =>
  /^\d{12}$/.test(glob) ||
  (accounts.size === 0 && /^[\d*]+$/.test(glob)) ||
  [...accounts].some(([id, name]) => isAccount([glob], id, name));

const noAccount = (glob: string, accounts: CheckedConfig['accounts']): string => {
  const meant = closestMatch(glob, [...accounts.values()], { maxDistance: 2 });
  const hint = meant === undefined ? '' : `, did you mean ${meant}?`;
  return `no account of [accounts] has the ID or name ${quoted(glob)}${hint}`;
};

const wrongRegions = (table: Table, { regions = [] }: RouteConfig): readonly ConfigFinding[] =>
  regions
    .filter((glob) => !knownRegions.some(matchesGlob(glob)))
    .flatMap((glob) => {
      // A new region may not be in the catalogue yet.
      const meant = nearestRegion(glob);
      const message = `there is no region ${quoted(glob)}, did you mean ${meant}?`;
      return meant === undefined ? [] : [warningAt(table, 'regions', { kind: 'unknown-region', message })];
    });
