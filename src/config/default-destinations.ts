import { quoted } from '../redact.ts';
import type { UnplacedProblem } from './problem.ts';
import type { RuleTable } from './rule-tables.ts';
import { problemIn } from './tables.ts';

/** Rules with their destinations, and what is wrong with those that have none and need some. */
interface WithDestinations {
  readonly rules: readonly RuleTable[];
  readonly problems: readonly UnplacedProblem[];
}

/** Gives the default destinations to rules without any of their own. `optional`: they can do without. */
export const withDefaultDestinations = (
  rules: readonly RuleTable[],
  defaults: readonly string[] | undefined,
  { optional }: { readonly optional: boolean },
): WithDestinations => {
  if (defaults !== undefined) {
    const destinations = defaults;
    const complete = rules.map((rule) =>
      lacksDestinations(rule) ? { ...rule, values: { ...rule.values, destinations } } : rule,
    );
    return { rules: complete, problems: [] };
  }
  return { rules, problems: optional ? [] : missingIn(rules.filter(lacksDestinations)) };
};

export const lacksDestinations = ({ values }: RuleTable): boolean => values.destinations === undefined;

/** Packs leave their destinations to the config that includes them: this is one problem of it, not one of each rule. */
const missingIn = (rules: readonly RuleTable[]): readonly UnplacedProblem[] => {
  const [first, ...others] = rules.filter(({ file }) => file !== undefined);
  return [
    ...rules
      .filter(({ file }) => file === undefined)
      .map((rule) => problemIn(rule, ['destinations'], 'destinations is missing')),
    ...(first === undefined ? [] : [missingDefault(first, others.length)]),
  ];
};

const missingDefault = ({ where, file = '' }: RuleTable, others: number): UnplacedProblem => {
  const more = others === 0 ? '' : `, and ${others} more`;
  return {
    where: 'config',
    path: ['include'],
    message: `default_destinations is missing: an included file has rules without destinations: ${where} in ${quoted(file)}${more}`,
  };
};
