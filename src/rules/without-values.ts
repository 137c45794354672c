/**
 * An error of a program without what it takes from the record, for a log, which holds no records, and to tell which
 * errors are alike: a program may make an error of a record, and jq puts the beginning of a value into its own.
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
