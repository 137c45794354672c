/**
 * The message of a program's error without values of the record, which must not get into the log and would make every
 * message different. jq quotes the beginning of a value in its messages, and `error(.)` makes a message of a whole
 * record.
 */
export const withoutValues = (message: string): string => {
  const short = message
    .replace(/^date ".*" does not match/s, 'date … does not match')
    .replace(/\(while parsing '.*'\)/s, '(while parsing …)')
    .replace(/^.* (\(at offset \d+\) is not a valid regex|is not a valid modifier string)/s, '… $1')
    .replace(/\b(string|number|object|array) \(.*\)/s, '$1 (…)')
    .replace(/[{[].*[\]}]|[{[].*/s, '…');
  return short.length > maxCharacters ? `${short.slice(0, maxCharacters)}…` : short;
};

const maxCharacters = 200;
