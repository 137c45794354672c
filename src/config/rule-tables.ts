import { nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import type { Rule } from '../rules/rule.ts';
import { didYouMean, problemsOf, type UnplacedProblem } from './problem.ts';
import type { AddProgram } from './programs.ts';
import { ruleKeys, ruleSchema } from './schema.ts';
import type { Found, Table } from './tables.ts';

/** Reads a rule and adds its programs. A rule with a problem adds them too, so that theirs are reported as well. */
export const readRule = (table: Table, addProgram: AddProgram): Found<Omit<Rule, 'id'>> => {
  const { values, where, path } = table;
  const rule = ruleSchema.safeParse(values);
  const matchProgram = addProgram(table, 'jq_match');
  if (!rule.success)
    return { values: [], problems: problemsOf(rule.error, values, { where, path, keys: ruleKeys }) };
  if (matchProgram === undefined) throw new TypeError(`${where} is valid without a program`);
  return { values: [{ ...rule.data, matchProgram }], problems: [] };
};

/** Rules may have the same name, as in the original: later ones get a number, and so do names that end like one. */
export const withIds = (rules: readonly Omit<Rule, 'id'>[]): readonly Rule[] => {
  const seen = new Map<string, number>();
  return rules.map((rule) => {
    const sameBefore = seen.get(rule.name) ?? 0;
    seen.set(rule.name, sameBefore + 1);
    const isId = sameBefore === 0 && !/#\d+$/.test(rule.name);
    return { ...rule, id: isId ? rule.name : `${rule.name}#${sameBefore + 1}` };
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
