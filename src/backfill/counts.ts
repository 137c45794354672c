/** What log files hold, for a person who wants to know how many alerts they would cause. */
export interface Counted {
  readonly records: number;
  /** How many records each rule matched, by the name of the rule, without those that were ignored. */
  readonly matches: ReadonlyMap<string, number>;
  /** How often a rule failed on a record. */
  readonly ruleFailures: number;
  /** Rules that did not fit into a result, and how many records they matched. */
  readonly others: { readonly rules: number; readonly matches: number };
}

/** The sum of many. A rule among the others of several is counted several times there. */
export const sumOfCounted = (all: readonly Counted[]): Counted => {
  const matches = new Map<string, number>();
  for (const counted of all)
    for (const [rule, times] of counted.matches) matches.set(rule, (matches.get(rule) ?? 0) + times);
  return {
    records: sum(all.map(({ records }) => records)),
    matches,
    ruleFailures: sum(all.map(({ ruleFailures }) => ruleFailures)),
    others: {
      rules: sum(all.map(({ others }) => others.rules)),
      matches: sum(all.map(({ others }) => others.matches)),
    },
  };
};

/**
 * As the result of a task of S3 Batch Operations, `records=812&rule.Root+login=3`: without quotes, commas and line breaks,
 * since it is documented nowhere how they are written in a completion report. The rules with most matches come first, and
 * those that do not fit are `others=2&others.matches=7`.
 */
export const resultOfCounted = ({ records, matches, ruleFailures, others }: Counted): string => {
  const head = formOf([
    ['records', records],
    ['ruleFailures', ruleFailures],
  ]);
  const byMatches = [...matches].toSorted(([, a], [, b]) => b - a);
  let result = head;
  let { rules: left, matches: leftMatches } = others;
  for (const [rule, times] of byMatches) {
    const next = `${result}&${new URLSearchParams([[`${ofRule}${rule}`, String(times)]])}`;
    if (next.length <= maxResult - roomForOthers) result = next;
    else {
      left += 1;
      leftMatches += times;
    }
  }
  const rest = formOf([
    ['others', left],
    ['others.matches', leftMatches],
  ]);
  return rest === '' ? result : `${result}&${rest}`;
};

/** Undefined for a result that is none of these. */
export const countedInResult = (result: string): Counted | undefined => {
  if (!/^records=\d/.test(result)) return undefined;
  const form = new URLSearchParams(result);
  const numberOf = (name: string): number => Number(form.get(name) ?? 0);
  const matches = [...form]
    .filter(([name]) => name.startsWith(ofRule))
    .map(([name, times]) => [name.slice(ofRule.length), Number(times)] as const);
  return {
    records: numberOf('records'),
    matches: new Map(matches),
    ruleFailures: numberOf('ruleFailures'),
    others: { rules: numberOf('others'), matches: numberOf('others.matches') },
  };
};

const ofRule = 'rule.';

/** S3 keeps at most 1,024 characters of a result. */
const maxResult = 1024;

/** `&others=…&others.matches=…`, with numbers of up to eight digits. */
const roomForOthers = 40;

/** `records` always, the rest only if there is any. */
const formOf = (numbers: readonly (readonly [string, number])[]): string =>
  numbers
    .filter(([name, number]) => name === 'records' || number > 0)
    .map(([name, number]) => `${name}=${number}`)
    .join('&');

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
