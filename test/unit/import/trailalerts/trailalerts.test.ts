import { describe, expect, it } from 'vitest';
import { importTrailAlerts } from '../../../../src/import/trailalerts/trailalerts.ts';
import { itMatches, itRefuses } from '../../../support/import/table.ts';
import { verdictsOf } from '../../../support/import/verdicts.ts';

const importDetection = (detection: string) =>
  importTrailAlerts(
    [{ path: 'rule.yml', text: `title: A rule\ndetection:\n${detection.replaceAll(/^/gm, '  ')}` }],
    {},
  );

describe('a rule of TrailAlerts', () => {
  itMatches(
    [
      {
        what: 'compares values of the same type, in the same letters',
        source: 'selection: { eventName: CreateUser, readOnly: false, a: [x, 1] }',
        matches: [{ eventName: 'CreateUser', readOnly: false, a: 1 }],
        misses: [
          { eventName: 'createuser', readOnly: false, a: 1 },
          { eventName: 'CreateUser', readOnly: 'false', a: 1 },
        ],
      },
      {
        what: 'compares a list with a whole list',
        source: 'selection: { requestParameters.names: [a, b] }',
        matches: [{ requestParameters: { names: ['a', 'b'] } }, { requestParameters: { names: 'b' } }],
        misses: [{ requestParameters: { names: ['b', 'a'] } }],
      },
      {
        what: 'reads YAML 1.1, in which yes is true',
        source: 'selection: { a: yes }',
        matches: [{ a: true }],
        misses: [{ a: 'yes' }],
      },
      {
        what: 'takes null for what is missing too',
        source: 'selection: { errorCode: null, userIdentity.invokedBy: null }',
        matches: [{}, { userIdentity: { invokedBy: null } }],
        misses: [{ errorCode: 'x' }, { userIdentity: { invokedBy: 'x' } }],
      },
      {
        what: 'knows startswith, endswith and re',
        source: "selection: { a|startswith: x, b|endswith: 'y', c|re: '^z[0-9]+$' }",
        matches: [{ a: 'xa', b: 'ay', c: 'z1' }],
        misses: [
          { a: 'Xa', b: 'ay', c: 'z1' },
          { a: 'xa', b: 'ay', c: 'z' },
        ],
      },
      {
        what: 'takes contains for a part of a text, an element of a list, or something in an object',
        source: 'selection: { requestParameters|contains: Suspended, requestParameters.a|contains: x }',
        matches: [
          { requestParameters: { status: 'Suspended', a: 'axb' } },
          { requestParameters: { status: 'Suspended', a: ['x'] } },
        ],
        misses: [
          { requestParameters: { status: 'Suspended', a: ['axb'] } },
          { requestParameters: { a: 'x' } },
        ],
      },
      {
        what: 'takes contains with * for anything, and with a path for another field',
        source:
          "selection: { requestParameters.layers|contains: '*', userIdentity.arn|contains: responseElements.accessKey.userName }",
        matches: [
          {
            requestParameters: { layers: ['x'] },
            userIdentity: { arn: 'user/bob' },
            responseElements: { accessKey: { userName: 'bob' } },
          },
        ],
        misses: [
          {
            requestParameters: { layers: [] },
            userIdentity: { arn: 'user/bob' },
            responseElements: { accessKey: { userName: 'bob' } },
          },
          { requestParameters: { layers: ['x'] }, userIdentity: { arn: 'user/bob' } },
        ],
      },
      {
        what: 'takes fieldref for a comparison with the user that an ARN names',
        source: 'selection: { userIdentity.arn|fieldref: requestParameters.userName }',
        matches: [
          { userIdentity: { arn: 'arn:aws:iam::1:user/bob/x' }, requestParameters: { userName: 'bob' } },
        ],
        misses: [
          { userIdentity: { arn: 'arn:aws:iam::1:user/bob' }, requestParameters: { userName: 'alice' } },
          {},
        ],
      },
      {
        what: 'looks for maps in lists',
        source:
          'selection:\n  requestParameters.rules:\n    - expiration: { days: 1 }\n    - { id: x, enabled: true }',
        matches: [
          { requestParameters: { rules: [{}, { expiration: { days: 1, more: 2 } }] } },
          { requestParameters: { rules: { id: 'x', enabled: true } } },
        ],
        misses: [{ requestParameters: { rules: [{ expiration: { days: 2 } }, { id: 'x' }] } }],
      },
    ],
    importDetection,
  );
});

describe('the condition of a rule', () => {
  const blocks = 'a: { a: 1 }\nb1: { b: 1 }\nb2: { c: 1 }\n';
  itMatches(
    [
      {
        what: 'goes from left to right',
        source: `${blocks}condition: a or b1 and b2`,
        matches: [
          { a: 1, c: 1 },
          { b: 1, c: 1 },
        ],
        misses: [{ a: 1 }],
      },
      {
        what: 'takes 1 of for exactly one',
        source: `${blocks}condition: 1 of b* and not a`,
        matches: [{ b: 1 }, { c: 1 }],
        misses: [{ b: 1, c: 1 }, { a: 1, b: 1 }, {}],
      },
    ],
    importDetection,
  );
});

describe('what is refused', () => {
  const sigma = 'try tattletail import sigma';
  itRefuses(
    [
      [
        'parentheses',
        'selection: { a: 1 }\ncondition: (selection)',
        `TrailAlerts does not know the parentheses in its condition: ${sigma}`,
      ],
      [
        'all of',
        'selection: { a: 1 }\ncondition: all of selection*',
        `TrailAlerts does not know "all of": ${sigma}`,
      ],
      [
        'them',
        'selection: { a: 1 }\ncondition: 1 of them',
        'its condition names them, which it does not define',
      ],
      ['more of than there are', 'selection: { a: 1 }\ncondition: 2 of sel*', 'there are never 2 of sel*'],
      ['keywords', 'selection: [evil]', 'selection is not a map, which TrailAlerts never matches'],
      [
        'a list behind contains',
        'selection: { a|contains: [x, y] }',
        `a|contains: TrailAlerts never matches anything but one text there: ${sigma}`,
      ],
      [
        'other modifiers',
        'selection: { a|cidr: 10.0.0.0/8 }',
        `a|cidr: TrailAlerts does not know cidr: ${sigma}`,
      ],
      [
        'modifiers together',
        'selection: { a|contains|all: [x] }',
        `a|contains|all: TrailAlerts does not know modifiers together: ${sigma}`,
      ],
      [
        'a text that it takes for a field',
        'selection: { a|contains: amazonaws.com }',
        `a|contains: TrailAlerts takes "amazonaws.com" for the name of a field: ${sigma}`,
      ],
      [
        'a part that Python prints in another way',
        `selection: { requestParameters|contains: "'x': 1" }`,
        `requestParameters|contains: of a list or an object, TrailAlerts looks for "'x': 1" in what Python prints of it, which jq does not`,
      ],
      [
        'a regular expression that it never searches with',
        "selection: { a|re: '(a+)+' }",
        'TrailAlerts finds nothing with the regular expression "(a+)+", which it calls unsafe',
      ],
    ],
    importDetection,
  );
});

describe('exceptions', () => {
  const rule = { path: 'rule.yml', text: 'title: A rule\ndetection: { selection: { a: 1 } }' };

  it('become ignores of the rules with these titles', async () => {
    const text = JSON.stringify({
      'A rule': {
        excludedActors: ['arn:aws:iam::1:user/ci', 'arn:aws:iam::root', 'ec2.amazonaws.com'],
        excludedSourceIPs: ['10.0.0.1'],
        excludedActorsRegex: ['.*SSO_Admin', 'arn:aws:sts::1:assumed-role/(a|b)/'],
      },
    });
    const { ignores, refusals } = importTrailAlerts([rule, { path: 'exceptions.json', text }], {});
    expect(refusals).toEqual([]);
    expect(ignores.map(({ name, rules }) => ({ name, rules }))).toEqual([
      { name: 'Exceptions of A rule', rules: ['A rule'] },
    ]);
    const ignored = [
      { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ci' } },
      { userIdentity: { type: 'Root' } },
      { userIdentity: { type: 'AWSService', invokedBy: 'ec2.amazonaws.com' } },
      { userIdentity: { type: 'AssumedRole', arn: 'x/SSO_Admin/y' } },
      { userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::1:assumed-role/b/c' } },
      { sourceIPAddress: '10.0.0.1' },
    ];
    const alerted = [
      { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::1:user/ci2' } },
      { userIdentity: { type: 'AWSAccount', arn: 'arn:aws:iam::1:user/ci' } },
      { userIdentity: { type: 'AssumedRole', arn: 'xarn:aws:sts::1:assumed-role/b/c' } },
      { userIdentity: 'Root', sourceIPAddress: '10.0.0.10' },
    ];
    const { matches, errors } = await verdictsOf(
      ignores.map(({ jq }) => jq),
      [...ignored, ...alerted],
    );
    expect(errors).toEqual([]);
    expect([...ignored, ...alerted].map((_, at) => matches(0, at))).toEqual([
      ...ignored.map(() => true),
      ...alerted.map(() => false),
    ]);
  });

  it('are refused where there is no such rule, where they are odd, and where they count', () => {
    const odd = JSON.stringify({ 'No rule': {}, 'A rule': { excludedActors: 'x' } });
    const { refusals } = importTrailAlerts(
      [rule, { path: 'e.json', text: odd }, { path: 't.json', text: '[{"type":"threshold"}]' }],
      {},
    );
    expect(refusals).toEqual([
      { where: 'e.json: "No rule"', reason: 'no imported rule has this title' },
      { where: 'e.json: "A rule"', reason: 'expected lists of text' },
      {
        where: 't.json',
        reason: 'thresholds and correlations count over several records: not supported yet',
      },
    ]);
  });
});

it('takes several rules of a file as a list, and not as documents', () => {
  const two =
    '- { title: A, detection: { selection: { a: 1 } } }\n- { title: B, detection: { selection: { a: 1 } } }';
  expect(importTrailAlerts([{ path: 'x.yml', text: two }], {}).rules.map(({ name }) => name)).toEqual([
    'A',
    'B',
  ]);
  expect(importTrailAlerts([{ path: 'x.yml', text: 'title: A\n---\ntitle: B' }], {}).refusals).toEqual([
    { where: 'x.yml', reason: 'it has several documents, which TrailAlerts cannot read' },
  ]);
});
