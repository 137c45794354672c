import { describe } from 'vitest';
import { itAgreesWithJq, itBailsOut } from '../../../../support/jq/agreement.ts';

describe('builtins of regexes', () => {
  itAgreesWithJq([
    ['test("^(Create|Delete)User$")', 'CreateUser', true],
    ['test("user")', 'CreateUser', undefined],
    ['test("user"; "i")', 'CreateUser', true],
    ['test(["user", "i"])', 'CreateUser', true],
    ['test("(?i)user")', 'CreateUser', true],
    ['test("^(?!Get|List)")', 'CreateUser', true],
    ['test(".*Admin.*")', 'arn:aws:iam::aws:policy/AdministratorAccess', true],
    ['test("a")', null, 'error: null (null) cannot be matched, as it is not a string'],
    ['test(null)', 'a', 'error: null not a string or array'],
    ['test([])', 'a', 'error: array not a string or array'],
    ['test([1])', 'a', 'error: number (1) is not a string'],
    ['test("a"; 1)', 'a', 'error: number (1) is not a string'],
    ['test("a"; "q")', 'a', 'error: q is not a valid modifier string'],
    [
      'match("(a)(?<n>x)?b")',
      'cab',
      {
        offset: 1,
        length: 2,
        string: 'ab',
        captures: [
          { offset: 1, length: 1, string: 'a', name: null },
          { offset: -1, string: null, length: 0, name: 'n' },
        ],
      },
    ],
    ['[match("a*"; "g") | [.offset, .string]]', 'baa', [[0, ''], [1, 'aa'], [3, '']]], // biome-ignore format: a list
    ['[match("", "b").offset]', 'ab', [0, 1]],
    ['capture("(?<y>[0-9]{4})-(?<m>[0-9]{2})-(.*)")', '2024-05-06', { y: '2024', m: '05' }],
    ['[scan("[a-z]")]', 'a1b', ['a', 'b']],
    ['[scan("([a-z])([0-9])?")]', 'a1b', [['a', '1'], ['b', null]]], // biome-ignore format: a pair
    ['[scan("A", "b"; "i", null)]', 'ab', ['a', 'b', 'b']],
    ['[splits(", *")]', 'a, b,c', ['a', 'b', 'c']],
    ['[split("a"; "i", null)]', 'bAca', [['b', 'c', ''], ['bAc', '']]], // biome-ignore format: a pair
    ['sub("(?<x>b)"; "<\\(.x)>")', 'abb', 'a<b>b'],
    ['gsub("b"; "x", "y")', 'abb', 'axx'],
    ['[gsub("b"; "x", "y")]', 'abb', ['axx', 'ayy']],
    ['gsub("B"; "x"; "i")', 'abb', 'axx'],
    ['sub("z"; "x")', 'abb', 'abb'],
    ['[sub("b"; empty)]', 'abb', ['abb']],
    ['[scan("(?:([a-z])|([0-9]))+")]', 'a1b', [['b', '1']]],
    ['[match("(.)(?<!\\\\w)") | .offset, .string]', 'é😀²€', [1, '😀']],
    ['gsub("(?<x>[😀-😂])"; "<\\(.x)>")', 'a😀b😁é', 'a<😀>b<😁>é'],
    ['[splits("\\\\s+")]', 'é\u00a0b\n\u2028😀', ['é', 'b', '😀']],
    ['[test("^a$", "a.b", "a\\\\z")]', 'a\n', [true, false, false]],
    ['sub("b"; 1)', 'abb', 'error: string ("a") and number (1) cannot be added'],
  ]);

  itBailsOut([
    ['test("(a)\\\\1")', 'aa', 'a regex that Oniguruma may read differently'],
    ['test("a"; "x")', 'a', 'regex flags other than g and i'],
    ['test("\\\\B.+1")', 'ab1', 'a regex that Oniguruma may read differently'],
    ['test(".+z|(?=b).+1")', 'ab1', 'a regex that Oniguruma may read differently'],
    ['test("s"; "i")', 'ſ', 'letters that are others in another case'],
    ['match("(a*)*")', 'aa', 'a repetition of what may be empty'],
    ['[match(""; "g")]', 'é', 'an empty match before a character of several bytes'],
    ['test("a{999}b{999}c{999}")', 'é', 'a large regex'],
    ['[match("a.*b|a"; "g")]', 'a'.repeat(5000), 'many steps'],
  ]);
});
