import { nonEmptyString } from '../json.ts';
import { quoted } from '../redact.ts';
import type { Rule, RulePlace } from '../rules/rule.ts';
import { didYouMean, problemsOf, type UnplacedProblem } from './problem.ts';
import type { AddProgram } from './programs.ts';
import { ruleKeys, ruleSchema } from './rule-schema.ts';
import { type Found, problemIn, type Table } from './tables.ts';
import { readThreshold } from './threshold-table.ts';

/** A `[[rule]]` with its id, which depends on the rules before it. */
export interface RuleTable extends Table {
  readonly id: string;
  readonly place: RulePlace;
}

/** Reads a rule and adds its programs. A rule with a problem adds them too, so that theirs are reported as well. */
export const readRule = (
  table: RuleTable,
  addProgram: AddProgram,
  addThresholdProgram: AddProgram,
): Found<Rule> => {
  const { values, where, path, id, place } = table;
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
  return { values: [{ ...rule.data, id, place, matchProgram, definitions, threshold }], problems };
};

export const withIds = (rules: readonly Table[]): readonly RuleTable[] => {
  const ids = idsOf(rules.map(namesIn));
  return rules.map((rule, index) => {
    const { file, path } = rule;
    return { ...rule, id: ids[index] ?? '', place: { file, number: Number(path[1]) } };
  });
};

const namesIn = ({ values: { name, id } }: Table): { readonly name: string; readonly ownId?: string } => {
  const ownId = nonEmptyString(id);
  return { name: nonEmptyString(name) ?? '', ...(ownId !== undefined && { ownId }) };
};

/**
 * Without an ID of its own, a rule has its name. Rules may have the same name, as in the original: later ones get a
 * number, and so do names that end like one.
 */
export const idsOf = (
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
  const named = rules.map(namesIn);
  const names = Map.groupBy(named, ({ name }) => name);
  const taken = new Set(idsOf(named).filter((_, index) => named[index]?.ownId === undefined));
  return rules.flatMap((table) => {
    const { id, name } = table.values;
    if (typeof id !== 'string' || id === '') return [];
    const isOtherName = (names.get(id) ?? []).length > (name === id ? 1 : 0);
    if (taken.has(id) || isOtherName) return [repeatedId(table, id, rules)];
    taken.add(id);
    return [];
  });
};

/** Where several files are, it is not easy to see which rule is meant. */
const repeatedId = (table: Table, id: string, rules: readonly Table[]): UnplacedProblem => {
  const problem = problemIn(table, ['id'], 'another rule has the same id, or has it as its name');
  const other = rules.find((rule) => rule !== table && (rule.values.id === id || rule.values.name === id));
  return other === undefined || other.file === table.file ? problem : { ...problem, other };
};

/** In a key of rules, or of other tables that name destinations. */
export const unknownDestinations = (
  tables: readonly Table[],
  destinations: readonly Table[],
  key = 'destinations',
): readonly UnplacedProblem[] => {
  const ids = destinations.flatMap(({ values }) => nonEmptyString(values.id) ?? []);
  const known = new Set(ids);
  return tables.flatMap((table) => {
    const named: unknown = table.values[key];
    return (Array.isArray(named) ? named : []).flatMap((id: unknown, index) =>
      typeof id !== 'string' || known.has(id)
        ? []
        : [problemIn(table, [key, index], `unknown destination ${quoted(id)}${didYouMean(id, ids)}`)],
    );
  });
};
