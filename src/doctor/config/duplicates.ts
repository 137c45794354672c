import { thresholdKeys } from '../../config/rule-schema.ts';
import { type Table, withKnownKeys } from '../../config/tables.ts';
import { type ConfigCheck, textsIn, warningAt } from './check.ts';

/** Rules with one name, which look alike in alerts, and rules that alert twice of the same. */
export const duplicates: ConfigCheck = ({ rules }) => [
  ...laterOnes(rules, ({ values }) => values.name).map(({ table, first }) =>
    warningAt(table, 'name', {
      kind: 'duplicate-name',
      message: `${theRule(first, table, rules)} has the same name: nobody sees which one an alert is of`,
    }),
  ),
  ...laterOnes(rules, whatItDoes).map(({ table, first }) =>
    warningAt(table, 'jq_match', {
      kind: 'duplicate-rule',
      message: `${first.where} has the same jq_match and the same destinations: they are alerted twice`,
    }),
  ),
];

const whatItDoes = ({ values }: Table): string | undefined => {
  const destinations = textsIn(values.destinations);
  if (typeof values.jq_match !== 'string' || destinations.length === 0) return undefined;
  const program = values.jq_match.trim().replaceAll(/\s+/g, ' ');
  const { count, key, distinct } = withKnownKeys(values.threshold, thresholdKeys);
  // One for calls that succeed and one for those that are denied do not alert of the same.
  const outcome = values.outcome ?? 'any';
  return JSON.stringify([program, outcome, [count, key, distinct].map(String), ...destinations.toSorted()]);
};

/** Those after the first with the same key. */
const laterOnes = (
  tables: readonly Table[],
  keyOf: (table: Table) => unknown,
): readonly { readonly table: Table; readonly first: Table }[] => {
  const firsts = new Map<string, Table>();
  return tables.flatMap((table) => {
    const key = keyOf(table);
    if (typeof key !== 'string') return [];
    const first = firsts.get(key);
    if (first !== undefined) return [{ table, first }];
    firsts.set(key, table);
    return [];
  });
};

const theRule = (rule: Table, from: Table, rules: readonly Table[]): string => {
  if (rule.file !== from.file)
    return rule.file === undefined ? 'a rule of the config' : `a rule in ${rule.file}`;
  const ofFile = rules.filter(({ file }) => file === rule.file);
  return `the ${ordinal(ofFile.indexOf(rule) + 1)} rule`;
};

const ordinal = (number: number): string => {
  const suffix = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' };
  return `${number}${suffix[new Intl.PluralRules('en', { type: 'ordinal' }).select(number)]}`;
};
