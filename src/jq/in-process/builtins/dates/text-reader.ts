/** Reads a text from its start. What does not match is not consumed. */
export interface TextReader {
  readonly reads: (expected: string, letterCase?: 'in any case') => boolean;
  /** Always true: there may be no space. */
  readonly skipSpace: () => boolean;
  /** As many digits as the number may have, after optional white space. Undefined when there is none. */
  readonly number: (most: number, digits: number) => number | undefined;
  readonly matches: (sticky: RegExp) => string | undefined;
  readonly rest: () => string;
}

export const createReader = (text: string): TextReader => {
  let at = 0;
  const isDigit = (): boolean => /^[0-9]$/.test(text.charAt(at));
  const reader: TextReader = {
    reads: (expected, letterCase) => {
      const found = text.slice(at, at + expected.length);
      const isSame =
        letterCase === undefined ? found === expected : found.toLowerCase() === expected.toLowerCase();
      if (isSame) at += expected.length;
      return isSame;
    },
    skipSpace: () => {
      while (isSpace(text.charAt(at))) at += 1;
      return true;
    },
    number: (most, digits) => {
      reader.skipSpace();
      if (!isDigit()) return undefined;
      let value = 0;
      let left = digits;
      do {
        value = value * 10 + Number(text.charAt(at));
        at += 1;
        left -= 1;
      } while (left > 0 && value * 10 <= most && isDigit());
      return value;
    },
    matches: (sticky) => {
      sticky.lastIndex = at;
      const [found] = sticky.exec(text) ?? [];
      at += found?.length ?? 0;
      return found;
    },
    rest: () => text.slice(at),
  };
  return reader;
};

/** C's `isspace`. */
const isSpace = (character: string): boolean => /^[ \t-\r]$/.test(character);
