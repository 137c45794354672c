import { describe, expect, it } from 'vitest';
import { readTemplate } from '../../../support/cloudformation/read.ts';
import { resolveTemplate } from '../../../support/cloudformation/resolve.ts';

const base = `
Parameters:
  Name: { Type: String, Default: '', AllowedPattern: '[a-z]*' }
Mappings:
  Sizes: { a: { Small: 1 } }
Conditions:
  Named: !Not [!Equals [!Ref Name, '']]
  Both: !And [!Condition Named, !Equals [!Ref Name, b]]
  Either: !Or [!Condition Both, !Equals [!Ref Name, a]]
Resources:
  Topic: { Type: AWS::SNS::Topic, Condition: Named }
`;

const resolved = (property: string, parameters: Record<string, string> = {}): unknown => {
  const text = `${base}  Rule:\n    Type: AWS::Events::Rule\n    Properties: { It: ${property} }\nOutputs: {}\n`;
  return resolveTemplate(readTemplate(text), parameters).resources.Rule?.Properties.It;
};

describe('functions give what CloudFormation gives', () => {
  it.each<[string, Record<string, string>, unknown]>([
    ['!Ref AWS::Region', {}, 'eu-central-1'],
    ['!Ref Topic', { Name: 'a' }, 'arn:aws:sns:eu-central-1:111122223333:cloudtrail-tattletail-topic-1abc'],
    ['!GetAtt Rule.Arn', {}, 'arn:aws:events:eu-central-1:111122223333:rule/cloudtrail-tattletail-rule-1abc'],
    [`!Sub 'x\${Name}-\${!Name}-\${AWS::AccountId}'`, { Name: 'b' }, `xb-\${Name}-111122223333`],
    [
      `!Sub ['\${A}/\${Rule.Arn}', { A: !Ref Name }]`,
      { Name: 'b' },
      'b/arn:aws:events:eu-central-1:111122223333:rule/cloudtrail-tattletail-rule-1abc',
    ],
    ['!If [Both, 1, 2]', { Name: 'b' }, 1],
    ['!If [Both, 1, 2]', { Name: 'a' }, 2],
    ['!If [Either, 1, 2]', { Name: 'a' }, 1],
    ['[a, !If [Named, b, !Ref AWS::NoValue]]', {}, ['a']],
    ['{ a: !If [Named, b, !Ref AWS::NoValue] }', {}, {}],
    ["!Join ['-', [a, !Ref Name]]", { Name: 'b' }, 'a-b'],
    ["!Select [1, !Split ['@', a@b]]", {}, 'b'],
    ['!FindInMap [Sizes, a, Small]', {}, 1],
  ])('%s with %j', (property, parameters, value) => expect(resolved(property, parameters)).toEqual(value));
});

describe('what CloudFormation refuses is refused', () => {
  it.each([
    ['!Ref Nothing', /no parameter or resource Nothing/],
    ['!Ref Topic', /Topic is not made/],
    ['!GetAtt Rule.Name', /attribute Name of AWS::Events::Rule is not known/],
    ['!If [Nothing, 1, 2]', /no condition Nothing/],
    ['!FindInMap [Sizes, b, Small]', /nothing is mapped/],
    ["!Select [2, !Split ['@', a@b]]", /finds nothing/],
    ['!Base64 x', /!Base64 is no function/],
    ['2012-10-17', /quote it/],
  ])('%s', (property, message) => expect(() => resolved(property)).toThrow(message));

  it.each([
    ['a value that the parameter does not allow', { Name: 'A' }],
    ['a parameter that there is not', { Nam: 'a' }],
  ])('%s', (_, parameters) => expect(() => resolved('1', { ...parameters })).toThrow(/parameter Nam/));
});
