import fc from 'fast-check';
import { focusedProgram } from './focus.ts';

/** Programs as people write them to select inputs, and programs that combine whatever jq's grammar allows. */
export const anyProgram = (): fc.Arbitrary<string> =>
  fc.oneof(selecting(), grammar.filter, focusedProgram(), wordSalad());

const selecting = (): fc.Arbitrary<string> =>
  fc.oneof(
    grammar.condition,
    text`select(${grammar.condition})`,
    text`select(${grammar.condition}) | ${grammar.filter}`,
    text`select(${grammar.condition}) | select(${grammar.condition})`,
    text`if ${grammar.condition} then ${grammar.filter} else ${pick('empty', 'false', 'null', '.')} end`,
    text`def is: ${grammar.condition}; select(is and ${grammar.condition}) | {${field}, x: ${grammar.filter}}`,
    text`. as $r | ${grammar.condition} and ${grammar.condition}`,
    text`${path} as $v | ${literal} == $v and ${grammar.condition}`,
    text`${path} as $v | select(${path} == $v) | ${grammar.filter}`,
  );

const pick = (...texts: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...texts);

/** A template of arbitraries. */
const text = (parts: TemplateStringsArray, ...holes: readonly fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
  fc.tuple(...holes).map((filled) => String.raw({ raw: parts }, ...filled));

const field = pick(
  ...['eventName', 'eventSource', 'errorCode', 'userIdentity', 'requestParameters', 'responseElements'],
  ...['readOnly', 'resources', 'userAgent', 'a', 'b', 'c', 'd', 'type', 'userName', 'key', 'name', 'value'],
  ...['policyDocument', 'constructor', '__proto__', 'toString', 'length'],
);

const path = fc.oneof(
  {
    weight: 6,
    arbitrary: pick('.eventName', '.eventSource', '.errorCode', '.userIdentity.type', '.userAgent'),
  },
  {
    weight: 6,
    arbitrary: pick(
      ...[
        '.userIdentity.arn',
        '.userIdentity.userName',
        '.requestParameters.userName',
        '.requestParameters.policyArn',
      ],
      ...[
        '.userIdentity.sessionContext.sessionIssuer.userName',
        '.requestParameters.ipPermissions.items[]?.fromPort',
      ],
      ...[
        '.responseElements.ConsoleLogin',
        '.additionalEventData.MFAUsed',
        '.requestParameters.policyDocument',
      ],
      ...[
        '.resources[]?.ARN',
        '.sourceIPAddress',
        '.errorMessage',
        '.recipientAccountId',
        '.eventTime',
        '.readOnly',
      ],
    ),
  },
  {
    weight: 6,
    arbitrary: pick('.', '.a', '.b', '.c', '.d', '.c[]', '.c[0]', '.c[-1]', '.d[]?', '.a?', '.[]?', '..'),
  },
  { weight: 2, arbitrary: text`.${field}` },
  { weight: 1, arbitrary: text`.["${field}"]` },
  {
    weight: 1,
    arbitrary: pick('.c[1:]', '.c[:2]', '.a[1:2]', '.b[-2:]', '.c[.a:]?', '.d["key"]', '.c[1.7]'),
  },
);

const literal = fc.oneof(
  {
    weight: 6,
    arbitrary: pick(
      ...[
        '"CreateUser"',
        '"ConsoleLogin"',
        '"StopLogging"',
        '"iam.amazonaws.com"',
        '"Root"',
        '"AccessDenied"',
      ],
      ...['"alice"', '"Failure"', '"No"', '"Success"', '"Delete"', '"amazonaws.com"', '"Client."', '"User"'],
    ),
  },
  {
    weight: 3,
    arbitrary: pick(
      'null',
      'true',
      'false',
      '0',
      '1',
      '2',
      '-1',
      '22',
      '10',
      '1.5',
      '"a"',
      '"b"',
      '"key"',
      '""',
    ),
  },
  {
    weight: 2,
    arbitrary: pick(
      ...[
        '[]',
        '{}',
        '[1,2]',
        '["a","b"]',
        '{"a":1}',
        '[[1],"x"]',
        '0.1',
        '1e3',
        '1.0',
        '100000000000000000000',
      ],
      ...[
        '"é"',
        '"\\ud83d\\ude00"',
        '"a\\nb"',
        '"\\u0000"',
        '"0"',
        '"__proto__"',
        '-0',
        '9007199254740993',
        '0.00001',
      ],
      ...['"日本"', '"x,y"', '","', '" "', '"\\uffff"', '"1"', '"true"', '"[1,{\\"a\\":2}]"', '"YWJj"'],
    ),
  },
);

const regex = fc.oneof(
  {
    weight: 4,
    arbitrary: pick(
      ...[
        '"^(Create|Delete)"',
        '"User$"',
        '"\\\\.amazonaws\\\\.com$"',
        '"^arn:aws:iam::[0-9]{12}:"',
        '"kali|parrot"',
      ],
      ...[
        '"(?i)root"',
        '"^aws-cli/(?<major>[0-9]+)"',
        '"[^/]+$"',
        '"/"',
        '"^$"',
        '"."',
        '""',
        '"(?<x>a)|(?<y>b)"',
      ],
      ...[
        '"\\\\bUser\\\\b"',
        '"(a|b)+"',
        '"(.)(.)?"',
        '"a*"',
        '"(?!Get)[A-Z]"',
        '"x{2,3}"',
        '"[\\\\w.-]+@"',
        '"\\\\d+"',
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(pick(...'ab.*+?|()[]^$\\{}1,2-wsdbiA:=!<>n'), { maxLength: 8 })
      .map((letters) => JSON.stringify(letters.join(''))),
  },
);

const pattern = pick(
  '$x',
  '[$x, $y]',
  '{a: $x, $b}',
  '{"key": $x, b: [$y]}',
  '[[$x], $y]',
  '{$a: [$x]}',
  '[$x, $x]',
  '[$x] ?// $x',
);

/** A filter that may use `$x`, for places where it is bound: elsewhere the program would not compile. */
const withVariables = (filter: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    filter,
    pick('$x', '[$x, .]', '. + $x', '$x | .', '$x == .', '{$x}', '[., $x] | add', 'select($x)'),
  );

const format = pick('text', 'json', 'csv', 'tsv', 'html', 'uri', 'sh', 'base64', 'base64d', 'base32', 'urid');

const plainBuiltin = pick(
  ...[
    'length',
    'utf8bytelength',
    'not',
    'type',
    'keys',
    'keys_unsorted',
    'values',
    'nulls',
    'booleans',
    'numbers',
  ],
  ...[
    'strings',
    'arrays',
    'objects',
    'iterables',
    'scalars',
    'empty',
    'error',
    'add',
    'any',
    'all',
    'first',
    'last',
  ],
  ...[
    'flatten',
    'floor',
    'ceil',
    'round',
    'sqrt',
    'trunc',
    'abs',
    'fabs',
    'tostring',
    'tonumber',
    'tojson',
    'fromjson',
  ],
  ...[
    'toboolean',
    'ascii_downcase',
    'ascii_upcase',
    'explode',
    'implode',
    'trim',
    'ltrim',
    'rtrim',
    'reverse',
    'sort',
  ],
  ...[
    'unique',
    'min',
    'max',
    'to_entries',
    'from_entries',
    'paths',
    'recurse',
    'isnan',
    'isinfinite',
    'isnormal',
  ],
  ...[
    'isfinite',
    'transpose',
    'tostream',
    'nan',
    'infinite',
    'input_line_number',
    'env',
    'halt',
    'input',
    'debug',
  ],
);

const builtinOfOne = pick(
  ...[
    'map',
    'select',
    'map_values',
    'with_entries',
    'sort_by',
    'group_by',
    'unique_by',
    'min_by',
    'max_by',
    'has',
    'in',
  ],
  ...[
    'contains',
    'inside',
    'startswith',
    'endswith',
    'ltrimstr',
    'rtrimstr',
    'trimstr',
    'split',
    'join',
    'index',
    'rindex',
  ],
  ...[
    'indices',
    'any',
    'all',
    'IN',
    'first',
    'last',
    'isempty',
    'path',
    'paths',
    'del',
    'pick',
    'getpath',
    'delpaths',
  ],
  ...['flatten', 'error', 'add', 'nth', 'test', 'match', 'capture', 'scan', 'format', 'splits'],
);

const grammar = fc.letrec<{ filter: string; condition: string; term: string }>((tie) => {
  const [filter, condition, term] = [tie('filter'), tie('condition'), tie('term')];
  return {
    condition: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'jq' },
      { weight: 8, arbitrary: text`${path} == ${literal}` },
      { weight: 2, arbitrary: text`${path} != ${literal}` },
      { weight: 3, arbitrary: text`(${path} | IN(${literal}, ${literal}))` },
      {
        weight: 3,
        arbitrary: text`(${path} | ${pick('test', 'startswith', 'endswith', 'contains', 'inside', 'has')}(${literal}))`,
      },
      { weight: 3, arbitrary: text`(${path} | test(${regex}))` },
      {
        weight: 1,
        arbitrary: text`(${path} // "" | test(${regex}; ${pick('"i"', 'null', '"g"', '"x"', '"q"', '1')}))`,
      },
      { weight: 2, arbitrary: text`(${path} ${pick('<', '<=', '>', '>=')} ${literal})` },
      { weight: 2, arbitrary: text`(${path} | not)` },
      { weight: 2, arbitrary: text`(${path} == (${literal}, ${literal}))` },
      { weight: 2, arbitrary: text`any(${path}; ${condition})` },
      { weight: 1, arbitrary: text`all(${path}; ${condition})` },
      { weight: 1, arbitrary: text`([${literal}, ${literal}] | index(${path}))` },
      { weight: 1, arbitrary: text`IN(${path}; ${literal}, ${literal})` },
      { weight: 1, arbitrary: text`try (${condition}) catch ${literal}` },
      { weight: 1, arbitrary: text`(${condition})?` },
      { weight: 4, arbitrary: text`(${condition} and ${condition})` },
      { weight: 3, arbitrary: text`(${condition} or ${condition})` },
      { weight: 1, arbitrary: text`(${condition} | not)` },
      { weight: 1, arbitrary: text`(if ${condition} then ${condition} else ${condition} end)` },
      { weight: 1, arbitrary: filter },
    ),
    filter: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'jq' },
      { weight: 4, arbitrary: path },
      { weight: 2, arbitrary: literal },
      { weight: 3, arbitrary: text`${term} | ${filter}` },
      { weight: 1, arbitrary: text`${term}, ${filter}` },
      {
        weight: 2,
        arbitrary: text`${term} ${pick('+', '-', '*', '/', '%', '==', '!=', '<', '<=', '>', '>=', 'and', 'or', '//')} ${term}`,
      },
      { weight: 1, arbitrary: text`${path} ${pick('|=', '=', '+=', '-=', '*=', '/=', '%=', '//=')} ${term}` },
      { weight: 1, arbitrary: text`${term} as ${pattern} | ${withVariables(filter)}` },
      { weight: 1, arbitrary: text`reduce ${term} as ${pattern} (${filter}; ${withVariables(filter)})` },
      {
        weight: 1,
        arbitrary: text`foreach ${term} as ${pattern} (${filter}; ${withVariables(filter)}; ${withVariables(filter)})`,
      },
      {
        weight: 1,
        arbitrary: text`def f(g; $v): ${pick('g | g', '$v, g', 'v + $v', 'g as $x | $x', '[g, $v]', '(.[]? | f(g; 1)), $v')}; f(${filter}; ${filter})`,
      },
      { weight: 1, arbitrary: text`if ${filter} then ${filter} elif ${filter} then ${filter} end` },
      { weight: 1, arbitrary: text`try ${term} catch ${term}` },
      { weight: 1, arbitrary: text`label $out | ${term} | ., break $out` },
      { weight: 6, arbitrary: term },
    ),
    term: fc.oneof(
      { maxDepth: 3, depthIdentifier: 'jq' },
      { weight: 4, arbitrary: path },
      { weight: 2, arbitrary: literal },
      { weight: 2, arbitrary: text`(${filter})` },
      { weight: 2, arbitrary: text`[${filter}]` },
      { weight: 2, arbitrary: text`{${field}, ${field}: ${term}, "${field}": ${term}, (${term}): ${term}}` },
      { weight: 1, arbitrary: text`{"x\\(${filter})": ${term}, ${field}}` },
      { weight: 2, arbitrary: text`"x\\(${filter})-\\(${filter})"` },
      { weight: 1, arbitrary: text`@${format} "\\(${filter})!"` },
      { weight: 1, arbitrary: text`(${filter})[${filter}]` },
      { weight: 1, arbitrary: text`(${filter})[${filter}:${filter}]?` },
      { weight: 1, arbitrary: text`(${filter})?` },
      { weight: 1, arbitrary: text`-(${filter})` },
      { weight: 5, arbitrary: text`(${term} | ${plainBuiltin})` },
      { weight: 5, arbitrary: text`(${term} | ${builtinOfOne}(${filter}))` },
      { weight: 2, arbitrary: text`${builtinOfOne}(${filter})` },
      {
        weight: 2,
        arbitrary: text`(${term} | ${pick('match', 'capture', 'scan', 'test')}(${regex}; ${pick('null', '"g"', '"i"', '"gi"')}))`,
      },
      { weight: 2, arbitrary: text`[${term} | ${pick('match', 'capture', 'scan')}(${regex})]` },
      {
        weight: 2,
        arbitrary: text`${pick('limit', 'skip', 'nth', 'any', 'all', 'IN', 'setpath')}(${filter}; ${filter})`,
      },
      { weight: 1, arbitrary: text`(${term} | ${pick('split', 'sub', 'gsub', 'splits')}(${regex}; "x"))` },
      { weight: 1, arbitrary: text`[limit(5; range(${filter}; ${filter}))]` },
      { weight: 1, arbitrary: text`[limit(5; range(${filter}; ${filter}; ${filter}))]` },
      { weight: 1, arbitrary: text`(${term} | @${format})` },
    ),
  };
});

/** Most of these do not parse. */
const wordSalad = (): fc.Arbitrary<string> =>
  fc.oneof(
    text`${grammar.filter} ${pick('|', ',', ')', ']', '}', 'end', 'as $x |', '?', '//', '#', '\\', '"', '..', '?//')} ${grammar.filter}`,
    fc
      .array(
        fc.oneof(
          path,
          literal,
          pick(...'|,()[]{}.:;?"#'.split(''), 'if', 'then', 'end', 'try', 'as', 'and', 'not', '-'),
        ),
        { maxLength: 7 },
      )
      .map((words) => words.join(' ')),
  );
