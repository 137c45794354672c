/** A text as one word of a shell, quoted only if it must be. */
export const shellWord = (text: string): string => (/^[\w./:-]+$/.test(text) ? text : quotedWord(text));

/** A text as one quoted word of a shell. */
export const quotedWord = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
