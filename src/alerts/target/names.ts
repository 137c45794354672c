import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import { shownValue, valuesAt } from './values.ts';

/**
 * What the parameters of any call name: up to three of the keys that end in Name, Id or Arn, first those that the call is
 * named after. Undefined if there is none.
 */
export const namesIn = (
  parameters: JsonObject,
  eventName: string,
  account: string | undefined,
  levels = 2,
): string | undefined => {
  const object = objectOf(eventName);
  const named = Object.entries(parameters)
    .flatMap((entry) => nameIn(entry, object, account))
    .toSorted((a, b) => a.rank - b.rank);
  const texts = new Map<string, string>();
  for (const { noun, text } of named) if (!texts.has(noun)) texts.set(noun, text);
  if (texts.size > 0)
    return [...texts]
      .slice(0, maxNames)
      .map(([noun, text]) => `${noun} ${text}`)
      .join(', ');
  // Answers have what was made in one element.
  const [only, ...others] = Object.values(parameters).filter(isJsonObject);
  return only === undefined || others.length > 0 || levels === 1
    ? undefined
    : namesIn(only, eventName, account, levels - 1);
};

const maxNames = 3;

interface Named {
  readonly noun: string;
  readonly text: string;
  /** How much it says, from 0. */
  readonly rank: number;
}

const nameIn = (
  [key, value]: readonly [string, JsonValue],
  object: string,
  account: string | undefined,
): readonly Named[] => {
  const { stem, suffix } = form.exec(key)?.groups ?? {};
  const text = suffix === undefined ? undefined : shownValue(valuesAt(value, []), account);
  if (stem === undefined || suffix === undefined || text === undefined || ofRequests.test(key)) return [];
  const noun = stem === '' || stem === 'display' ? object : inWords(stem);
  const isObject = noun === object || object.endsWith(` ${noun}`);
  return [
    {
      noun,
      text,
      rank: (isObject ? 0 : 10) + (noun === 'account' ? 5 : 0) + suffixes.indexOf(suffix.toLowerCase()),
    },
  ];
};

const form = /^(?<stem>[A-Za-z\d]{0,50}?)(?<suffix>[Nn]ame|[Ii]dentifier|[Ii]d|ID|[Aa]rn|ARN)s?$/;

const suffixes = ['name', 'identifier', 'id', 'arn'];

const ofRequests = /^(?:(?:client)?request|client|caller|transaction|version|attribute)|token/i;

/** `DeleteReplicationGroup` is about a `replication group`. */
const objectOf = (eventName: string): string =>
  inWords(/^(?:[A-Z][a-z]+(?=[A-Z]))?(?<object>[A-Za-z\d]{1,80})$/.exec(eventName)?.groups?.object ?? 'name');

/** `dBInstance`: CloudTrail writes the first letter of an abbreviation small. */
const inWords = (name: string): string =>
  name
    .replace(/^[a-z](?=[A-Z]+[A-Z][a-z]|[A-Z]+$)/, (letter) => letter.toUpperCase())
    .replace(/([a-z\d])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .split(' ')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
    .join(' ');
