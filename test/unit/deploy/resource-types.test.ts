import { describe, expect, it } from 'vitest';
import { referencesIn } from '../../support/cloudformation/references.ts';
import { readResourceTypes } from '../../support/cloudformation/resource-types.ts';
import { deploy, optional, template, triggers } from '../../support/template.ts';

const { problemsIn, attributesOf, referenceOf } = await readResourceTypes();

const typeOf = (name: string): string => template.Resources[name]?.Type ?? `no resource ${name}`;

// A template is JSON.
const { names, attributes } = referencesIn(JSON.parse(JSON.stringify(template)));

describe('AWS has the types of the template', () => {
  const resolved = [{}, optional, { ...optional, TrailTopicArn: '' }].flatMap((parameters) =>
    triggers.map((trigger) => deploy(trigger, parameters).resources),
  );

  it.each(Object.entries(template.Resources))(
    'with the properties of %s, and what they require',
    (name, { Type }) => {
      const made = resolved.flatMap((resources) => resources[name] ?? []);
      expect(made).not.toEqual([]);
      for (const { Properties } of made) expect(problemsIn(Type, Properties)).toEqual([]);
    },
  );

  it('with every value that a parameter may have', () => {
    for (const days of template.Parameters.LogRetentionDays?.AllowedValues ?? [])
      expect(problemsIn('AWS::Logs::LogGroup', { RetentionInDays: days })).toEqual([]);
  });

  it('with the attributes that it asks for', () => {
    const asked = attributes.map((attribute) => attribute.split('.'));
    expect(asked).not.toEqual([]);
    for (const [name = '', ...attribute] of asked)
      expect(attributesOf(typeOf(name)), name).toContain(attribute.join('.'));
  });

  it('and gives by Ref what it takes it for', () => {
    const resources = names.filter((name) => name in template.Resources);
    expect(Object.fromEntries(resources.map((name) => [typeOf(name), referenceOf(typeOf(name))]))).toEqual({
      'AWS::Lambda::Function': ['FunctionName'],
      'AWS::Logs::LogGroup': ['LogGroupName'],
      'AWS::S3::Bucket': ['BucketName'],
      'AWS::SNS::Topic': ['TopicArn'],
      'AWS::SQS::Queue': ['QueueUrl'],
    });
  });
});

describe('of a resource that AWS would refuse, it is said', () => {
  const code = { S3Bucket: 'my-config', S3Key: 'cloudtrail-tattletail.zip' };
  const role = 'arn:aws:iam::111122223333:role/tattletail';
  it.each([
    ['that a property is missing', 'Lambda::Function', { Code: code }, '.Role: required'],
    ['that there is no such property', 'SNS::Topic', { Title: 'x' }, '.Title: no such property'],
    [
      'so of what is in a property',
      'Lambda::Function',
      { Role: role, Code: { ...code, S3Bucke: 'x' } },
      '.Code.S3Bucke: no such property',
    ],
    [
      'that a value is no number',
      'SQS::Queue',
      { DelaySeconds: '1 s' },
      '.DelaySeconds: expected integer, got "1 s"',
    ],
    ['that a value is no truth value', 'SQS::Queue', { FifoQueue: 1 }, '.FifoQueue: expected boolean, got 1'],
    [
      'that a value is none of those that there are',
      'Logs::LogGroup',
      { RetentionInDays: 2 },
      '.RetentionInDays: expected integer, got 2',
    ],
    [
      'that a value is no list',
      'Lambda::Function',
      { Role: role, Code: code, Architectures: 'arm64' },
      '.Architectures: expected array, got "arm64"',
    ],
    [
      'that a value is a list',
      'Lambda::Function',
      { Role: role, Code: [code] },
      '.Code: expected an object, got [{"S3Bucket":"my-config","S3Key":"cloudtrail-tattletail.zip"}]',
    ],
  ])('%s', (_, type, properties, problem) =>
    expect(problemsIn(`AWS::${type}`, properties)).toEqual([`AWS::${type}${problem}`]),
  );

  it('that there is no such type', () => expect(() => problemsIn('AWS::SNS::Tropic', {})).toThrow());
});
