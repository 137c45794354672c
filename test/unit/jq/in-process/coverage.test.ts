import { expect, it } from 'vitest';
import { handedOver } from '../../../../src/jq/in-process/builtins/handed-over.ts';
import { directBuiltins } from '../../../../src/jq/in-process/builtins/registry.ts';
import { directly } from '../../../support/jq/in-process-outcome.ts';

/** One program for each piece of syntax; it is listed by what becomes of it. `npx vitest -u` writes the list anew. */
const syntax: readonly (readonly [what: string, program: string])[] = [
  ['paths', '[.a.b?, ."c", .["d"], .[0], .[-1], .[1:2], .[:-1], .[]?, ..]'],
  ['pipes and commas', '[(1, 2) | .]'],
  ['constants', '[null, true, 1, -1.5, "text", [1], {}]'],
  ['numbers in unusual form', '1.0'],
  ['numbers in unusual form, as an exponent', '1e3'],
  ['arithmetic', '[1 + 2 - 3 * 4 / 5 % 6]'],
  ['comparisons', '[1 == 1, 1 != 2, 1 < 2, 1 <= 2, 1 > 2, 1 >= 2]'],
  ['and, or, not', '[true and false or (true | not)]'],
  ['alternatives', '.a // 1'],
  ['if, elif, else', 'if . then 1 elif . == 2 then 3 else 4 end'],
  ['try, catch, ?', '[try error("x") catch ., (error("x"))?]'],
  ['arrays and objects', '{a: [.[]?], "b": 1, "c\\(1)": 2, ("d", "e"): 3} | {a, "b"}'],
  ['objects of variables', '1 as $x | {$x}'],
  ['computed keys alone', '{"a\\(1)"}'],
  ['strings and formats', '["a\\(1)", @base64 "\\(1)", @json]'],
  ['variables', '. as $x | $x'],
  ['destructuring', '. as [$x, {a: $y, $z, "b": [$w]}] | $w'],
  ['destructuring with computed keys', '. as {("a", "b"): $x} | $x'],
  ['destructuring alternatives', '. as [$x] ?// $x | $x'],
  ['reduce and foreach', '[reduce (1, 2) as $x (0; . + $x), foreach 1 as $x (0; $x; .)]'],
  ['functions', 'def f(g; $x): g | . + $x; 1 | f(.; 2)'],
  ['recursive functions', 'def f: f; f'],
  ['updates', '.a = 1 | .a |= 2 | .a += 3 | .a //= 4'],
  ['updates of slices', '[1] | .[0:1] = [2]'],
  ['labels', 'label $out | break $out'],
  ['the environment', '$ENV'],
  ['the place in the program', '$__loc__'],
  ['modules', 'import "a" as a; 1'],
];

const outcomeOf = (program: string): string => {
  const outcome = directly(program);
  if (outcome === 'not understood') return 'to jq, with every record';
  const [, reason] = /^handed over: (.*)$/.exec(String(outcome)) ?? [];
  return reason === undefined ? 'direct' : `to jq: ${reason}`;
};

const listOf = (names: Iterable<string>): string =>
  [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(' ');

it('lists what of jq is direct, and what is handed over', async () => {
  const reasons = Map.groupBy(handedOver, ([, reason]) => reason);
  const lines = [
    '# What the direct engine evaluates itself',
    '',
    'Written by `test/unit/jq/in-process/coverage.test.ts`. Whatever is direct is also handed over where a value could make a difference:',
    'numbers and texts that JavaScript prints, sorts or matches otherwise, and what takes long.',
    '',
    '| syntax | for example | |',
    '|---|---|---|',
    ...syntax.map(
      ([what, program]) => `| ${what} | \`${program.replaceAll('|', '\\|')}\` | ${outcomeOf(program)} |`,
    ),
    '',
    '## Builtins that are direct',
    '',
    listOf(directBuiltins.keys()),
    '',
    '## Builtins that are handed over',
    '',
    ...[...reasons].map(([reason, names]) => `- ${reason}: ${listOf(names.map(([name]) => name))}`),
    '',
  ];
  await expect(lines.join('\n')).toMatchFileSnapshot('../../../../fixtures/jq/direct.md');
});
