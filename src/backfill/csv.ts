/** The rows of a CSV file, whose fields may be in quotes, with a quote in them as `""` or `\"`. */
export const rowsOf = function* (text: string): Generator<readonly string[]> {
  const fields = /(?:"((?:[^"\\]|""|\\[\s\S])*)"|([^,\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  while (fields.lastIndex < text.length) {
    const field = fields.exec(text);
    // A quote that is never closed: the rest is one field.
    if (field === null) break;
    const [, inQuotes, plain = '', end] = field;
    row.push(
      inQuotes === undefined ? plain : inQuotes.replaceAll(/""|\\(["\\])/g, (_, escaped) => escaped ?? '"'),
    );
    if (end === ',') continue;
    if (row.length > 1) yield row;
    row = [];
  }
  if (row.length > 1) yield row;
};
