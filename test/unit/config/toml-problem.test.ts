import { parse } from '@iarna/toml';
import { expect, it } from 'vitest';
import { tomlProblem } from '../../../src/config/toml-problem.ts';

const problemIn = (text: string): string => {
  try {
    parse(text);
    return 'none';
  } catch (error) {
    const { where, line, column, message } = tomlProblem(error, text);
    return `${where} ${line}:${column}: ${message}`;
  }
};

const endOfLine = String.raw`expected the line to end after the value: text must be in quotes, and a " in "text" must be \"`;

it.each([
  ['a = 1\nb = "x', '2:5: the string has no closing quote on its line'],
  ['a = ["x", "y]\n', '1:11: the string has no closing quote on its line'],
  ["a = 'x\nb = 'y'\n", '1:5: the string has no closing quote on its line'],
  ['# """\na = """x"""\nb = """y\n\nc = "z"\n', '3:5: the string has no closing quotes'],
  ['a = \n', '1:5: expected a value after ='],
  ['a = # later\n', '1:5: expected a value after ='],
  ['a = x y\n', `1:5: expected a value, got "x": text must be in quotes, " or '`],
  ['\na = .x == "y"\n', `2:5: expected a value, got ".": text must be in quotes, " or '`],
  ['a = True\n', `1:5: expected a value, got "T": text must be in quotes, " or '`],
  ['a = “x”\n', `1:5: expected a value, got "“": text must be in quotes, " or '`],
  ['a = true story\n', `1:10: ${endOfLine}`],
  ['\na = "x == "y""\n', `2:12: ${endOfLine}`],
  ['[a] b\n', '1:5: expected the line to end after the name of the table'],
  ['[a]\nb = 1\nb = 2\n', '3:1: b is there twice in the same table'],
  ['b = 1\nb = """\nc = """\n', '3:1: a key is there twice in the same table'],
  ['[a]\nb = 1\n[c]\n[a]\n', '4:1: [a] is there twice: put all its keys below the first'],
  ['[[a]]\n[a]\n', '2:1: [a] is there before as [[a]]: each needs double brackets'],
  ['[a]\n[[a]]\n', '2:1: [[a]] is there before, but not in double brackets, which each needs'],
  ['[[a]]\nb "x"\n', String.raw`2:3: expected = after the key, got "\""`],
  ['[[a]]\nb\n', '2:2: expected = after the key, got the end of the line'],
  ['a: 1\n', '1:2: expected = after the key, got ":"'],
  ['a = ["x" "y"]\n', String.raw`1:10: expected a comma or ] in the list, got "\""`],
  ['a = { b = 1,\n c = 2 }\n', '1:13: a list has no closing ], or a table in { } does not end on its line'],
  ['[[a]\n', '1:5: expected ] after the name of the table, got the end of the line'],
  ['// x\n', '1:1: expected a key, a [table] or a # comment, got "/"'],
  ['😀 = 1', '1:1: expected a key, a [table] or a # comment, got "😀"'],
  [
    String.raw`a = "\d"`,
    String.raw`1:7: \ before "d" is no escape: a \ in "text" must be \\, and in 'text' it stays as it is`,
  ],
])('a mistake in TOML is said in words, and where it is: %j', (text, problem) =>
  expect(problemIn(text)).toBe(`TOML ${problem}`),
);

it('a key that is a token is not repeated', () =>
  expect(problemIn('xoxb-111111111111 = 1\nxoxb-111111111111 = 2\n')).toBe(
    'TOML 2:1: (a secret)        is there twice in the same table',
  ));

it('what is not known keeps the words of the parser', () =>
  expect(problemIn('a = 2026-13-45\n')).toBe('TOML undefined:undefined: Invalid Datetime'));
