import { isJsonArray, isJsonObject, type JsonValue, nonEmptyString } from '../../json.ts';
import { isOfTrigger } from './neighbours.ts';

/**
 * Whether a record lies somewhere in what should have none, however deep. It is not read: in a notice, parts may be
 * what somebody else wrote, such as tags. Text is not looked at, since anybody on the internet may write some of it.
 */
export const hidesRecord = (value: JsonValue): boolean => {
  const left = [value];
  while (left.length > 0) {
    const one = left.pop();
    if (isJsonArray(one)) for (const entry of one) left.push(entry);
    else if (isJsonObject(one)) {
      if (isWholeRecord(one)) return true;
      for (const member of Object.values(one)) left.push(member);
    }
  }
  return false;
};

const isWholeRecord = (value: Readonly<Record<string, JsonValue>>): boolean =>
  !isOfTrigger(value) &&
  ['eventVersion', 'eventSource', 'eventName'].every((field) => nonEmptyString(value[field]) !== undefined);
