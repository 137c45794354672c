import { quoted } from '../redact.ts';
import { matchesGlob } from '../rules/glob.ts';
import { didYouMean, problemsOf, type UnplacedProblem } from './problem.ts';
import { type Override, overrideKeys, overrideSchema } from './rule-schema.ts';
import type { RuleTable } from './rule-tables.ts';
import { type Found, joined, problemIn, type Table } from './tables.ts';

/** What overrides make of rules. */
interface Overridden {
  readonly rules: readonly RuleTable[];
  readonly off: readonly RuleTable[];
  /** The rules whose own destinations count no more. */
  readonly redirected: ReadonlySet<string>;
  readonly problems: readonly UnplacedProblem[];
}

/** Applies overrides in their order: of several with the same key, the last one that is about a rule decides. */
export const withOverrides = (rules: readonly RuleTable[], tables: readonly Table[]): Overridden => {
  const read = joined(tables.map(readOverride));
  const overrides = read.values.map((override) => ({ ...override, isAbout: matchesGlob(override.rule) }));
  const changed = rules.map((rule) => {
    const ofRule = overrides.filter(({ isAbout }) => isAbout(rule.id));
    const isOff = ofRule.findLast(({ enabled }) => enabled !== undefined)?.enabled === false;
    const severity = ofRule.findLast((override) => override.severity !== undefined)?.severity;
    const destinations = ofRule.findLast((override) => override.destinations !== undefined)?.destinations;
    const changes = {
      ...(severity !== undefined && { severity }),
      ...(destinations !== undefined && { destinations }),
    };
    return { rule: { ...rule, values: { ...rule.values, ...changes } }, isOff, destinations };
  });
  return {
    rules: changed.filter(({ isOff }) => !isOff).map(({ rule }) => rule),
    off: changed.filter(({ isOff }) => isOff).map(({ rule }) => rule),
    redirected: new Set(
      changed.filter(({ destinations }) => destinations !== undefined).map(({ rule }) => rule.id),
    ),
    problems: [
      ...read.problems,
      ...unknownRules(
        tables,
        rules.map(({ id }) => id),
      ),
    ],
  };
};

const readOverride = ({ values, where, file, path }: Table): Found<Override> => {
  const override = overrideSchema.safeParse(values);
  if (override.success) return { values: [override.data], problems: [] };
  const problems = problemsOf(override.error, values, { where, path, keys: overrideKeys });
  return { values: [], problems: problems.map((problem) => ({ ...problem, file })) };
};

const unknownRules = (tables: readonly Table[], ids: readonly string[]): readonly UnplacedProblem[] =>
  tables.flatMap((table) => {
    const { rule } = table.values;
    if (typeof rule !== 'string' || rule === '' || ids.some(matchesGlob(rule))) return [];
    return [problemIn(table, ['rule'], `no rule has the id ${quoted(rule)}${didYouMean(rule, ids)}`)];
  });
