import { refuse } from '../imported.ts';

/** A text in small letters, as jq's `ascii_downcase` makes it of a record's. */
export const lowered = (text: string): string => {
  const other = [...text].find((character) => character > '\x7f' && hasCase(character));
  if (other !== undefined) {
    refuse(
      `it ignores the case of ${JSON.stringify(text)}, but jq knows upper and lower case only of A to Z, not of ${other}`,
    );
  }
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
};

const hasCase = (character: string): boolean => character.toLowerCase() !== character.toUpperCase();
