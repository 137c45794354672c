import fc from 'fast-check';

/** Programs about one topic each, to cover it more densely: paths and updates, texts, numbers, and order. */
export const focusedProgram = (): fc.Arbitrary<string> =>
  fc.oneof(pathProgram(), textProgram(), numberProgram(), orderProgram());

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

const text = (parts: TemplateStringsArray, ...holes: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...holes).map((filled) => String.raw({ raw: parts }, ...filled));

const pathProgram = (): fc.Arbitrary<string> => {
  const value = pick(
    '1',
    '"x"',
    'null',
    '[]',
    '{}',
    '.a',
    '.b',
    '.',
    '(1, 2)',
    'empty',
    'error("v")',
    '{"a": 1}',
    '[1, 2]',
    'length?',
  );
  return fc.oneof(
    text`[path(${paths.path})]`,
    text`[paths(${paths.condition})]`,
    text`(${paths.path}) |= ${value}`,
    text`(${paths.path}) |= (${paths.condition})`,
    text`(${paths.path}) = ${value}`,
    text`(${paths.path}) ${pick('+=', '-=', '*=', '//=')} ${value}`,
    text`del(${paths.path})`,
    text`pick(${paths.path})`,
    text`[getpath(path(${paths.path}))]`,
    text`delpaths([path(${paths.path}), path(${paths.path})])`,
    text`setpath(${pick('["a"]', '[0]', '["c", 1]', '[]', '[-1]', '["c", -1]', '"a"', '[{}]', '[null]', '["a", "b", 0]', '[1.5]')}; ${value})`,
    text`map_values(${value})`,
    text`with_entries(${pick('.value |= tostring?', 'select(.key != "a")', '.key |= ascii_upcase?', '.key += "x"', 'empty', '., .')})`,
    text`to_entries | from_entries`,
    text`reduce path(${paths.path}) as $p (.; setpath($p; $p))`,
    text`. as $r | [path(${paths.path}) as $p | [$p, ($r | getpath($p))]]`,
  );
};

const paths = fc.letrec<{ path: string; condition: string }>((tie) => ({
  path: fc.oneof(
    { maxDepth: 3, depthIdentifier: 'paths' },
    {
      weight: 6,
      arbitrary: pick(
        '.',
        '.a',
        '.b',
        '.c',
        '.d',
        '.[]?',
        '.[0]?',
        '.c[0]',
        '.c[-1]',
        '.c[5]',
        '.c[]',
        '.d[]?',
        '..',
        '.["a"]',
        '.a?',
      ),
    },
    {
      weight: 1,
      arbitrary: pick(
        '.c[1:]',
        '.c[:1]?',
        '.[1:]?',
        '.c[0, 1]',
        '.["a", "b"]',
        '.[.a]?',
        'empty',
        'error("p")',
        '.c[1.5]',
        'recurse',
      ),
    },
    {
      weight: 1,
      arbitrary: pick(
        'getpath(["a"])',
        '1',
        'first',
        'last',
        '$__loc__',
        'map(.a)',
        'input',
        '.a as [$x] | .b',
      ),
    },
    { weight: 3, arbitrary: text`${tie('path')} | ${tie('path')}` },
    { weight: 2, arbitrary: text`(${tie('path')}), (${tie('path')})` },
    { weight: 2, arbitrary: text`(${tie('path')}) | select(${tie('condition')})` },
    { weight: 1, arbitrary: text`if ${tie('condition')} then ${tie('path')} else ${tie('path')} end` },
    { weight: 1, arbitrary: text`(${tie('path')}) // (${tie('path')})` },
    { weight: 1, arbitrary: text`(${tie('path')})?` },
    { weight: 1, arbitrary: text`first(${tie('path')})` },
    { weight: 1, arbitrary: text`try (${tie('path')}) catch .` },
    { weight: 1, arbitrary: text`(.b, .a) as $x | (${tie('path')})` },
    {
      weight: 1,
      arbitrary: text`(def f(g; $v): ${pick('g', 'g | g', '.[$v]?', 'g, .a')}; f(${tie('path')}; "a", 0))`,
    },
  ),
  condition: fc.oneof(
    { maxDepth: 2, depthIdentifier: 'paths' },
    {
      weight: 4,
      arbitrary: pick(
        '. == null',
        'type == "string"',
        '. != 1',
        'true',
        'numbers',
        'strings',
        'scalars',
        '.a',
        'length > 0',
        'error("c")',
      ),
    },
    { weight: 1, arbitrary: text`(${tie('path')}) == 1` },
    { weight: 1, arbitrary: text`(${tie('path')}) | not` },
  ),
}));

const oddTexts = [
  ...[
    '"a"',
    '"ab"',
    '""',
    '"é"',
    '"É"',
    '"日本"',
    '"\\ud83d\\ude00"',
    '"a\\ud83d\\ude00b"',
    '"\\n"',
    '"a\\nb"',
    '"\\u0000"',
    '"\\u007f"',
  ],
  ...[
    '"\\uffff"',
    '"x,y,"',
    '","',
    '" "',
    '" a "',
    '"\\u00a0"',
    '"\\u0085"',
    '"aXbX"',
    '"1"',
    '"-0"',
    '"1.50"',
    '"nan"',
    '"<&>"',
    '"aaa"',
    '"aa"',
  ],
];

const textProgram = (): fc.Arbitrary<string> => {
  const source = fc.oneof(
    pick(...oddTexts),
    pick('.a', '.b', '.c[]?', '.d[]?', '.userAgent', '(.. | strings)'),
  );
  const step = fc.oneof(
    pick(
      'length',
      'utf8bytelength',
      'explode',
      'ascii_downcase',
      'ascii_upcase',
      'trim',
      'ltrim',
      'rtrim',
      'tojson',
      'tostring',
      'tonumber',
    ),
    pick(
      'fromjson',
      '@uri',
      '@html',
      '@sh',
      '@base64',
      '@base64d',
      '@json',
      '@csv?',
      '[.] | @csv',
      '[., .] | @tsv',
      'explode | implode',
    ),
    pick(
      '.[1:]',
      '.[:1]',
      '.[:-1]',
      '.[-1:]',
      '.[1:2]',
      '.[0.5:1.5]',
      '. + .',
      '. * 2',
      'explode | reverse | implode',
      '[.[1:], .[:1]] | add',
    ),
    text`${pick('startswith', 'endswith', 'contains', 'inside', 'ltrimstr', 'rtrimstr', 'trimstr', 'split', 'index', 'rindex', 'indices', 'test', 'join')}(${source})`,
    text`[${pick('scan', 'splits', 'match', 'capture')}(${pick('"a"', '"."', '"(?<x>[a-z])"', '"[^a]"', '""', '"b*"', '"A"')}; ${pick('null', '"g"', '"i"')})]`,
    text`${pick('sub', 'gsub')}(${pick('"a"', '"."', '"(?<x>[a-z])"', '"$"', '"b*"')}; ${pick('"<\\(.x)>"', '"z"', '.x', '""', '("1", "2")')})`,
    text`. ${pick('==', '<', '>', '+', '/', '!=')} (${source})`,
    text`[., (${source})] | ${pick('sort', 'unique', 'min', 'max', 'join("-")', 'add', 'tojson')}`,
    text`{(.): 1} | ${pick('keys', 'to_entries', 'tojson', '.', 'has("a")')}`,
  );
  return fc.oneof(
    text`[${source} | ${step}]`,
    text`[${source} | ${step} | ${step}]`,
    text`try (${source} | ${step} | ${step}) catch .`,
  );
};

const numberProgram = (): fc.Arbitrary<string> => {
  const number = fc.oneof(
    pick(
      '0',
      '1',
      '2',
      '3',
      '0.1',
      '0.2',
      '1.5',
      '10',
      '100',
      '7',
      '9007199254740991',
      '9007199254740992',
      '0.0001',
      '123456789.5',
      '1e3',
      '-1',
      '-0',
    ),
    pick(
      '.a',
      '.b',
      '.c[]?',
      '.d[]?',
      '(.. | numbers)',
      '(.c | length)',
      '(.a | length)',
      '.requestParameters.fromPort',
    ),
  );
  const operator = pick('+', '-', '/', '%', '<', '<=', '>', '>=', '==', '!=');
  const step = pick(
    ...[
      'floor',
      'ceil',
      'round',
      'trunc',
      'fabs',
      'abs',
      'sqrt',
      'tostring',
      'tojson',
      '-.',
      'length',
      'isnormal',
      '. % 3',
      '. / 3',
      '. * 3',
    ],
    ...[
      '[limit(3; range(.; . + 3))]',
      '[.] | add',
      '. as $n | [1, 2, 3][$n]',
      '. as $n | [1, 2, 3, 4][:$n]',
      '{a: .}',
      '@text',
      '"\\(.)"',
    ],
  );
  return fc.oneof(
    text`[${number} ${operator} ${number}]`,
    text`[(${number} ${operator} ${number}) | ${step}]`,
    text`[(${number} | numbers) * (${number} | numbers)]`,
    text`[${number} | ${step} | ${step}]`,
    text`[${number}, ${number}, ${number}] | ${pick('sort', 'unique', 'min', 'max', 'add', 'tojson', 'index(1)', '. - [1]', 'contains([1])')}`,
    text`try (${number} ${operator} ${number} ${operator} ${number}) catch .`.filter(
      (program) => !/(?:[<>]=?|[!=]=).*(?:[<>]=?|[!=]=)/.test(program),
    ),
  );
};

/** Programs whose result depends on the order of several outputs and errors. */
const orderProgram = (): fc.Arbitrary<string> =>
  fc.oneof(
    order.many,
    text`[${order.many}]`,
    text`[limit(3; ${order.many})]`,
    text`try [${order.many}] catch .`,
  );

const order = fc.letrec<{ many: string }>((tie) => {
  const many = tie('many');
  return {
    many: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'order' },
      {
        weight: 6,
        arbitrary: pick(
          '1',
          '(1, 2)',
          '(3, error("a"))',
          'error("b")',
          'empty',
          '(null, 4)',
          '(false, true)',
          '.a',
          '.c[]?',
          '(error("c"), 5)',
          'null',
        ),
      },
      { weight: 2, arbitrary: text`(${many}, ${many})` },
      { weight: 2, arbitrary: text`(${many} | ${many})` },
      { weight: 1, arbitrary: text`(${many} + ${many})` },
      { weight: 1, arbitrary: text`(${many} == ${many})` },
      { weight: 1, arbitrary: text`(${many} and ${many})` },
      { weight: 1, arbitrary: text`(${many} or ${many})` },
      { weight: 1, arbitrary: text`(${many} // ${many})` },
      { weight: 1, arbitrary: text`(try ${many} catch ${many})` },
      { weight: 1, arbitrary: text`(${many})?` },
      { weight: 1, arbitrary: text`(if ${many} then ${many} else ${many} end)` },
      { weight: 1, arbitrary: text`{a: ${many}, b: ${many}}` },
      { weight: 1, arbitrary: text`{("k", "l"): ${many}}` },
      { weight: 1, arbitrary: text`"\\(${many})\\(${many})"` },
      { weight: 1, arbitrary: text`[[1, 2], [3, 4]][${many}]?` },
      { weight: 1, arbitrary: text`(${many} as $x | ${many} | [$x, .])` },
      { weight: 1, arbitrary: text`(${many} as [$x, $y] | [$y, $x])?` },
      {
        weight: 1,
        arbitrary: text`(reduce ${many} as $x (0; ${pick('. + 1', '[., $x]', 'empty', '(., 9)', 'error($x)', '$x')}))`,
      },
      {
        weight: 1,
        arbitrary: text`(foreach ${many} as $x (${many}; ${pick('[., $x]', '(., $x)', 'empty', 'error("f")')}; ${pick('.', '[$x, .]', 'empty', '(., .)')}))`,
      },
      { weight: 1, arbitrary: text`(first(${many}), last(${many}))` },
      { weight: 1, arbitrary: text`limit(${many}; ${many})` },
      { weight: 1, arbitrary: text`${pick('skip', 'nth')}((0, 1); ${many})` },
      { weight: 1, arbitrary: text`${pick('any', 'all', 'IN')}(${many}; ${many})` },
      {
        weight: 1,
        arbitrary: text`${pick('isempty', 'add', 'map', 'path', 'first', 'error', 'IN', 'in', 'inside', 'has', 'contains')}(${many})`,
      },
      {
        weight: 1,
        arbitrary: text`(def f(g; $v): ${pick('g, $v', '$v as $w | g', '[g] | length', 'first(g)', 'try g catch $v', 'g // $v')}; f(${many}; ${many}))`,
      },
      { weight: 1, arbitrary: text`(label $l | ${many} | if . == 2 then break $l else . end)` },
      {
        weight: 1,
        arbitrary: text`([${many}] | ${pick('sort_by(.a?)', 'group_by(. == 1)', 'unique_by(type)', 'min_by(-.)?', 'to_entries', 'join(",")?', 'any', 'all', 'flatten')})`,
      },
    ),
  };
});
