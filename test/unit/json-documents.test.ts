import { describe, expect, it, vi } from 'vitest';
import { documentsIn } from '../../src/json-documents.ts';

/** The documents, with `broken` for what is none. */
const read = (text: string): readonly unknown[] =>
  [...documentsIn(text)].map((document) => (document instanceof SyntaxError ? 'broken' : document));

describe('the documents in a text are found', () => {
  it.each([
    ['alone', '{"a":1}', [{ a: 1 }]],
    ['one a line', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['one a line, as Windows ends lines', '{"a":1}\r\n{"a":2}\r\n', [{ a: 1 }, { a: 2 }]],
    ['joined', '{"a":1}{"a":2}[3]', [{ a: 1 }, { a: 2 }, [3]]],
    ['over several lines', '{\n "a": 1\n}\n{\n "a": 2\n}', [{ a: 1 }, { a: 2 }]],
    ['with commas between them', '{"a":1},\n{"a":2}', [{ a: 1 }, { a: 2 }]],
    ['with record separators', '\u001e{"a":1}\n\u001e{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['after a byte order mark', '\ufeff{"a":1}', [{ a: 1 }]],
    ['with brackets and quotes in strings', '{"a":"}\\"{"}{"b":"]"}', [{ a: '}"{' }, { b: ']' }]],
    ['as strings', '"one"\n"two \\" {"\n', ['one', 'two " {']],
    ['as numbers and words', '1\ntrue\nnull\n', [1, true, null]],
    ['nowhere', ' \n\n ', []],
  ])('%s', (_, text, documents) => expect(read(text)).toEqual(documents));
});

describe('what is no JSON costs', () => {
  it.each([
    ['itself, between documents', 'INFO {"a":1} done {"a":2}', ['broken', { a: 1 }, 'broken', { a: 2 }]],
    ['itself, when it does not end', '{"a":1}{"b":', [{ a: 1 }, 'broken']],
    ['its line, when it does not end', '{"a":1}\n{"b":\n{"a":2}\n', [{ a: 1 }, 'broken', { a: 2 }]],
    ['its line, when a string does not end', '{"a":1}\n{"b":"\n{"a":2}', [{ a: 1 }, 'broken', { a: 2 }]],
    [
      'its line, when brackets do not fit',
      '{"b":[}\n{"a":2}\n]\n{"a":3}',
      ['broken', { a: 2 }, 'broken', { a: 3 }],
    ],
    ['only itself, when it is text', 'hello', ['broken']],
    ['one piece, when it is many numbers', '1 2 3 4', ['broken']],
  ])('%s', (_, text, documents) => expect(read(text)).toEqual(documents));
});

describe('each document comes with the number of its values, at most', () => {
  it.each([
    ['{}', 2],
    ['[1,2,3]', 4],
    ['{"a":1,"b":[true,null]}', 5],
    // An empty array has one bracket, and no value.
    ['[[],[[]]]', 6],
    ['"a,b[c{d"', 1],
    ['["a\\",","b\\\\",","]', 4],
    ['["\\\\\\"[","["]', 3],
    ['12', 1],
  ])('%s', (text, expected) => {
    const counts: number[] = [];
    const parse = (document: string, values: number) => {
      counts.push(values);
      return JSON.parse(document);
    };
    expect([...documentsIn(`${text}\n${text}`, parse)]).toEqual([JSON.parse(text), JSON.parse(text)]);
    expect(counts).toEqual([expected, expected]);
  });
});

it('an error that is not about JSON is not taken for a broken document', () => {
  const refuse = () => {
    throw new RangeError('too much');
  };
  expect(() => [...documentsIn('{}', refuse)]).toThrow('too much');
});

/** How many characters are looked at to read such a text, by us and by JSON.parse. */
const stepsFor = (text: string): number => {
  let steps = 0;
  const { charAt, charCodeAt, indexOf } = String.prototype;
  const spies = [
    vi.spyOn(String.prototype, 'charAt').mockImplementation(function (this: string, at) {
      steps += 1;
      return charAt.call(this, at);
    }),
    vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
      steps += 1;
      return charCodeAt.call(this, at);
    }),
    vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, wanted, from = 0) {
      const found = indexOf.call(this, wanted, from);
      steps += (found === -1 ? this.length : found) - from;
      return found;
    }),
  ];
  const parse = (piece: string) => {
    steps += piece.length;
    return JSON.parse(piece);
  };
  for (const _ of documentsIn(text, parse));
  for (const spy of spies) spy.mockRestore();
  return steps;
};

describe('twice the text is twice the work', () => {
  it.each([
    ['objects that do not end', '{\n'],
    ['strings that do not end', '"\n'],
    ['brackets that do not fit', '{]\n'],
    ['joined documents in one line after one that does not end', '{}'],
    ['text between documents', 'x {}\n'],
    ['blank lines', '\n'],
  ])('%s', (_, unit) => {
    const [once = 0, twice = 0] = [500, 1000].map((times) => stepsFor(`{"x":\n${unit.repeat(times)}`));
    expect(once).toBeGreaterThan(500);
    expect(twice / once).toBeLessThan(2.1);
  });
});
