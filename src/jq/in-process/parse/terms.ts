import { readObject } from './objects.ts';
import { readPatterns } from './patterns.ts';
import type { Reader } from './reader.ts';
import { readString, textSyntax } from './strings.ts';
import type { Syntax } from './syntax.ts';
import { UnsupportedProgram } from './unsupported-program.ts';

/** An operand with its suffixes: `.a[0]?.b`. */
export const readTerm = (reader: Reader): Syntax => {
  const start = reader.start();
  // These take a term with its suffixes: `-.a` is `-(.a)`, `try .a[0]` is `try (.a[0])`.
  if (reader.accept('-')) return reader.placed(start, { kind: 'negate', of: readTerm(reader) });
  if (reader.accept('try')) return reader.placed(start, readTry(reader));
  let term = reader.placed(start, readBareTerm(reader));
  for (;;) {
    const longer = readSuffix(reader, term);
    if (longer === undefined) return term;
    term = reader.placed(start, longer);
  }
};

const readTry = (reader: Reader): Syntax => {
  const body = readTerm(reader);
  return { kind: 'try', body, handler: reader.accept('catch') ? readTerm(reader) : undefined };
};

const readSuffix = (reader: Reader, target: Syntax): Syntax | undefined => {
  if (reader.kind() === 'field') {
    const key = textSyntax(reader.take().text);
    return { kind: 'index', target, key, optional: reader.accept('?') };
  }
  if (reader.accept('.')) {
    if (reader.accept('[')) return readBrackets(reader, target, false);
    return { kind: 'index', target, key: readString(reader), optional: reader.accept('?') };
  }
  if (reader.accept('[')) return readBrackets(reader, target, true);
  if (reader.accept('?')) return { kind: 'try', body: target, handler: undefined };
  return undefined;
};

/** `[]`, `[key]`, `[from:to]`, `[from:]` or `[:to]`, after the bracket. After a dot, as in `.a.[1:]`, jq allows no slice. */
const readBrackets = (reader: Reader, target: Syntax, maySlice: boolean): Syntax => {
  if (reader.accept(']')) return { kind: 'each', target, optional: reader.accept('?') };
  const from = reader.at(':') ? undefined : reader.query();
  if (from !== undefined && (!maySlice || reader.at(']'))) {
    reader.expect(']');
    return { kind: 'index', target, key: from, optional: reader.accept('?') };
  }
  if (!maySlice) throw new UnsupportedProgram('a slice after a dot');
  reader.expect(':');
  const to = from !== undefined && reader.at(']') ? undefined : reader.query();
  reader.expect(']');
  return { kind: 'slice', target, from, to, optional: reader.accept('?') };
};

const readBareTerm = (reader: Reader): Syntax => {
  switch (reader.kind()) {
    case 'field':
      return readField(reader);
    case 'number':
      return { kind: 'number', text: reader.take().text };
    case 'string-start':
      return readString(reader);
    case 'format':
      return readFormat(reader);
    case 'variable':
      return { kind: 'variable', name: reader.take().text };
    case 'location':
      reader.take();
      return { kind: 'location' };
    case 'name':
      return readCall(reader);
    default:
      return readSymbolTerm(reader);
  }
};

const readField = (reader: Reader): Syntax => {
  const key = textSyntax(reader.take().text);
  return { kind: 'index', target: { kind: 'identity' }, key, optional: reader.accept('?') };
};

/** `@json "…"` is a string with formatted interpolations, `@json` alone a filter. */
const readFormat = (reader: Reader): Syntax => {
  const name = reader.take().text;
  if (reader.kind() !== 'string-start') return { kind: 'format', name };
  return readString(reader, name);
};

const readCall = (reader: Reader): Syntax => {
  const name = reader.take().text;
  const args: Syntax[] = [];
  if (reader.accept('(')) {
    do args.push(reader.query());
    while (reader.accept(';'));
    reader.expect(')');
    return { kind: 'call', name, args };
  }
  const value = constants.get(name);
  return value === undefined ? { kind: 'call', name, args } : { kind: 'constant', value };
};

/** They are not reserved words, but jq reads them as constants even where a function has the name. */
const constants: ReadonlyMap<string, boolean | null> = new Map([
  ['null', null],
  ['true', true],
  ['false', false],
]);

const readSymbolTerm = (reader: Reader): Syntax => {
  const { text } = reader.take();
  switch (text) {
    case '.':
      return reader.kind() === 'string-start' || reader.kind() === 'format'
        ? {
            kind: 'index',
            target: { kind: 'identity' },
            key: readString(reader),
            optional: reader.accept('?'),
          }
        : { kind: 'identity' };
    case '..':
      return { kind: 'recurse' };
    case '(': {
      const query = reader.query();
      reader.expect(')');
      return query;
    }
    case '[': {
      const items = reader.at(']') ? undefined : reader.query();
      reader.expect(']');
      return { kind: 'array', items };
    }
    case '{':
      return readObject(reader);
    case 'if':
      return readIf(reader);
    case 'reduce':
    case 'foreach':
      return readLoop(reader, text);
    case 'break':
      return { kind: 'break', name: reader.expectKind('variable') };
    default:
      throw new UnsupportedProgram(`${text} does not start a term`);
  }
};

/** After `if` or `elif`. */
const readIf = (reader: Reader): Syntax => {
  const condition = reader.query();
  reader.expect('then');
  const yes = reader.query();
  if (reader.accept('elif')) return { kind: 'if', condition, yes, no: readIf(reader) };
  const no = reader.accept('else') ? reader.query() : undefined;
  reader.expect('end');
  return { kind: 'if', condition, yes, no };
};

const readLoop = (reader: Reader, kind: 'reduce' | 'foreach'): Syntax => {
  const source = reader.expression();
  reader.expect('as');
  const patterns = readPatterns(reader);
  reader.expect('(');
  const init = reader.query();
  reader.expect(';');
  const update = reader.query();
  const extract = kind === 'foreach' && reader.accept(';') ? reader.query() : undefined;
  reader.expect(')');
  return kind === 'reduce'
    ? { kind, source, patterns, init, update }
    : { kind, source, patterns, init, update, extract };
};
