import type { Reader } from './reader.ts';
import { readString, textSyntax } from './strings.ts';
import type { EntrySyntax, Syntax } from './syntax.ts';

/** After the opening brace. jq allows a comma after the last entry. */
export const readObject = (reader: Reader): Syntax => {
  const entries: EntrySyntax[] = [];
  while (!reader.accept('}')) {
    entries.push(readEntry(reader));
    if (reader.accept(',')) continue;
    reader.expect('}');
    break;
  }
  return { kind: 'object', entries };
};

const readEntry = (reader: Reader): EntrySyntax => {
  switch (reader.kind()) {
    case 'name':
    case 'keyword':
      return withValue(reader, textSyntax(reader.take().text));
    case 'string-start':
    case 'format':
      return withValue(reader, readString(reader));
    case 'variable':
      return readVariableEntry(reader);
    default: {
      reader.expect('(');
      const key = reader.query();
      reader.expect(')');
      reader.expect(':');
      return { key, value: readValue(reader) };
    }
  }
};

const withValue = (reader: Reader, key: Syntax): EntrySyntax => ({
  key,
  value: reader.accept(':') ? readValue(reader) : undefined,
});

/** `{$a}` is the field `a` with the value of `$a`; `{$a: 1}` is the field that `$a` names. */
const readVariableEntry = (reader: Reader): EntrySyntax => {
  const name = reader.take().text;
  const variable: Syntax = { kind: 'variable', name };
  return reader.accept(':')
    ? { key: variable, value: readValue(reader) }
    : { key: textSyntax(name), value: variable };
};

/** A value may be a pipe without parentheses, but a comma ends the entry. */
const readValue = (reader: Reader): Syntax => {
  const start = reader.start();
  const left = reader.expression();
  return reader.accept('|') ? reader.placed(start, { kind: 'pipe', left, right: readValue(reader) }) : left;
};
