import { describe, expect, it } from 'vitest';
import { importSigma } from '../../../../src/import/sigma/sigma.ts';
import { itMatches, itRefuses } from '../../../support/import/table.ts';

/** A rule with this detection. */
const importDetection = (detection: string) =>
  importSigma(
    [{ path: 'rule.yml', text: `title: A rule\ndetection:\n${detection.replaceAll(/^/gm, '  ')}` }],
    {},
  );

const byUser = (userName: unknown) => ({ requestParameters: { userName: userName as string } });

describe('a selection', () => {
  itMatches(
    [
      {
        what: 'asks for all of its items, of each of which one value is enough',
        source: 's: { eventSource: iam.amazonaws.com, eventName: [CreateUser, DeleteUser] }\ncondition: s',
        matches: [{ eventSource: 'iam.amazonaws.com', eventName: 'DeleteUser' }],
        misses: [{ eventSource: 'iam.amazonaws.com', eventName: 'ListUsers' }, { eventName: 'CreateUser' }],
      },
      {
        what: 'that is a list asks for one of its maps or keywords',
        source:
          's:\n  - { eventName: CreateUser }\n  - { eventName: DeleteUser, errorCode: AccessDenied }\n  - kali\ncondition: s',
        matches: [
          { eventName: 'CreateUser' },
          { eventName: 'DeleteUser', errorCode: 'AccessDenied' },
          { userAgent: 'aws-cli Kali/2' },
        ],
        misses: [{ eventName: 'DeleteUser' }, {}],
      },
      {
        what: 'ignores the case of letters, also those of wildcards',
        source: 's: { eventName: ["createuser", "DELETE*"] }\ncondition: s',
        matches: [{ eventName: 'CreateUser' }, { eventName: 'deleteUser' }],
        misses: [{ eventName: 'CreateUsers' }],
      },
      {
        what: 'looks into lists, also those on the way',
        source: 's: { requestParameters.items.name: alice }\ncondition: s',
        matches: [
          { requestParameters: { items: [{ name: 'bob' }, { name: 'alice' }] } },
          { requestParameters: { items: { name: ['alice'] } } },
          { requestParameters: { items: [[{ name: 'alice' }]] } },
        ],
        misses: [{ requestParameters: { items: [{ name: 'bob' }] } }, { requestParameters: 'alice' }],
      },
      {
        what: 'compares numbers and booleans as text',
        source: "s: { requestParameters.port: 22, readOnly: 'false' }\ncondition: s",
        matches: [
          { requestParameters: { port: 22 }, readOnly: false },
          { requestParameters: { port: '22' }, readOnly: 'False' },
        ],
        misses: [{ requestParameters: { port: 222 }, readOnly: false }],
      },
      {
        what: 'compares an object as its JSON',
        source: "s: { requestParameters|contains: 'suspended' }\ncondition: s",
        matches: [{ requestParameters: { VersioningConfiguration: { Status: 'Suspended' } } }],
        misses: [{ requestParameters: { VersioningConfiguration: { Status: 'Enabled' } } }],
      },
      {
        what: 'takes wildcards, and a backslash that escapes them or stands for itself',
        source:
          String.raw`s: { requestParameters.userName: ['a?c', '*x*y', 'lit\*', 'back\\*', 'plain\d'] }` +
          '\ncondition: s',
        matches: ['abc', 'a\nc', 'xy', '1x2y', 'lit*', 'back\\anything', 'plain\\d'].map(byUser),
        misses: ['ac', 'abbc', 'yx', 'literal', 'plain'].map(byUser),
      },
      {
        what: 'takes an account ID for a text, with its first zero',
        source: 's: { userIdentity.accountId: 012345678901 }\ncondition: s',
        matches: [{ userIdentity: { accountId: '012345678901' } }],
        misses: [{ userIdentity: { accountId: '12345678901' } }],
      },
    ],
    importDetection,
  );
});

describe('a modifier', () => {
  itMatches(
    [
      {
        what: 'contains, startswith and endswith look at parts',
        source: 's: { a|contains: b, c|startswith: d, e|endswith: f }\ncondition: s',
        matches: [{ a: 'xBx', c: 'dx', e: 'xf' }],
        misses: [
          { a: 'x', c: 'd', e: 'f' },
          { a: 'b', c: 'xd', e: 'f' },
        ],
      },
      {
        what: 'all asks for every value, in the same or in other elements',
        source: 's: { a|contains|all: [x, y] }\ncondition: s',
        matches: [{ a: 'yx' }, { a: ['x', 'y'] }],
        misses: [{ a: 'x' }],
      },
      {
        what: 'cased distinguishes letters',
        source: 's: { a|cased: Yes }\ncondition: s',
        matches: [{ a: 'Yes' }],
        misses: [{ a: 'yes' }],
      },
      {
        what: 'neq is true when no value matches, also of nothing',
        source: 's: { a|neq: [x, y] }\ncondition: s',
        matches: [{ a: 'z' }, {}],
        misses: [{ a: 'X' }, { a: ['z', 'y'] }],
      },
      {
        what: 're searches, with its case unless i says otherwise',
        source: "s: { a|re: '^b+$' }\nt: { a|re|i: 'q[A-C]' }\ncondition: s or t",
        matches: [{ a: 'bb' }, { a: 'xQbx' }],
        misses: [{ a: 'BB' }, { a: 'qd' }],
      },
      {
        what: 're goes by lines with m, and its dot over them with s',
        source: "s: { a|re|m: '^b$' }\nt: { a|re|s: 'x.y' }\ncondition: s or t",
        matches: [{ a: 'a\nb\nc' }, { a: 'x\ny' }],
        misses: [{ a: 'ab' }, { a: 'xy' }],
      },
      {
        what: 'cidr knows networks of IPv4 and IPv6',
        source: "s: { sourceIPAddress|cidr: [10.0.0.0/9, '2001:db8::/32'] }\ncondition: s",
        matches: ['10.127.255.255', '2001:DB8:1::2'].map((sourceIPAddress) => ({ sourceIPAddress })),
        misses: ['10.128.0.0', '2001:db9::1', '10.0.0', 'AWS Internal', '10.0.0.256'].map(
          (sourceIPAddress) => ({ sourceIPAddress }),
        ),
      },
      {
        what: 'exists asks for a key, whatever it holds',
        source: 's: { requestParameters.a|exists: true, errorCode|exists: false }\ncondition: s',
        matches: [{ requestParameters: { a: null } }],
        misses: [{ requestParameters: {} }, { requestParameters: { a: 1 }, errorCode: null }, {}],
      },
      {
        what: 'fieldref compares two fields',
        source:
          's: { userIdentity.userName|fieldref: requestParameters.userName, userIdentity.arn|fieldref|endswith: requestParameters.userName }\ncondition: s',
        matches: [
          { userIdentity: { userName: 'Bob', arn: 'x/bob' }, requestParameters: { userName: 'bob' } },
        ],
        misses: [{ userIdentity: { userName: 'bob', arn: 'x' }, requestParameters: { userName: 'bob' } }, {}],
      },
      {
        what: 'gt, gte, lt and lte compare numbers',
        source: 's: { a|gt: 1, b|gte: 2, c|lt: 3, d|lte: 4 }\ncondition: s',
        matches: [{ a: 2, b: 2, c: 2, d: 4 }],
        misses: [
          { a: 1, b: 2, c: 2, d: 4 },
          { a: '2', b: 2, c: 2, d: 4 },
        ],
      },
      {
        what: 'base64offset finds a text wherever it begins in what is encoded',
        source: 's: { a|base64offset|contains: alice }\ncondition: s',
        matches: ['alice', '\x7falice', 'x=alice', 'the alice;'].map((text) => ({
          a: Buffer.from(text).toString('base64'),
        })),
        misses: ['bob', 'alic', 'x=alibe'].map((text) => ({ a: Buffer.from(text).toString('base64') })),
      },
      {
        what: 'base64, base64offset and wide look for what is encoded',
        source: 's: { a|base64: foo }\nt: { a|wide|base64offset|contains: whoami }\ncondition: s or t',
        matches: [
          { a: 'Zm9v' },
          { a: Buffer.from('x=whoami;', 'utf16le').toString('base64') },
          { a: Buffer.from(`\0${'whoami'.split('').join('\0')}\0\0`).toString('base64') },
        ],
        misses: [{ a: 'foo' }, { a: Buffer.from('who').toString('base64') }],
      },
    ],
    importDetection,
  );
});

describe('null', () => {
  itMatches(
    [
      {
        what: 'stands beside other values',
        source: 's: { errorCode: [null, "Access*"] }\ncondition: s',
        matches: [{}, { errorCode: 'AccessDenied' }, { errorCode: null }],
        misses: [{ errorCode: 'NoSuchBucket' }, { errorCode: '' }],
      },
      {
        what: 'is a field that is missing, null or an empty list',
        source: 's: { errorCode: null }\ncondition: s',
        matches: [{}, { errorCode: null }, { errorCode: [] }],
        misses: [{ errorCode: '' }, { errorCode: 'x' }],
      },
    ],
    importDetection,
  );
});

describe('keywords', () => {
  itMatches(
    [
      {
        what: 'are looked for in every value',
        source: 'k: [evil, 2*4]\ncondition: k',
        matches: [{ requestParameters: { a: [{ b: 'an EVIL thing' }] } }, { a: 1234 }],
        misses: [{ evil: 'key' }],
      },
      {
        what: 'must all be there with |all',
        source: "k: { '|all': [one, two] }\ncondition: k",
        matches: [{ a: 'one', b: 'two' }],
        misses: [{ a: 'one' }],
      },
    ],
    importDetection,
  );
});

describe('a condition', () => {
  const selections = 'a: { a: 1 }\nb1: { b: 1 }\nb2: { c: 1 }\n_c: { d: 1 }\n';
  itMatches(
    [
      {
        what: 'binds not before and before or',
        source: `${selections}condition: a or b1 and not b2`,
        matches: [{ a: 1, c: 1 }, { b: 1 }],
        misses: [{ b: 1, c: 1 }, {}],
      },
      {
        what: 'has parentheses, and its words in any letters',
        source: `${selections}condition: (a OR b1) And Not (b2)`,
        matches: [{ a: 1 }, { b: 1 }],
        misses: [{ a: 1, c: 1 }],
      },
      {
        what: 'says 1 of, all of and them, without what begins with _',
        source: `${selections}condition: 1 of b* and not all of them`,
        matches: [{ b: 1 }, { b: 1, c: 1 }],
        misses: [{ a: 1, b: 1, c: 1 }, { d: 1 }],
      },
      {
        what: 'may be a list, of which one is enough',
        source: `${selections}condition: [a, b1 and b2]`,
        matches: [{ a: 1 }, { b: 1, c: 1 }],
        misses: [{ b: 1 }],
      },
    ],
    importDetection,
  );
});

describe('what is refused', () => {
  itRefuses(
    [
      [
        'windash',
        's: { a|windash: x }\ncondition: s',
        'a|windash: windash is for options of Windows commands, of which CloudTrail has none',
      ],
      [
        'expand',
        "s: { a|expand: '%x%' }\ncondition: s",
        'a|expand: expand needs a pipeline that knows what its placeholders stand for: write the values instead',
      ],
      [
        'hour',
        's: { eventTime|hour: 3 }\ncondition: s',
        'eventTime|hour: hour looks at a part of a date: not supported yet',
      ],
      [
        'a modifier that there is not',
        's: { a|foo: x }\ncondition: s',
        'a|foo: foo is not a modifier of Sigma 2.1',
      ],
      [
        'two comparisons at once',
        's: { a|contains|re: x }\ncondition: s',
        'a|contains|re: contains and re cannot go together',
      ],
      ['a flag without a regular expression', 's: { a|i: x }\ncondition: s', 'a|i: i is a modifier of re'],
      [
        'UTF-16 that is not encoded',
        's: { a|wide: x }\ncondition: s',
        'a|wide: JSON holds no UTF-16: wide needs base64 behind it',
      ],
      [
        'base64 of a pattern',
        "s: { a|base64: 'x*' }\ncondition: s",
        'a|base64: a wildcard cannot be encoded',
      ],
      ['null among parts', 's: { a|contains: [x, null] }\ncondition: s', 'a|contains: it cannot be null'],
      [
        'a position in a list',
        's: { a.0.b: x }\ncondition: s',
        'a.0.b: Sigma has no positions in lists: leave them out, and every element is searched',
      ],
      [
        'letters whose case jq does not know',
        's: { a: Zoë }\ncondition: s',
        'it ignores the case of "Zoë", but jq knows upper and lower case only of A to Z, not of ë',
      ],
      [
        'a regular expression that PCRE alone knows',
        `${String.raw`s: { a|re: '\Qx\E' }`}\ncondition: s`,
        String.raw`the regular expression "\\Qx\\E" has "\\Q", which may mean something else in jq`,
      ],
      [
        'a regular expression by lines that may go beyond one',
        `${String.raw`s: { a|re|m: '^\s$' }`}\ncondition: s`,
        String.raw`the regular expression "^\\s$" goes by lines, but its \s may be a line break`,
      ],
      [
        'a network that is none',
        's: { a|cidr: 10.0.0.0/33 }\ncondition: s',
        'expected a network such as 10.0.0.0/8, got "10.0.0.0/33"',
      ],
      [
        'counting',
        's: { a: x }\ncondition: s | count() > 5',
        'its condition has a | with which Sigma 1 counts over several records: not supported yet',
      ],
      [
        'a timeframe',
        's: { a: x }\ntimeframe: 5m\ncondition: s',
        'its timeframe counts over several records: not supported yet',
      ],
      [
        'a selection that is not there',
        's: { a: x }\ncondition: s and t',
        'its condition names t, which it does not define',
      ],
      [
        'several of',
        's: { a: x }\ncondition: 2 of s*',
        'its condition has "2 of", expected "1 of" or "all of"',
      ],
      ['a parenthesis that stays open', 's: { a: x }\ncondition: (s', 'its condition "(s" lacks a )'],
    ],
    importDetection,
  );
});

describe('a document that is no rule for CloudTrail', () => {
  itRefuses(
    [
      [
        'a count of events',
        'title: Burst\ncorrelation: { type: event_count, rules: [a], timespan: 5m, condition: { gte: 10 } }',
        'it is a correlation (event_count), which counts over several records: not supported yet',
      ],
      [
        'a count of values',
        'title: Spray\ncorrelation: { type: value_count, rules: [a], timespan: 5m, condition: { field: x, gte: 10 } }',
        'it is a correlation (value_count), which counts over several records: not supported yet',
      ],
      [
        'a filter',
        'title: Mute\nfilter: { rules: [a], selection: { x: y }, condition: not selection }',
        'it is a Sigma filter for other rules: not supported yet; write an [[ignore]]',
      ],
      [
        'a collection of Sigma 1',
        'action: global\ntitle: X',
        'it is part of a rule collection of Sigma 1 (action: "global")',
      ],
      [
        'other logs',
        'title: X\nlogsource: { product: windows, category: process_creation }\ndetection: { s: { a: b }, condition: s }',
        'it is for the logs of windows, process_creation, expected aws, cloudtrail',
      ],
      ['no title', 'detection: { s: { a: b }, condition: s }', 'it has no title'],
      ['no detection', 'title: X', 'it has no detection'],
      [
        'broken YAML',
        'title: [',
        'it is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ] at line 1, column 9:',
      ],
      ['nothing', '', 'it is empty'],
    ],
    (source) => importSigma([{ path: 'rule.yml', text: source }], {}),
  );
});

it('carries over who wrote a rule, and all that people want to know of it', () => {
  const text = `
title: Trail stopped
id: 0b6a1c1e-0000-4000-8000-000000000001
status: experimental
description: |
    Somebody stopped a trail.
    Nothing is recorded any more.
license: DRL-1.1
author: Jane Doe, @somebody
references: [https://example.com/a, http://example.com/b, 'A book, p. 7', '']
tags: [attack.defense-evasion, attack.t1562.008, cve.2020-1]
logsource: { product: aws, service: cloudtrail }
detection: { s: { eventName: StopLogging }, condition: s }
falsepositives: [Maintenance, Unknown]
level: informational`;
  const { rules } = importSigma([{ path: 'trail.yml', text }], {});
  expect(rules).toEqual([
    {
      id: '0b6a1c1e-0000-4000-8000-000000000001',
      name: 'Trail stopped',
      description:
        'Somebody stopped a trail.\nNothing is recorded any more.\n\nFalse positives:\n- Maintenance',
      severity: 'info',
      attack: ['T1562.008'],
      tags: ['attack.defense-evasion', 'cve.2020-1'],
      author: 'Jane Doe, @somebody',
      references: ['https://example.com/a', 'https://spdx.org/licenses/DRL-1.1.html'],
      origin: [
        'Sigma rule 0b6a1c1e-0000-4000-8000-000000000001, from trail.yml',
        'Author: Jane Doe, @somebody. Licence: DRL-1.1.',
        'Status: experimental.',
        'Reference: http://example.com/b',
        'Reference: A book, p. 7',
      ],
      jq: expect.stringContaining('. == "stoplogging"'),
    },
  ]);
});

it('states a licence where the rule does not', () => {
  const text = 'title: X\ndetection: { s: { a: b }, condition: s }';
  const { rules } = importSigma([{ path: 'x.yml', text }], { licence: 'DRL-1.1' });
  expect(rules[0]?.origin).toContain('Author: not stated. Licence: DRL-1.1.');
});

it('reads every document of a file, and takes the good ones', () => {
  const good = 'title: Good\ndetection: { s: { a: b }, condition: s }';
  const { rules, refusals } = importSigma(
    [{ path: 'x.yml', text: `${good}\n---\ntitle: Bad\n---\n${good}` }],
    {},
  );
  expect(rules.map(({ name }) => name)).toEqual(['Good', 'Good']);
  expect(refusals).toEqual([{ where: 'x.yml: "Bad"', reason: 'it has no detection' }]);
});

it('passes over documents with nothing in them, as behind a last ---, unless there is no other', () => {
  const good = 'title: Good\ndetection: { s: { a: b }, condition: s }';
  expect(importSigma([{ path: 'x.yml', text: `---\n${good}\n---\n` }], {})).toMatchObject({
    rules: [{ name: 'Good' }],
    refusals: [],
  });
  expect(importSigma([{ path: 'x.yml', text: '---\n# nothing\n---\n' }], {}).refusals).toEqual([
    { where: 'x.yml', reason: 'it is empty' },
  ]);
});

it('asks for the name of the event first, whatever comes first in the rule', () => {
  const { rules } = importDetection(
    's: { userAgent|contains: kali, eventSource: iam.amazonaws.com, eventName: CreateUser }\ncondition: s',
  );
  expect(rules[0]?.jq).toMatchInlineSnapshot(`
    "# What a field says, as text: of a list, each element.
    def texts: [.] | flatten | .[] | values | tostring;

    any(.eventName | texts | ascii_downcase; . == "createuser")
    and any(.eventSource | texts | ascii_downcase; . == "iam.amazonaws.com")
    and any(.userAgent | texts | ascii_downcase; contains("kali"))"
  `);
});
