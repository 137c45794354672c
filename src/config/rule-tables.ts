import { quoted } from '../errors.ts';
import { nonEmptyString } from '../json.ts';
import { didYouMean, type Path, problemsOf, type UnplacedProblem } from './problem.ts';
import { isBlank, type RuleConfig, ruleKeys, ruleSchema } from './schema.ts';
import type { Found, Table } from './tables.ts';

export const readRule = ({ values, where, path }: Table): Found<Omit<RuleConfig, 'id'>> => {
  const rule = ruleSchema.safeParse(values);
  return rule.success
    ? { values: [rule.data], problems: [] }
    : { values: [], problems: problemsOf(rule.error, values, { where, path, keys: ruleKeys }) };
};

/** Rules may have the same name, as in the original. A name that ends like an id has a number of its own. */
export const withIds = (rules: readonly Omit<RuleConfig, 'id'>[]): readonly RuleConfig[] =>
  rules.map((rule, index) => {
    const sameBefore = rules.slice(0, index).filter(({ name }) => name === rule.name).length;
    const isId = sameBefore === 0 && !/#\d+$/.test(rule.name);
    return { ...rule, id: isId ? rule.name : `${rule.name}#${sameBefore + 1}` };
  });

/** The jq of a rule, and how to speak of it. */
export interface ProgramText {
  readonly text: string;
  readonly where: string;
  readonly path: Path;
}

/** The program of a rule that has some jq, even of one with another problem. */
export const programIn = ({ values, where, path }: Table): readonly ProgramText[] => {
  const text = values.jq_match;
  return typeof text !== 'string' || isBlank(text) ? [] : [{ text, where, path: [...path, 'jq_match'] }];
};

export const unknownDestinations = (
  rules: readonly Table[],
  destinations: readonly Table[],
): readonly UnplacedProblem[] => {
  const ids = destinations.flatMap(({ values }) => nonEmptyString(values.id) ?? []);
  return rules.flatMap(({ values, where, path }) =>
    (Array.isArray(values.destinations) ? values.destinations : []).flatMap((id: unknown, index) =>
      typeof id !== 'string' || ids.includes(id)
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
