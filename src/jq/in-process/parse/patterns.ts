import type { Reader } from './reader.ts';
import { readString, textSyntax } from './strings.ts';
import type { Pattern, PatternEntry, Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/** After `as`: one pattern, or alternatives separated by `?//`. */
export const readPatterns = (reader: Reader): readonly Pattern[] => {
  const patterns = [readPattern(reader)];
  while (reader.accept('?//')) patterns.push(readPattern(reader));
  return patterns;
};

const readPattern = (reader: Reader): Pattern => {
  if (reader.kind() === 'variable') return { kind: 'name', name: reader.take().text };
  if (reader.accept('[')) {
    const items = [readPattern(reader)];
    while (reader.accept(',')) items.push(readPattern(reader));
    reader.expect(']');
    return { kind: 'array', items };
  }
  reader.expect('{');
  const entries = [readEntry(reader)];
  while (reader.accept(',')) entries.push(readEntry(reader));
  reader.expect('}');
  return { kind: 'object', entries };
};

const readEntry = (reader: Reader): PatternEntry => {
  if (reader.kind() === 'variable') {
    const name = reader.take().text;
    return { key: textSyntax(name), name, value: reader.accept(':') ? readPattern(reader) : undefined };
  }
  const key = readKey(reader);
  reader.expect(':');
  return { key, name: undefined, value: readPattern(reader) };
};

const readKey = (reader: Reader): Syntax => {
  const kind = reader.kind();
  if (kind === 'name' || kind === 'keyword') return textSyntax(reader.take().text);
  if (kind === 'string-start' || kind === 'format') return readString(reader);
  if (!reader.accept('(')) throw new UnsupportedProgram('expected a key of a pattern');
  const key = reader.query();
  reader.expect(')');
  return key;
};
