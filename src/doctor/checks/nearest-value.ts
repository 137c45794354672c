import { closestMatch } from 'leven';
import { nearestEventName, nearestEventSource } from '../../catalogue/events.ts';
import { fieldAt } from '../../catalogue/fields.ts';
import { nearestRegion } from '../../catalogue/regions.ts';
import { matches } from '../reading/matches.ts';
import {
  hasOtherLetters,
  inLetters,
  isEventName,
  isEventSource,
  valuesOf,
  type Wanted,
} from '../reading/possible-values.ts';
import type { FieldValue } from '../reading/values.ts';

/** What somebody probably meant by a value that a field never has. */
export const nearestValue = (field: FieldValue, wanted: Wanted): string | undefined => {
  const { how, value, sources } = wanted;
  if (hasOtherLetters(field, how, value)) return inLetters(field, value);
  if (field.letters !== undefined || how === 'test') return undefined;
  if (how !== '==') return inLettersOfAValue(field, wanted);
  if (isEventName(field)) return nearestEventName(value, sources[0]) ?? nearestEventName(value);
  if (isEventSource(field)) return nearestEventSource(value);
  if (field.path === 'awsRegion') return nearestRegion(value);
  const { values, form } = fieldAt(field.path) ?? {};
  if (isIdentityCenter(field, value)) return undefined;
  if (values !== undefined) return nearestOf(values, value);
  const bare = value.replaceAll(/[\s-]/g, '');
  return form?.pattern.test(bare) ? bare : undefined;
};

/** Types such as "SSOUser", which people of IAM Identity Center do not have. */
export const isIdentityCenter = ({ path }: FieldValue, value: string): boolean =>
  path === 'userIdentity.type' && /^sso|awsreservedsso/i.test(value);

const nearestOf = (values: readonly string[], value: string): string | undefined => {
  const nearest = closestMatch(
    value.toLowerCase(),
    values.map((one) => one.toLowerCase()),
    { maxDistance: Math.ceil(value.length / 2) },
  );
  return values.find((one) => one.toLowerCase() === nearest);
};

/** `startswith("create")` as the first value writes it that begins so in other letters. */
const inLettersOfAValue = (field: FieldValue, { how, value }: Wanted): string | undefined => {
  const lower = value.toLowerCase();
  const found = valuesOf(field)?.find((candidate) => matches(how, candidate.toLowerCase(), lower));
  if (found === undefined) return undefined;
  const start = how === 'endswith' ? found.length - value.length : found.toLowerCase().indexOf(lower);
  return found.slice(start, start + value.length);
};
