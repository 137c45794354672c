import fc from 'fast-check';
import { anyProgram } from './programs.ts';

/** Programs with something inserted, cut or moved. Most of them no longer parse. */
export const anyMutation = (): fc.Arbitrary<string> =>
  fc
    .tuple(anyProgram(), fc.array(mutation(), { minLength: 1, maxLength: 3 }))
    .map(([program, mutations]) => mutations.reduce((text, mutate) => mutate(text), program));

type Mutation = (text: string) => string;

const mutation = (): fc.Arbitrary<Mutation> =>
  fc
    .tuple(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat({ max: 9 }),
      token,
      fc.constantFrom('insert', 'cut', 'move'),
    )
    .map(([where, length, inserted, kind]) => (text) => {
      const at = Math.floor(where * text.length);
      const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
      if (kind === 'cut') return before + after;
      return kind === 'move' ? before + after + part : `${before} ${inserted} ${part}${after}`;
    });

const token = fc.constantFrom(
  ...[
    '|',
    ',',
    '.',
    '..',
    '...',
    '?',
    '//',
    '?//',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '"',
    '\\(',
    ':',
    ';',
    '::',
    '=',
    '-',
    '--1',
  ],
  ...[
    'if',
    'then',
    'else',
    'elif',
    'end',
    'try',
    'catch',
    'reduce',
    'foreach',
    'and',
    'or',
    'not',
    'as',
    'import',
    'module',
  ],
  ...[
    'as $x |',
    'as [$x, {a: $y}] |',
    'as {$x, "b": [$y]} |',
    'as [] |',
    'label $out |',
    'break $out',
    '$x',
    '$ENV',
    '$__loc__',
  ],
  ...[
    'def f: 1;',
    'def f(g; $v): g;',
    'def f: f;',
    'def error: 1;',
    'f',
    'f(1; 2)',
    'input',
    'recurse',
    '_plus(1; 2)',
    'splits',
  ],
  ...[
    '1',
    '.5',
    '1.',
    '1e5',
    '0x1',
    '.a',
    '."a"',
    '.a.[1:]',
    '.[1:2]',
    '..a',
    '.foo::bar',
    '.and',
    '@base64',
    '@json "x"',
    '@',
  ],
  ...[
    '{a}',
    '{$x}',
    '{"a": 1}',
    '{(.a): 1}',
    '{(1): 2}',
    '{(1 | .): 2}',
    '{(def f: .; 1): 2}',
    '{$__loc__}',
    '{@text "a": 1}',
  ],
  ...[
    '# comment',
    '# comment\n',
    '#\\\n',
    '\n',
    '\t',
    '\r',
    '\u00a0',
    '\ufeff',
    '\0',
    '\u001f',
    'é',
    '"\\u00e9"',
    '"\\ud83d"',
    '"\\q"',
  ],
);
