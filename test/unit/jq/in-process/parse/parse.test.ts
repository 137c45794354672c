import { describe, expect, it } from 'vitest';
import { parse } from '../../../../../src/jq/in-process/parse/parse.ts';
import { UnsupportedProgram } from '../../../../../src/jq/in-process/parse/unsupported-program.ts';

describe('parse', () => {
  it.each([
    ['1 + 2 * 3', '1 + (2 * 3)'],
    ['1 - 2 - 3', '(1 - 2) - 3'],
    ['.a // .b // .c', '.a // (.b // .c)'],
    ['.a // .b == 1', '.a // (.b == 1)'],
    ['.a = .b // .c', '(.a = .b) // .c'],
    ['.a and .b or .c', '(.a and .b) or .c'],
    ['.a or .b and .c', '.a or (.b and .c)'],
    ['.a == 1 and .b != 2', '(.a == 1) and (.b != 2)'],
    ['.a | .b, .c | .d', '.a | ((.b, .c) | .d)'],
    ['1, 2 as $x | $x, 3', '1, (2 as $x | ($x, 3))'],
    ['1 + 2 as $x | $x', '(1 + 2) as $x | $x'],
    ['def f: 1; f | f, f', 'def f: 1; (f | (f, f))'],
    ['-.a.b', '-(.a.b)'],
    ['-1 + 2', '(-1) + 2'],
    ['try .a[0] catch .b | .c', '(try (.a[0]) catch .b) | .c'],
    ['try 1 + 2', '(try 1) + 2'],
    ['try try 1 catch 2 catch 3', 'try (try 1 catch 2) catch 3'],
    ['.a?.b', '(.a?).b'],
    ['.a.[0]', '.a[0]'],
    ['."a"."b"', '.a.b'],
    ['.. .a', '(..).a'],
    ['if 1 then 2 elif 3 then 4 end', 'if 1 then 2 else if 3 then 4 end end'],
    ['{a: 1 | 2, b: 3,}', '{a: (1 | 2), b: 3}'],
    ['{if: 1}', '{"if": 1}'],
    ['reduce .[] as $x (0; . + $x) | 1', '(reduce .[] as $x (0; . + $x)) | 1'],
    ['1 as [$a, {b: $c}] | $a', '1 as [$a, {"b": $c}] | $a'],
    ['# a comment \\\n that goes on\n1', '1'],
    ['1 # at the end', '1'],
    ['"a\\u00e9\\nb"', '"aé\nb"'],
    ['"a\\("b\\(1)")c"', '"a\\(("b\\(1)"))c"'],
    ['..5', undefined],
    ['[.[] | .a?] | length', '([((.[]) | (.a?))]) | length'],
  ])('parses %j like %j', (text, meaning) => {
    if (meaning === undefined) expect(() => parse(text)).toThrow(UnsupportedProgram);
    else expect(parse(text)).toEqual(parse(meaning));
  });

  it.each([
    ...[
      '',
      ' ',
      '# only a comment',
      '.a.',
      '.a b',
      '1 == 1 == 1',
      '.a = .b = 1',
      '.a?//1',
      '(1',
      '[1)',
      '{1: 2}',
      '{,}',
    ],
    ...[
      '{"a"',
      '"a',
      '"a\\(1"',
      '"\\q"',
      '"\\ud83d"',
      '"\\udc00"',
      '. as [] | 1',
      '. as 1 | 1',
      '.a.[1:]',
      '.[:]',
      'if 1 then 2',
    ],
    ...[
      'if 1 then 2 else',
      'try',
      'def f: 1;',
      'def f(): 1; 2',
      'reduce 1, 2 as $x (1; 2)',
      '+1',
      '$',
      '$$$$x',
      'a::b',
      '$a::b',
    ],
    ...[
      'import "a" as a; 1',
      'include "a"; 1',
      'module {}; 1',
      'f(1;)',
      '@',
      '\u00a0.',
      '.é',
      '"\ufffd"',
      '"\0"',
      '"\ud800"',
      '..a',
    ],
    ...['{a: 1, 2}', '{(1)}', '{a: 1 as $x | 2}', 'label x | 1', 'break', '. as $__loc__ | 1', '@json.a"b"'],
  ])('does not parse %j', (text) => {
    expect(() => parse(text)).toThrow(UnsupportedProgram);
  });
});
