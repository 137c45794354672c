import { describe, expect, it } from 'vitest';
import { importMetricFilters } from '../../../../src/import/metric-filter/metric-filter.ts';
import { itMatches, itRefuses } from '../../../support/import/table.ts';

const importOne = (text: string) => importMetricFilters([{ path: 'cis/filter.txt', text }], {});

describe('a filter pattern', () => {
  itMatches(
    [
      {
        what: 'compares a field with a text, in quotes or without',
        source: '{ $.eventName = CreateUser && $.userIdentity.type = "Root" }',
        matches: [{ eventName: 'CreateUser', userIdentity: { type: 'Root' } }],
        misses: [
          { eventName: 'createuser', userIdentity: { type: 'Root' } },
          { eventName: 'CreateUser', userIdentity: 'Root' },
        ],
      },
      {
        what: 'has wildcards at the ends of a text, and nowhere else',
        source: '{ $.a = "*x" || $.a = y* || $.a = "*z*" || $.a = "p*q" }',
        matches: ['ax', 'ya', 'aza', 'p*q'].map((a) => ({ a })),
        misses: ['xa', 'ay', 'paq'].map((a) => ({ a })),
      },
      {
        what: 'takes * for any value',
        source: '{ $.a = * }',
        matches: [{ a: '' }, { a: 0 }],
        misses: [{}, { a: null }, { a: ['x'] }],
      },
      {
        what: 'binds && before ||',
        source: '{ $.a = 1 || $.b = 1 && $.c = 1 }',
        matches: [{ a: 1 }, { b: 1, c: 1 }],
        misses: [{ b: 1 }, { c: 1 }],
      },
      {
        what: 'has parentheses',
        source: '{ ($.a = 1 || ($.b = 1)) && $.c = 1 }',
        matches: [
          { a: 1, c: 1 },
          { b: 1, c: 1 },
        ],
        misses: [{ a: 1 }],
      },
      {
        what: 'takes a number for a number, or for a text that is written so',
        source: '{ $.recipientAccountId = 111122223333 && $.n = +2.50 }',
        matches: [
          { recipientAccountId: '111122223333', n: 2.5 },
          { recipientAccountId: 111122223333, n: 2.5 },
        ],
        misses: [{ recipientAccountId: '111122223333', n: '2.5' }],
      },
      {
        what: 'takes text in quotes for a number or boolean that is written so',
        source: '{ $.readOnly = "false" && $.n = "22" }',
        matches: [
          { readOnly: false, n: 22 },
          { readOnly: 'false', n: '22' },
        ],
        misses: [{ readOnly: true, n: 22 }],
      },
      {
        what: 'compares numbers',
        source: '{ $.n > 1 && $.n <= 1e3 && $.m < -1 && $.m >= -2.5 }',
        matches: [{ n: 1000, m: -2.5 }],
        misses: [
          { n: 1, m: -2 },
          { n: '5', m: -2 },
        ],
      },
      {
        what: 'knows NOT EXISTS, IS NULL, IS TRUE and IS FALSE',
        source: '{ $.userIdentity.invokedBy NOT EXISTS && $.a IS NULL && $.b IS TRUE && $.c IS FALSE }',
        matches: [
          { userIdentity: {}, a: null, b: true, c: false },
          { a: null, b: true, c: false },
        ],
        misses: [
          { userIdentity: { invokedBy: null }, a: null, b: true, c: false },
          { b: true, c: false },
        ],
      },
      {
        what: 'goes into lists by their positions, or into all of their elements',
        source: '{ $.requestParameters.items[1].port = 22 || $.requestParameters.items[*].name = "a" }',
        matches: [
          { requestParameters: { items: [{}, { port: 22 }] } },
          { requestParameters: { items: ['x', { name: 'a' }] } },
        ],
        misses: [
          { requestParameters: { items: [{ port: 22 }] } },
          { requestParameters: { items: { name: 'a' } } },
        ],
      },
      {
        what: 'takes keys in brackets',
        source: `{ $.requestParameters.['x-amz-acl'] = "public-read" && $.["a.b"] = "c" }`,
        matches: [{ requestParameters: { 'x-amz-acl': 'public-read' }, 'a.b': 'c' }],
        misses: [{ requestParameters: { 'x-amz-acl': 'public-read' }, a: { b: 'c' } }],
      },
      {
        what: 'takes a regular expression between percent signs',
        source: String.raw`{ $.eventName = %Trail$% || $.errorCode = %^Client\.[A-Z]% }`,
        matches: [{ eventName: 'StopTrail' }, { errorCode: 'Client.Unauthorized' }],
        misses: [{ eventName: 'TrailStop' }, { errorCode: 'Client-X' }],
      },
      {
        what: 'takes != for true of a missing field, and for false of a list or an object',
        source: '{ $.additionalEventData.MFAUsed != "Yes" && $.sourceIPAddress != "10.*" }',
        matches: [
          {},
          { additionalEventData: { MFAUsed: 'No' }, sourceIPAddress: '11.0.0.1' },
          { additionalEventData: 'text' },
        ],
        misses: [
          { additionalEventData: { MFAUsed: 'Yes' } },
          { sourceIPAddress: '10.0.0.1' },
          { additionalEventData: { MFAUsed: ['No'] } },
        ],
      },
    ],
    importOne,
  );
});

describe('with notEqualNeedsField, a filter pattern', () => {
  itMatches(
    [
      {
        what: 'takes != for false of a missing field',
        source: '{ $.additionalEventData.MFAUsed != "Yes" && $.eventType != "AwsServiceEvent" }',
        matches: [{ additionalEventData: { MFAUsed: 'No' }, eventType: 'AwsApiCall' }],
        misses: [
          { eventType: 'AwsApiCall' },
          { additionalEventData: { MFAUsed: 'No' } },
          { additionalEventData: { MFAUsed: null }, eventType: 'x' },
        ],
      },
    ],
    (text) => importMetricFilters([{ path: 'x.txt', text }], { notEqualNeedsField: true }),
  );
});

describe('what is refused', () => {
  itRefuses(
    [
      ['a number that is none', '{ $.a = 1e400 }', '1e400 is too large for a number'],
      [
        'a filter for text',
        '{"filterPattern": "ERROR"}',
        'only filter patterns for JSON, which begin with {, are supported',
      ],
      [
        'a file without any',
        'nothing: here',
        'it has no filter pattern such as { $.eventName = "CreateUser" }',
      ],
      ['!= of several values', '{ $.a[*] != "x" }', 'it is not documented what != means of several values'],
      [
        'NOT EXISTS of all elements',
        '{ $.a[*] NOT EXISTS }',
        'it is not documented when all fields or elements exist',
      ],
      ['an order of texts', '{ $.a > "x" }', '> compares numbers, got {"kind":"text","text":"x"}'],
      [
        'an escape that is not documented',
        String.raw`{ $.a = "x\n" }`,
        String.raw`\n in "x\\n" is not a documented escape`,
      ],
      [
        'a regular expression with groups',
        '{ $.a = %(x)% }',
        'the regular expression "(x)" has a (, which CloudWatch does not take',
      ],
      ['a comparison that is not there', '{ $.a ~ "x" }', 'expected a comparison before " ~ \\"x\\" }"'],
      ['a pattern that ends too soon', '{"filterPattern": "{ $.a = 1"}', 'expected } before ""'],
    ],
    importOne,
  );
});

describe('where filters are found', () => {
  const namesIn = (path: string, text: string) => {
    const { rules, refusals } = importMetricFilters([{ path, text }], {});
    return { names: rules.map(({ name }) => name), refused: refusals.map(({ where }) => where) };
  };

  it('takes several in a text, with the comments before them for names', () => {
    const text = '# 4.3 Root\n# was used\n{ $.a = 1 }\n\n{ $.a =\n  "}" }\n';
    expect(namesIn('cis.txt', text)).toEqual({ names: ['4.3 Root was used', 'cis 2'], refused: [] });
  });

  it('refuses by its name or number what is no pattern, and what follows one', () => {
    const text =
      '# 1\n{ $.a = %x{2}% } # note\n# 2\n{ ! ($.a = 1) }\n{ $.a = 1 } rest\n# 3\n[ip, user]\n# end\n';
    expect(namesIn('cis.txt', text)).toEqual({
      names: ['1', 'cis 3'],
      refused: ['cis.txt: "2"', 'cis.txt: "cis 4"', 'cis.txt: "3"'],
    });
  });

  it('finds resources and maps in Terraform, and refuses what Terraform puts together', () => {
    const text = `
resource "aws_cloudwatch_log_metric_filter" "by_label" {
  pattern = "{ $.eventName = \\"A\\" }" # a comment
  metric_transformation { name = "Metric" }
}
resource "aws_cloudwatch_log_metric_filter" "x" {
  name    = "by-name"
  pattern = <<-EOT
    { $.eventName = "A" &&
      $.eventSource = "B" }
  EOT
}
locals {
  filters = {
    by_key = { pattern = "{ $.eventName = A }" }
    open   = { pattern = "{ $.eventName = \${var.name} }" }
  }
}`;
    expect(namesIn('main.tf', text)).toEqual({
      names: ['by_label', 'by-name', 'by_key'],
      refused: ['main.tf: "open"'],
    });
  });

  it('finds resources in CloudFormation, as YAML or JSON', () => {
    const yaml = `
Resources:
  RootUsed:
    Type: AWS::Logs::MetricFilter
    Properties:
      LogGroupName: !Ref Group
      FilterPattern: >-
        { $.userIdentity.type = "Root" }
  Put:
    Properties: { FilterPattern: !Sub '{ $.a = "\${x}" }', FilterName: put }`;
    expect(namesIn('template.yaml', yaml)).toEqual({
      names: ['RootUsed'],
      refused: ['template.yaml: "put"'],
    });
    const json = '{"Resources":{"R":{"Properties":{"FilterPattern":"{ $.a = \\"x\\" }"}}}}';
    expect(namesIn('template.json', json)).toEqual({ names: ['R'], refused: [] });
  });

  it('finds those that CloudFormation fills nothing into', () => {
    const filter = (name: string, pattern: string) =>
      `  ${name}:\n    Type: AWS::Logs::MetricFilter\n    Properties: { FilterPattern: ${pattern} }\n`;
    const yaml = [
      'Resources:\n',
      filter('Plain', `!Sub '{ $.eventName = "CreateUser" }'`),
      filter('Long', `{ 'Fn::Sub': '{ $.eventName = "CreateUser" }' }`),
      filter('Filled', `!Sub '{ $.recipientAccountId = "\${AWS::AccountId}" }'`),
      filter('Escaped', `!Sub '{ $.eventName = "\${!x}" }'`),
    ].join('');
    expect(namesIn('template.yaml', yaml)).toEqual({
      names: ['Plain', 'Long'],
      refused: ['template.yaml: "Filled"', 'template.yaml: "Escaped"'],
    });
  });

  it('refuses by name those that only Terraform can evaluate', () => {
    const filter = (name: string, pattern: string) =>
      `resource "aws_cloudwatch_log_metric_filter" "${name}" {\n  pattern = ${pattern}\n}\n`;
    const text = filter('a', 'var.pattern') + filter('b', 'each.value') + filter('c', '"ERROR"');
    expect(namesIn('main.tf', text)).toEqual({
      names: [],
      refused: ['main.tf: "a"', 'main.tf: "b"', 'main.tf: "c"'],
    });
  });

  it('finds those of aws logs describe-metric-filters', () => {
    const text = '{"metricFilters":[{"filterName":"f","filterPattern":"{$.a=x}"}]}';
    expect(namesIn('-', text)).toEqual({ names: ['f'], refused: [] });
  });
});
