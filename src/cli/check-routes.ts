import { isDeepStrictEqual } from 'node:util';
import { createRouting, idsFor, isAccount, isRouteOf, type Route } from '../alerts/routing.ts';
import type { Config } from '../config/schema.ts';
import { matchesGlob } from '../rules/glob.ts';
import type { Rule } from '../rules/rule.ts';
import { textTable } from './text-table.ts';

/** Where the alerts of a rule go. */
export interface RuleRoutes {
  readonly rule: string;
  readonly id: string;
  readonly severity: string | null;
  readonly accounts: readonly AccountRoutes[];
  /** If the rule fails; undefined if only the log says so. */
  readonly onFailure?: readonly string[];
}

/** Ids of destinations of alerts in an account. */
interface AccountRoutes {
  /** Null: every account that has no entry. */
  readonly account: string | null;
  /** Only those of them whose ID matches this glob, if their alerts go elsewhere. */
  readonly like?: string;
  readonly name?: string;
  readonly destinations: readonly string[];
  /** In these regions, if they are others than elsewhere. */
  readonly inRegions?: readonly {
    readonly regions: readonly string[];
    readonly destinations: readonly string[];
  }[];
}

/** Of each rule, in each account that the config names. The severity is that of the rule. */
export const routesOf = ({ rules, routes, accounts }: Config): readonly RuleRoutes[] => {
  const ids = new Set([...accounts.keys(), ...routes.flatMap((route) => route.accounts ?? []).filter(isId)]);
  const idsForFailure = createRouting(routes, accounts);
  return rules.map((rule) => ({
    rule: rule.name,
    id: rule.id,
    severity: rule.severity ?? null,
    accounts: [
      ...[...ids].toSorted().map((account) => {
        const name = accounts.get(account);
        const inAccount = (globs: readonly string[]) => isAccount(globs, account, name);
        return { account, ...(name !== undefined && { name }), ...byRegion(rule, routes, inAccount) };
      }),
      ...ofOthers(rule, routes),
    ],
    ...(rule.onError === 'alert' && { onFailure: idsForFailure({ kind: 'failure', rule, entries: [] }) }),
  }));
};

const isId = (glob: string): boolean => /^\d{12}$/.test(glob);

/** Accounts that have no name, so routes can know them only by parts of their IDs. */
const ofOthers = (rule: Rule, routes: readonly Route[]): readonly AccountRoutes[] => {
  const rest = byRegion(rule, routes, (globs) => globs.some(isForAll));
  const likes = new Set(routes.flatMap((route) => route.accounts ?? []).filter(isPartOfId));
  const apart = [...likes]
    // A glob that is as wide matches the text of this one, too.
    .map((like) => ({
      ...{ account: null, like },
      ...byRegion(rule, routes, (globs) => globs.some((glob) => matchesGlob(glob)(like))),
    }))
    .filter(({ account: _, like: __, ...one }) => !isDeepStrictEqual(one, rest));
  return [...apart, { account: null, ...rest }];
};

const isPartOfId = (glob: string): boolean => /^(?=.*\d)(?=.*\*)(?:\**\d){1,12}\**$/.test(glob);

const isForAll = (glob: string): boolean => /^\*+$/.test(glob);

const byRegion = (
  rule: Rule,
  routes: readonly Route[],
  inAccounts: (globs: readonly string[]) => boolean,
): Pick<AccountRoutes, 'destinations' | 'inRegions'> => {
  const idsIn = (inRegions: (globs: readonly string[]) => boolean): readonly string[] =>
    idsFor(routes, { rule, severity: rule.severity, inAccounts, inRegions });
  const destinations = idsIn((globs) => globs.some(isForAll));
  const lists = routes.filter((route) => isRouteOf(route, rule)).flatMap(({ regions }) => [regions ?? []]);
  const distinct = new Map(lists.filter((list) => list.length > 0).map((list) => [list.join(), list]));
  const inRegions = [...distinct.values()]
    .map((regions) => ({ regions, destinations: idsIn((globs) => globs.join() === regions.join()) }))
    .filter((one) => one.destinations.join() !== destinations.join());
  return { destinations, ...(inRegions.length > 0 && { inRegions }) };
};

export const routesText = (all: readonly RuleRoutes[]): string =>
  textTable(
    ['RULE', 'ALERTS OF', 'GO TO'],
    all.flatMap(({ rule, accounts, onFailure }) => [
      ...accounts.map(({ destinations, inRegions = [], ...whose }) => [
        rule,
        accounts.length === 1 && whose.account === null ? 'every account' : whoseText(whose),
        [
          listOr(destinations),
          ...inRegions.map(
            ({ regions, destinations: there }) => `in ${regions.join(', ')}: ${listOr(there)}`,
          ),
        ].join('; '),
      ]),
      ...(onFailure === undefined ? [] : [[rule, 'the rule itself, if it fails', listOr(onFailure)]]),
    ]),
  );

const whoseText = ({ account, like, name }: Pick<AccountRoutes, 'account' | 'like' | 'name'>): string => {
  if (account === null) return `any other account${like === undefined ? '' : ` like ${like}`}`;
  return name === undefined ? account : `${name} (${account})`;
};

const listOr = (ids: readonly string[]): string => (ids.length === 0 ? 'nowhere' : ids.join(', '));
