import { eventNamesOf, eventSources, isKnownEvent } from '../../catalogue/events.ts';
import { fieldAt } from '../../catalogue/fields.ts';
import { regions } from '../../catalogue/regions.ts';
import type { How } from './facts.ts';
import { matches } from './matches.ts';
import type { FieldValue } from './values.ts';

/** What a field is compared with, and how. */
export interface Wanted {
  readonly how: Exclude<How, '<'>;
  readonly value: string;
  readonly flags: string | undefined;
  /** The eventSources that must hold together with it. */
  readonly sources: readonly string[];
}

/** Whether a field can have such a value, as far as the catalogue knows. */
export const isPossible = (field: FieldValue, { how, value, flags, sources }: Wanted): boolean => {
  if (hasOtherLetters(field, how, value)) return false;
  // Of a few sources the catalogue does not know the events.
  if (isEventName(field) && sources.some((source) => isKnownEvent(source, value))) return true;
  const candidates = valuesOf(field);
  if (candidates !== undefined)
    return candidates.some((candidate) => matches(how, inLetters(field, candidate), value, flags) !== false);
  const form = fieldAt(field.path)?.form;
  return how !== '==' || form === undefined || field.letters !== undefined || form.pattern.test(value);
};

/** Every value that a field can have, where the catalogue knows them all. */
export const valuesOf = (field: FieldValue): readonly string[] | undefined => {
  if (isEventName(field)) return allEventNames();
  if (isEventSource(field)) return eventSources();
  return field.path === 'awsRegion' ? regions : fieldAt(field.path)?.values;
};

let names: readonly string[] | undefined;

const allEventNames = (): readonly string[] => {
  names ??= [...new Set(eventSources().flatMap(eventNamesOf))];
  return names;
};

export const isEventName = ({ path }: FieldValue): boolean =>
  path === 'eventName' || path === 'insightDetails.eventName';

export const isEventSource = ({ path }: FieldValue): boolean =>
  path === 'eventSource' || path === 'insightDetails.eventSource';

/** Nothing in small letters equals a text with a capital. */
export const hasOtherLetters = (field: FieldValue, how: How, value: string): boolean =>
  how !== 'test' && value !== inLetters(field, value);

/** As jq changes them: ASCII only. */
export const inLetters = ({ letters }: FieldValue, text: string): string => {
  if (letters === undefined) return text;
  return letters === 'ascii_downcase'
    ? text.replaceAll(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
    : text.replaceAll(/[a-z]+/g, (smalls) => smalls.toUpperCase());
};
