import fc from 'fast-check';

/** Regexes of the syntax that Oniguruma and JavaScript share, and of syntax that only looks as if they did. */
export const anyRegex = (): fc.Arbitrary<string> =>
  fc.tuple(fc.constantFrom('', '', '', '(?i)'), regex.alternatives).map((parts) => parts.join(''));

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const atom = pick(
  ...[
    'a',
    'b',
    'A',
    'c',
    '1',
    '_',
    '-',
    '.',
    ' ',
    ':',
    's',
    'S',
    'ss',
    'fi',
    'k',
    'K',
    '\\w',
    '\\d',
    '\\s',
    '\\W',
    '\\D',
  ],
  ...[
    '\\S',
    '\\b',
    '\\B',
    '^',
    '$',
    '\\A',
    '\\z',
    '\\Z',
    '\\.',
    '\\/',
    '\\-',
    '\\[',
    '\\]',
    '\\$',
    '\\^',
    '\\|',
  ],
  ...[
    '[ab]',
    '[^a]',
    '[a-c]',
    '[A-Z]',
    '[^A-Z]',
    '[\\w-]',
    '[Z-a]',
    '[^\\s]',
    '[\\d.]',
    '[-a]',
    '[a-]',
    '[^k-s]',
    '[!-~]',
  ],
  ...[
    '[a',
    ']',
    '{',
    '}',
    '{,2}',
    '[[:alpha:]]',
    '[a&&b]',
    '\\h',
    '\\p{L}',
    '\\1',
    '(?<!a)',
    '(?<=ab)',
    '(?<!b|\\s)',
    '\\n',
    '[^\\W]',
    '\\x41',
    'é',
    '[]a]',
    '(?#x)',
  ],
);

const quantifier = pick(
  ...[
    '',
    '',
    '',
    '',
    '',
    '',
    '*',
    '+',
    '?',
    '*?',
    '+?',
    '??',
    '{2}',
    '{1,2}',
    '{0,1}',
    '{2,}',
    '{1,3}',
    '{0}',
  ],
  ...['{2}?', '++', '?+', '**', '{2,1}'],
);

const regex = fc.letrec<{ alternatives: string; sequence: string; piece: string }>((tie) => ({
  alternatives: fc
    .array(tie('sequence'), { minLength: 1, maxLength: 2 })
    .map((branches) => branches.join('|')),
  sequence: fc.array(tie('piece'), { minLength: 0, maxLength: 4 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'regex' },
    { weight: 8, arbitrary: fc.tuple(atom, quantifier).map((parts) => parts.join('')) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          pick('(', '(', '(?:', '(?=', '(?!', '(?<x>', '(?<y>', '(?>'),
          tie('alternatives'),
          pick(')'),
          quantifier,
        )
        .map((parts) => parts.join('')),
    },
  ),
}));

/** Short texts of a few letters, also of letters and blanks outside of ASCII, and with unusual case mappings. */
export const anyRegexInput = (): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 12,
      arbitrary: fc
        .array(pick(...'aabbABc1_-. :/kKsSxX$^|[]\t~!fFiIttTnNhHwW'.split('')), { maxLength: 9 })
        .map((letters) => letters.join('')),
    },
    {
      weight: 3,
      arbitrary: fc
        .array(pick(...'aabb1_-. \n\ré\u00a0\u0085\u00b2ß\u0661\u212a\u{1f600}'), { maxLength: 9 })
        .map((letters) => letters.join('')),
    },
    {
      weight: 1,
      arbitrary: pick('a\nb', 'é', 'ß', '\u212a', '\ud83d\ude00', 'a\r', '\u0130', 'aaaaaaaaaaaaaaaa', '\0'),
    },
  );
