import { describe, expect, it } from 'vitest';
import { compileProgram } from '../../../../../src/jq/in-process/program.ts';

const isCompiled = (text: string): boolean => compileProgram(text) !== undefined;

describe('validate', () => {
  it.each([
    ...[
      'def f: 1; f',
      'def f(g): g; f(1)',
      'def f($a): a + $a; f(1)',
      'def f: def g: 1; g; f',
      'def f: f; 1',
      '$ENV',
    ],
    ...[
      '1 as $x | [$x, {$x}]',
      '. as [$x, {a: $y}] | $x, $y',
      '. as [$x] ?// $y | $x, $y',
      'label $l | break $l',
    ],
    ...[
      'reduce . as $x (0; $x)',
      'foreach . as $x (0; 1; $x)',
      '{(.a): 1, ("b"): 2, (.): 3}',
      'input',
      'def map(f): 1; map(2)',
    ],
    ...['{("a", "b"): 1}', '. as {(.a): $x} | $x', '{(if 1 then 2 end): 3}', 'def f(g): def h: g; h; f(1)'],
  ])('accepts %j', (text) => {
    expect(isCompiled(text)).toBe(true);
  });

  it.each([
    ['an unknown function', 'nosuch'],
    ['a function with another number of arguments', 'map'],
    ['an unknown function in an argument that is not used', 'def f(g): 1; f(nosuch)'],
    ['an unknown variable', '$x'],
    ['a variable outside of its scope', '(1 as $x | 2) | $x'],
    ["a reduce's variable in its initial state", 'reduce . as $x ($x; 1)'],
    ['a label outside of its scope', '(label $l | 1) | break $l'],
    ['a constant number as key', '{(1): 2}'],
    ['a constant that comes of folding as key', '{(1 + 1): 2}'],
    ['a constant behind a definition as key', '{(def f: .a; 1): 2}'],
    ['a constant behind the identity as key', '{(1 | .): 2}'],
    ['a constant as key of a pattern', '. as {(1): $x} | 1'],
    ['a definition of what jq calls for ..', 'def recurse: 1; ..'],
    ['a definition of what jq calls for interpolations', 'def format(f): 1; "\\(1)"'],
    ['a definition of what jq calls for +', 'def _plus(a; b): 1; .a + 1'],
    ['a parameter that jq calls', 'def f(error): 1; f(1)'],
    ['two parameters of one name', 'def f(a; $a): 1; f(1; 2)'],
    ['a call of an internal function', '_plus(1; 2)'],
    ['a program of more than jq compiles', Array(3001).fill('1').join(',')],
    ['a program that nests deep', `${'['.repeat(500)}${']'.repeat(500)}`],
  ])('does not accept %s', (_, text) => {
    expect(isCompiled(text)).toBe(false);
  });
});
