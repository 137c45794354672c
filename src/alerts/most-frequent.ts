import { isJsonObject, type JsonValue, nonEmptyString } from '../json.ts';

/** The three most frequent values of a list with numbers, as CloudTrail writes it, in words: `a, b, c, and 2 more`. */
export const mostFrequent = (...list: Parameters<typeof byFrequency>): string | undefined => {
  const values = byFrequency(...list);
  const more = values.length - maxShown;
  return nonEmptyString([...values.slice(0, maxShown), ...(more > 0 ? [`and ${more} more`] : [])].join(', '));
};

const maxShown = 3;

/** All of them, the most frequent first. */
export const byFrequency = (
  list: readonly JsonValue[],
  value: string,
  frequency: string,
): readonly string[] =>
  list
    .filter(isJsonObject)
    .toSorted((a, b) => numberOf(b[frequency]) - numberOf(a[frequency]))
    .flatMap((one) => nonEmptyString(one[value]) ?? [])
    // CloudTrail writes a missing error code so.
    .filter((text) => text !== 'null');

const numberOf = (value: JsonValue | undefined): number => (typeof value === 'number' ? value : 0);
