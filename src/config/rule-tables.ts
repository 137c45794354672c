import { nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import type { Rule } from '../rules/rule.ts';
import { didYouMean, problemsOf, type UnplacedProblem } from './problem.ts';
import type { AddProgram } from './programs.ts';
import { ruleKeys, ruleSchema } from './schema.ts';
import type { Found, Table } from './tables.ts';
import { readThreshold } from './threshold-table.ts';

/** Reads a rule and adds its programs. A rule with a problem adds them too, so that theirs are reported as well. */
export const readRule = (
  table: Table,
  addProgram: AddProgram,
  addThresholdProgram: AddProgram,
): Found<Omit<Rule, 'id'>> => {
  const { values, where, path } = table;
  const rule = ruleSchema.safeParse(values);
  const program = addProgram(table, 'jq_match');
  const { threshold, problems } = readThreshold(table, addThresholdProgram);
  if (!rule.success)
    return {
      values: [],
      problems: [...problemsOf(rule.error, values, { where, path, keys: ruleKeys }), ...problems],
    };
  if (program === undefined) throw new TypeError(`${where} is valid without a program`);
  const { number: matchProgram, definitions } = program;
  return { values: [{ ...rule.data, matchProgram, definitions, threshold }], problems };
};

export const withIds = (rules: readonly Omit<Rule, 'id'>[]): readonly Rule[] => {
  const ids = idsOf(rules);
  return rules.map((rule, index) => ({ ...rule, id: ids[index] ?? rule.name }));
};

/**
 * Without an ID of its own, a rule has its name. Rules may have the same name, as in the original: later ones get a
 * number, and so do names that end like one.
 */
const idsOf = (
  rules: readonly { readonly name: string; readonly ownId?: string | undefined }[],
): readonly string[] => {
  const seen = new Map<string, number>();
  return rules.map(({ name, ownId }) => {
    if (ownId !== undefined) return ownId;
    const sameBefore = seen.get(name) ?? 0;
    seen.set(name, sameBefore + 1);
    const isId = sameBefore === 0 && !/#\d+$/.test(name);
    return isId ? name : `${name}#${sameBefore + 1}`;
  });
};

/** Alerts are deduplicated by the ID of their rule, and ignores name rules by ID or name, so no two may be confused. */
export const repeatedRuleIds = (rules: readonly Table[]): readonly UnplacedProblem[] => {
  const named = rules.map(({ values: { name, id } }) => ({
    name: nonEmptyString(name) ?? '',
    ownId: nonEmptyString(id),
  }));
  const names = Map.groupBy(named, ({ name }) => name);
  const taken = new Set(idsOf(named).filter((_, index) => named[index]?.ownId === undefined));
  return rules.flatMap(({ values: { id, name }, where, path }) => {
    if (typeof id !== 'string' || id === '') return [];
    const isOtherName = (names.get(id) ?? []).length > (name === id ? 1 : 0);
    const message = 'another rule has the same id, or has it as its name';
    if (taken.has(id) || isOtherName) return [{ where, path: [...path, 'id'], message }];
    taken.add(id);
    return [];
  });
};

export const unknownDestinations = (
  rules: readonly Table[],
  destinations: readonly Table[],
): readonly UnplacedProblem[] => {
  const ids = destinations.flatMap(({ values }) => nonEmptyString(values.id) ?? []);
  const known = new Set(ids);
  return rules.flatMap(({ values, where, path }) =>
    (Array.isArray(values.destinations) ? values.destinations : []).flatMap((id: unknown, index) =>
      typeof id !== 'string' || known.has(id)
        ? []
        : [
            {
              where,
              path: [...path, 'destinations', index],
              message: `unknown destination ${quoted(id)}${didYouMean(id, ids)}`,
            },
          ],
    ),
  );
};
