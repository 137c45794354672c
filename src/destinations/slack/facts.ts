import type { Fact } from '../../alerts/facts-about.ts';
import { factText, factWithin } from '../../alerts/text.ts';
import type { JsonObject } from '../../json.ts';
import { inlineCode, markdown, section, withEntities } from './texts.ts';

/**
 * Short facts in two columns, then the long ones over the whole width: an ARN in half of it breaks into many lines.
 * Slack shows times in the zone of each reader.
 */
export const factBlocks = (facts: readonly Fact[]): readonly JsonObject[] => {
  const short = facts.filter(isShort);
  const long = facts.filter((fact) => !isShort(fact));
  return [
    ...sectionsOfFields(short.map((fact) => markdown(`*${fact[0]}*\n${shownShort(fact)}`))),
    ...(long.length === 0 ? [] : [section(markdown(long.map(shownLong(long.length)).join('\n')))]),
  ];
};

/** A column holds about 40 characters of code in a window of usual width. */
const maxShort = 36;

const isShort = (fact: Fact): boolean =>
  typeof fact[1] === 'string' &&
  (momentIn(fact) !== undefined || withEntities(factText(fact, maxShort)).length <= maxShort);

const shownShort = (fact: Fact): string => {
  const moment = momentIn(fact);
  return moment === undefined ? inlineCode(factText(fact, maxShort), maxShort) : dateOf(moment);
};

const shownLong =
  (count: number) =>
  (fact: Fact): string => {
    const limit = Math.min(maxOf(fact), Math.floor(maxLong / count) - 20);
    return `*${fact[0]}*  ${inlineCode(listText(fact, limit), limit)}`;
  };

/** Lists, and why a call was denied, which the record below does not say again: the reason stands at its end. */
const maxOf = ([label, fact]: Fact): number => (typeof fact === 'string' && label !== 'Error' ? 300 : 600);

/** For all of them: a section takes 3,000 characters (Slack, "Section block"). */
const maxLong = 2900;

/** In one line within `limit` escaped characters; of a list, what fits and how many more there are. */
export const listText = (fact: Fact, limit: number): string =>
  factWithin(fact, limit, (part) => withEntities(part).length);

/** A section takes ten fields (Slack, "Section block"). */
const sectionsOfFields = (fields: readonly JsonObject[]): readonly JsonObject[] =>
  fields.length === 0
    ? []
    : [{ type: 'section', fields: fields.slice(0, 10) }, ...sectionsOfFields(fields.slice(10))];

/** The time in UTC that a fact is, whatever zone it is shown in. */
const momentIn = ([label, text]: Fact): string | undefined =>
  times.has(label) && typeof text === 'string'
    ? /^(?:[^()]{1,80} \()?(\d{4}-\d\d-\d\dT[\d:.]{8,18}Z)\)?$/.exec(text)?.[1]
    : undefined;

const times: ReadonlySet<string> = new Set(['When', 'First', 'Last']);

/** Slack, "Formatting text for app surfaces", "Date formatting". Clients that know no such dates show what is after the bar. */
const dateOf = (utc: string): string => {
  const epoch = Math.floor(Date.parse(utc) / 1000);
  return Number.isNaN(epoch)
    ? inlineCode(utc, 40)
    : `<!date^${epoch}^{date_short_pretty} {time_secs}|${utc}>`;
};
