import { describe, expect, it } from 'vitest';
import { importEventBridge } from '../../../../src/import/eventbridge/eventbridge.ts';
import { itMatches, itRefuses } from '../../../support/import/table.ts';

const importOne = (text: string) => importEventBridge([{ path: 'rules/my-rule.json', text }], {});

const importDetail = (detail: string) => importOne(`{ "detail": ${detail} }`);

describe('a pattern for the detail', () => {
  itMatches(
    [
      {
        what: 'asks for all fields, of each of which one value is enough',
        source: '{ "eventName": ["CreateUser", "DeleteUser"], "userIdentity": { "type": ["Root"] } }',
        matches: [{ eventName: 'DeleteUser', userIdentity: { type: 'Root' } }],
        misses: [{ eventName: 'CreateUser', userIdentity: { type: 'IAMUser' } }, { eventName: 'CreateUser' }],
      },
      {
        what: 'distinguishes letters, and texts from numbers and booleans',
        source: '{ "eventName": ["CreateUser"], "readOnly": [false], "requestParameters": { "port": [22] } }',
        matches: [{ eventName: 'CreateUser', readOnly: false, requestParameters: { port: 22.0 } }],
        misses: [
          { eventName: 'createuser', readOnly: false, requestParameters: { port: 22 } },
          { eventName: 'CreateUser', readOnly: 'false', requestParameters: { port: 22 } },
          { eventName: 'CreateUser', readOnly: false, requestParameters: { port: '22' } },
        ],
      },
      {
        what: 'distinguishes null from nothing',
        source: '{ "requestParameters": { "a": [null] } }',
        matches: [{ requestParameters: { a: null } }],
        misses: [{ requestParameters: {} }, {}],
      },
      {
        what: 'knows prefix and suffix, also in any letters',
        source: '{ "eventName": [{ "prefix": "Delete" }, { "suffix": { "equals-ignore-case": "USER" } }] }',
        matches: [{ eventName: 'DeleteTrail' }, { eventName: 'ListUser' }],
        misses: [{ eventName: 'deleteTrail' }, { eventName: 'Users' }],
      },
      {
        what: 'knows equals-ignore-case and wildcard',
        source: String.raw`{ "eventName": [{ "equals-ignore-case": "getobject" }, { "wildcard": "Put*Policy" }, { "wildcard": "a\\*b" }] }`,
        matches: [{ eventName: 'GetObject' }, { eventName: 'PutUserPolicy' }, { eventName: 'a*b' }],
        misses: [{ eventName: 'putUserPolicy' }, { eventName: 'axb' }],
      },
      {
        what: 'knows anything-but, of a field that is there',
        source:
          '{ "errorCode": [{ "anything-but": ["A", "B"] }], "requestParameters": { "x": [{ "anything-but": { "prefix": ["in", "out"] } }] } }',
        matches: [
          { errorCode: 'C', requestParameters: { x: 'up' } },
          { errorCode: 'C', requestParameters: { x: 5 } },
        ],
        misses: [
          { requestParameters: { x: 'up' } },
          { errorCode: 'A', requestParameters: { x: 'up' } },
          { errorCode: 'C', requestParameters: { x: 'inside' } },
        ],
      },
      {
        what: 'knows anything-but of a wildcard, and of one without',
        source: '{ "requestParameters": { "x": [{ "anything-but": { "wildcard": ["a*b", "c"] } }] } }',
        matches: [{ requestParameters: { x: 'ac' } }],
        misses: [{ requestParameters: { x: 'axb' } }, { requestParameters: { x: 'c' } }],
      },
      {
        what: 'knows exists, of values and not of objects',
        source: '{ "errorCode": [{ "exists": false }], "requestParameters": { "a": [{ "exists": true }] } }',
        matches: [{ requestParameters: { a: null } }],
        misses: [
          { requestParameters: { a: {} } },
          { requestParameters: { a: [] } },
          { requestParameters: { a: 1 }, errorCode: 'x' },
        ],
      },
      {
        what: 'knows numeric and cidr',
        source:
          '{ "requestParameters": { "n": [{ "numeric": [">", 0, "<=", 5] }] }, "sourceIPAddress": [{ "cidr": "10.0.0.0/24" }] }',
        matches: [{ requestParameters: { n: 5 }, sourceIPAddress: '10.0.0.255' }],
        misses: [
          { requestParameters: { n: 0 }, sourceIPAddress: '10.0.0.1' },
          { requestParameters: { n: 1 }, sourceIPAddress: '10.0.1.1' },
          { requestParameters: { n: '1' }, sourceIPAddress: '10.0.0.1' },
        ],
      },
      {
        what: 'asks for fields in the same element of a list',
        source:
          '{ "requestParameters": { "items": { "port": [22], "range": { "cidr": ["0.0.0.0/0"], "note": [{ "exists": true }] } } } }',
        matches: [
          {
            requestParameters: {
              items: [{ port: 1 }, { port: 22, range: [{}, { cidr: '0.0.0.0/0', note: 'x' }] }],
            },
          },
        ],
        misses: [
          { requestParameters: { items: [{ port: 22 }, { range: [{ cidr: '0.0.0.0/0', note: 'x' }] }] } },
          { requestParameters: { items: [{ port: 22, range: [{ note: 'x' }, { cidr: '0.0.0.0/0' }] }] } },
        ],
      },
      {
        what: 'asks of all elements that a field does not exist',
        source: '{ "requestParameters": { "items": { "owner": [{ "exists": false }], "port": [22] } } }',
        matches: [{ requestParameters: { items: [{ port: 22 }, { port: 1 }] } }],
        misses: [{ requestParameters: { items: [{ port: 22 }, { owner: 'x' }] } }],
      },
      {
        what: 'may have a field or another value of it',
        source:
          '{ "requestParameters": { "items": { "owner": [{ "exists": false }, "me"], "port": [22] } } }',
        matches: [
          { requestParameters: { items: [{ port: 22 }] } },
          { requestParameters: { items: [{ port: 22, owner: 'me' }] } },
        ],
        misses: [
          { requestParameters: { items: [{ port: 22, owner: 'you' }] } },
          { requestParameters: { items: [{ port: 22 }, { owner: 'me' }] } },
        ],
      },
      {
        what: 'has alternatives in $or',
        source:
          '{ "eventName": ["A"], "$or": [{ "errorCode": ["x"] }, { "awsRegion": ["r"], "userAgent": ["u"] }] }',
        matches: [
          { eventName: 'A', errorCode: 'x' },
          { eventName: 'A', awsRegion: 'r', userAgent: 'u' },
        ],
        misses: [{ eventName: 'A' }, { eventName: 'A', awsRegion: 'r' }, { errorCode: 'x' }],
      },
      {
        what: 'keeps to one element of a list that is named beside $or and in it',
        source:
          '{ "requestParameters": { "items": { "port": [22] } }, "$or": [{ "requestParameters": { "items": { "name": ["a"] } } }, { "errorCode": ["x"] }] }',
        matches: [
          { requestParameters: { items: [{ port: 22, name: 'a' }] } },
          { requestParameters: { items: [{ port: 22 }] }, errorCode: 'x' },
        ],
        misses: [{ requestParameters: { items: [{ port: 22 }, { name: 'a' }] } }],
      },
    ],
    importDetail,
  );
});

describe('what an event has around its detail', () => {
  itMatches(
    [
      {
        what: 'is looked for in the record',
        source:
          '{ "source": ["aws.iam", "aws.sts"], "detail-type": ["AWS API Call via CloudTrail"], "region": [{ "prefix": "us-" }], "account": ["111122223333"] }',
        matches: [
          {
            eventSource: 'sts.amazonaws.com',
            eventType: 'AwsApiCall',
            awsRegion: 'us-east-1',
            recipientAccountId: '111122223333',
          },
        ],
        misses: [
          {
            eventSource: 's3.amazonaws.com',
            eventType: 'AwsApiCall',
            awsRegion: 'us-east-1',
            recipientAccountId: '111122223333',
          },
        ],
      },
      {
        what: 'may be in $or, with parts of the detail',
        source:
          '{ "detail": { "readOnly": [false] }, "$or": [{ "source": ["aws.iam"] }, { "detail": { "eventName": ["ConsoleLogin"] } }] }',
        matches: [
          { readOnly: false, eventSource: 'iam.amazonaws.com' },
          { readOnly: false, eventName: 'ConsoleLogin' },
        ],
        misses: [{ readOnly: false }, { eventSource: 'iam.amazonaws.com' }],
      },
    ],
    importOne,
  );
});

describe('what is refused', () => {
  itRefuses(
    [
      [
        "other events than CloudTrail's",
        '{ "detail-type": ["GuardDuty Finding"] }',
        'detail-type: "GuardDuty Finding" is not one of CloudTrail\'s',
      ],
      [
        'other sources than AWS',
        '{ "source": ["my.app"] }',
        'source: no event of CloudTrail comes from my.app',
      ],
      [
        'a source that is more than a text',
        '{ "source": [{ "prefix": "aws." }] }',
        'source: expected plain text, got {"prefix":"aws."}',
      ],
      [
        'other fields of an event',
        '{ "resources": ["x"] }',
        'resources is not a field of a CloudTrail record',
      ],
      [
        'a comparison that there is not',
        '{ "detail": { "a": [{ "regex": "x" }] } }',
        'a: regex is not a comparison of EventBridge',
      ],
      [
        'two comparisons in one',
        '{ "detail": { "a": [{ "prefix": "x", "suffix": "y" }] } }',
        'a: expected a value or one comparison, got {"prefix":"x","suffix":"y"}',
      ],
      [
        'a comparison of text with a number',
        '{ "detail": { "a": [{ "prefix": 5 }] } }',
        'a: prefix takes text, got 5',
      ],
      [
        'an odd numeric comparison',
        '{ "detail": { "a": [{ "numeric": ["<", 5, ">", 1] }] } }',
        'a: ["<",5,">",1] is not a numeric comparison of EventBridge',
      ],
      [
        'a wildcard beside a wildcard',
        '{ "detail": { "a": [{ "wildcard": "a**" }] } }',
        'a: "a**" is not a wildcard pattern of EventBridge',
      ],
      [
        'letters whose case jq does not know',
        '{ "detail": { "a": [{ "equals-ignore-case": "É" }] } }',
        'it ignores the case of "É", but jq knows upper and lower case only of A to Z, not of É',
      ],
      ['an empty list', '{ "detail": { "a": [] } }', 'a has an empty list'],
      ['a value without a list', '{ "detail": { "a": "x" } }', 'a: expected a list or a map'],
      [
        'a key with a dot',
        '{ "detail": { "userIdentity.type": ["Root"] } }',
        '"userIdentity.type" has a dot: a field, or a path to one?',
      ],
      [
        '$or with one alternative',
        '{ "detail": { "$or": [{ "a": ["x"] }] } }',
        'expected in $or a list of two maps or more',
      ],
      [
        '$or with a comparison for a field',
        '{ "detail": { "$or": [{ "prefix": ["x"] }, { "a": ["x"] }] } }',
        '$or has prefix, which is not a field',
      ],
      [
        'a field beside $or and in it',
        '{ "detail": { "a": ["x"], "$or": [{ "a": ["y"] }, { "b": ["x"] }] } }',
        'a is named both beside $or and in it',
      ],
      ['nothing', '{}', 'it is empty'],
      ['a text', '"x"', 'expected an event pattern, which is a map'],
    ],
    importOne,
  );
});

describe('where rules are found', () => {
  it('takes the name of a pattern alone from its file', () => {
    expect(importOne('{ "source": ["aws.iam"] }').rules).toEqual([
      {
        name: 'my-rule',
        description: undefined,
        jq: '.eventSource == "iam.amazonaws.com"',
        origin: ['EventBridge rule my-rule, from rules/my-rule.json'],
      },
    ]);
  });

  it('finds those of aws events list-rules, with their names and descriptions, and passes over schedules', () => {
    const text = JSON.stringify({
      Rules: [
        {
          Name: 'root',
          Description: 'Root did it',
          EventPattern: '{"detail":{"userIdentity":{"type":["Root"]}}}',
        },
        { Name: 'nightly', ScheduleExpression: 'rate(1 day)' },
        { Name: 'broken', EventPattern: '{' },
      ],
    });
    const { rules, refusals } = importOne(text);
    expect(rules.map(({ name, description }) => ({ name, description }))).toEqual([
      { name: 'root', description: 'Root did it' },
    ]);
    expect(refusals).toEqual([{ where: 'rules/my-rule.json: "broken"', reason: 'its pattern is not JSON' }]);
  });

  it('finds those of a CloudFormation template, and refuses what only CloudFormation knows', () => {
    const { rules, refusals } = importOne(`
Resources:
  Topic: { Type: AWS::SNS::Topic, Properties: { TopicName: !Sub '\${AWS::StackName}-x' } }
  RootLogin:
    Type: AWS::Events::Rule
    Properties:
      EventPattern: { source: [aws.signin] }
  Named:
    Type: AWS::Events::Rule
    Properties:
      Name: named
      EventPattern: { detail: { recipientAccountId: [!Ref AWS::AccountId] } }`);
    expect(rules.map(({ name }) => name)).toEqual(['RootLogin']);
    expect(refusals).toEqual([
      { where: 'rules/my-rule.json: "named"', reason: 'it has !Ref, which only CloudFormation can resolve' },
    ]);
  });
});

describe('Terraform', () => {
  const importTerraform = (text: string) => importEventBridge([{ path: 'rules.tf', text }], {});

  it('has patterns as jsonencode and as text, with the name of their rule', () => {
    const { rules, refusals } = importTerraform(`
resource "aws_cloudwatch_event_rule" "sign_in" {
  name        = "sign-in"
  description = "Somebody signs in"
  event_pattern = jsonencode({
    detail-type = ["AWS Console Sign In via CloudTrail"]
    "detail" : {
      "$or" = [{ userIdentity = { type = ["Root"] } }, { readOnly = [true, null, { numeric = ["<", -1.5] }] }],
    } # of the record
  })
}
resource "aws_cloudwatch_event_rule" "new_user" {
  event_pattern = <<EOF
{ "source": ["aws.iam"], "detail": { "eventName": ["CreateUser"] } }
EOF
}`);
    expect(refusals).toEqual([]);
    expect(rules).toMatchObject([
      { name: 'sign-in', description: 'Somebody signs in' },
      { name: 'new_user', jq: '.eventName == "CreateUser"\nand .eventSource == "iam.amazonaws.com"' },
    ]);
    expect(rules[0]?.jq).toContain('.eventType == "AwsConsoleSignIn"');
    expect(rules[0]?.jq).toContain('-1.5');
  });

  it('has patterns that only Terraform can evaluate, which are refused', () => {
    const rule = (name: string, pattern: string) =>
      `resource "aws_cloudwatch_event_rule" "${name}" {\n  event_pattern = ${pattern}\n}\n`;
    const source = [
      rule('a', 'var.pattern'),
      rule('b', 'jsonencode({ account = [data.x.account_id] })'),
      rule('c', `jsonencode({ account = ["\${var.account}"] })`),
      rule('d', `"{ \\"account\\": [\\"\${var.account}\\"] }"`),
      rule('e', 'jsonencode({ account = concat(["1"], ["2"]) })'),
      rule('f', 'jsonencode({ account = ["1"] } '),
    ].join('');
    const { rules, refusals } = importTerraform(source);
    expect(rules).toEqual([]);
    expect(refusals.map(({ where, reason }) => `${where}: ${reason}`)).toMatchInlineSnapshot(`
      [
        "rules.tf: "a": it has "var", which only Terraform can evaluate",
        "rules.tf: "b": it has "data", which only Terraform can evaluate",
        "rules.tf: "c": it has "\${var.account}", which only Terraform can evaluate",
        "rules.tf: "d": it has "{ \\"account\\": [\\"\${var.account}\\"] }", which only Terraform can evaluate",
        "rules.tf: "e": it has "concat", which only Terraform can evaluate",
        "rules.tf: "f": it has "}", which only Terraform can evaluate",
      ]
    `);
  });

  it('may have no rules', () => {
    expect(importTerraform('a = "b"').refusals).toEqual([
      { where: 'rules.tf', reason: 'it has no event_pattern' },
    ]);
  });
});
