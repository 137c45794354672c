import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../../src/json.ts';
import { isFunction, type Parameter, type Template } from './read.ts';

interface ResolvedResource {
  readonly Type: string;
  readonly Properties: JsonObject;
}

export interface ResolvedTemplate {
  /** Those whose conditions hold. */
  readonly resources: Readonly<Record<string, ResolvedResource>>;
  readonly outputs: Readonly<Record<string, string>>;
}

/**
 * What CloudFormation would make of a template with these parameters, in account 111122223333. `names` gives physical
 * names to resources that have none in the template. Throws where CloudFormation would refuse, and for functions and
 * attributes that are not known here.
 */
export const resolveTemplate = (
  template: Template,
  given: Readonly<Record<string, string>>,
  names: Readonly<Record<string, string>> = {},
): ResolvedTemplate => {
  for (const name of Object.keys(given))
    if (template.Parameters[name] === undefined) throw new Error(`there is no parameter ${name}`);
  const parameters = new Map(
    Object.entries(template.Parameters).map(([name, parameter]) => [
      name,
      parameterValue(name, parameter, given[name]),
    ]),
  );

  const holds = (name: JsonValue): boolean => {
    const condition = template.Conditions[String(name)];
    if (condition === undefined) throw new Error(`there is no condition ${String(name)}`);
    return truth(condition);
  };
  const truth = (condition: JsonValue): boolean => {
    const [name, argument] = callOf(condition);
    const list = listOf(argument);
    switch (name) {
      case 'Condition':
        return holds(argument);
      case 'Fn::Equals':
        return JSON.stringify(resolve(list[0] ?? null)) === JSON.stringify(resolve(list[1] ?? null));
      case 'Fn::Not':
        return !truth(list[0] ?? null);
      case 'Fn::And':
        return list.every(truth);
      case 'Fn::Or':
        return list.some(truth);
      default:
        throw new Error(`${name} is no condition`);
    }
  };

  const reference = (name: string): Resolved => {
    if (name === 'AWS::NoValue') return noValue;
    const value = pseudoParameters[name] ?? parameters.get(name);
    return value ?? refOf(resourceNamed(name));
  };
  const resourceNamed = (name: string): Named => {
    const resource = template.Resources[name];
    if (resource === undefined) throw new Error(`there is no parameter or resource ${name}`);
    if (resource.Condition !== undefined && !holds(resource.Condition))
      throw new Error(`${name} is not made with these parameters`);
    const { FunctionName, LogGroupName } = (resource.Properties ?? {}) as JsonObject;
    const own = { 'AWS::Lambda::Function': FunctionName, 'AWS::Logs::LogGroup': LogGroupName }[resource.Type];
    return { type: resource.Type, name: own === undefined ? (names[name] ?? physicalName(name)) : text(own) };
  };

  const text = (value: JsonValue): string => {
    const resolved = resolve(value);
    if (typeof resolved === 'string' || typeof resolved === 'number') return String(resolved);
    throw new Error(`expected a text, got ${JSON.stringify(resolved)}`);
  };

  const substitute = (argument: JsonValue): string => {
    const [pattern, more] = isJsonArray(argument) ? argument : [argument, {}];
    const own = (more ?? {}) as JsonObject;
    return String(pattern).replaceAll(/\$\{(!?)([^}]*)\}/g, (_, literal: string, name: string) => {
      if (literal !== '') return `\${${name}}`;
      if (own[name] !== undefined) return text(own[name]);
      return name.includes('.') && !name.startsWith('AWS::')
        ? text({ 'Fn::GetAtt': name.split('.') })
        : text({ Ref: name });
    });
  };

  const call = (name: string, argument: JsonValue): Resolved => {
    const list = listOf(argument);
    switch (name) {
      case 'Ref':
        return reference(String(argument));
      case 'Fn::GetAtt':
        return attributeOf(resourceNamed(String(list[0])), String(list[1]));
      case 'Fn::Sub':
        return substitute(argument);
      case 'Fn::If': {
        if (list.length !== 3)
          throw new Error(`Fn::If takes three arguments, got ${JSON.stringify(argument)}`);
        return resolve((holds(list[0] ?? null) ? list[1] : list[2]) ?? null);
      }
      case 'Fn::Join':
        return listOf(list[1] ?? null)
          .map(text)
          .join(String(list[0]));
      case 'Fn::Split':
        return text(list[1] ?? null).split(String(list[0]));
      case 'Fn::Select': {
        const selected = listOf(resolve(list[1] ?? null) as JsonValue)[Number(list[0])];
        if (selected === undefined) throw new Error(`Fn::Select finds nothing at ${list[0]}`);
        return selected;
      }
      case 'Fn::FindInMap': {
        const [map = '', first = '', second = ''] = list.map(text);
        const found = ((template.Mappings[map] as JsonObject | undefined)?.[first] as JsonObject)?.[second];
        if (found === undefined) throw new Error(`nothing is mapped at ${map}.${first}.${second}`);
        return found;
      }
      default:
        throw new Error(`${name} is not known here`);
    }
  };

  const resolve = (value: JsonValue): Resolved => {
    if (isJsonArray(value)) return value.map(resolve).filter((item): item is JsonValue => item !== noValue);
    if (!isJsonObject(value)) return value;
    const keys = Object.keys(value);
    if (keys.length === 1 && isFunction(String(keys[0]))) return call(...callOf(value));
    return Object.fromEntries(
      Object.entries(value)
        .map(([key, item]) => [key, resolve(item)] as const)
        .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== noValue),
    );
  };

  const made = Object.entries(template.Resources).filter(
    ([, { Condition }]) => Condition === undefined || holds(Condition),
  );
  return {
    resources: Object.fromEntries(
      made.map(([name, { Type, Properties = {} }]) => [
        name,
        // The properties of a resource are an object.
        { Type, Properties: resolve(Properties) as JsonObject },
      ]),
    ),
    outputs: Object.fromEntries(
      Object.entries(template.Outputs)
        .filter(([, { Condition }]) => Condition === undefined || holds(Condition))
        .map(([name, { Value }]) => [name, text(Value)]),
    ),
  };
};

const noValue = Symbol('AWS::NoValue');
type Resolved = JsonValue | typeof noValue;

const [account, region] = ['111122223333', 'eu-central-1'];

const pseudoParameters: Readonly<Record<string, string>> = {
  'AWS::AccountId': account,
  'AWS::Region': region,
  'AWS::Partition': 'aws',
  'AWS::URLSuffix': 'amazonaws.com',
  'AWS::StackName': 'cloudtrail-tattletail',
};

const parameterValue = (name: string, parameter: Parameter, given: string | undefined): string => {
  const value = given ?? parameter.Default;
  if (value === undefined) throw new Error(`the parameter ${name} has no value`);
  const text = String(value);
  const { AllowedPattern: pattern, AllowedValues: values } = parameter;
  if (pattern !== undefined && !new RegExp(`^(?:${pattern})$`, 's').test(text))
    throw new Error(`the parameter ${name} cannot be ${JSON.stringify(text)}`);
  if (values !== undefined && !values.map(String).includes(text))
    throw new Error(`the parameter ${name} cannot be ${JSON.stringify(text)}`);
  return text;
};

const callOf = (value: JsonValue): readonly [string, JsonValue] => {
  const [call, ...more] = isJsonObject(value) ? Object.entries(value) : [];
  if (call === undefined || more.length > 0)
    throw new Error(`expected a function, got ${JSON.stringify(value)}`);
  return call;
};

const listOf = (value: JsonValue): readonly JsonValue[] => (isJsonArray(value) ? value : [value]);

interface Named {
  readonly type: string;
  readonly name: string;
}

/** As CloudFormation makes them up, in lower case for buckets. */
const physicalName = (logical: string): string => `cloudtrail-tattletail-${logical.toLowerCase()}-1abc`;

/** What `Ref` gives (CloudFormation User Guide, "Return values" of each type). */
const refOf = ({ type, name }: Named): string => {
  if (type === 'AWS::SNS::Topic') return arnOf({ type, name });
  if (type === 'AWS::SQS::Queue') return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
  return name;
};

const attributeOf = (resource: Named, attribute: string): string => {
  if (attribute === 'Arn') return arnOf(resource);
  if (attribute === 'QueueName' && resource.type === 'AWS::SQS::Queue') return resource.name;
  throw new Error(`the attribute ${attribute} of ${resource.type} is not known here`);
};

const arnOf = ({ type, name }: Named): string => {
  const arn = arns[type];
  if (arn === undefined) throw new Error(`the ARN of ${type} is not known here`);
  return arn(name);
};

const arns: Readonly<Record<string, (name: string) => string>> = {
  'AWS::Lambda::Function': (name) => `arn:aws:lambda:${region}:${account}:function:${name}`,
  'AWS::IAM::Role': (name) => `arn:aws:iam::${account}:role/${name}`,
  'AWS::S3::Bucket': (name) => `arn:aws:s3:::${name}`,
  // The only ARN that ends so: it stands for the streams of the group.
  'AWS::Logs::LogGroup': (name) => `arn:aws:logs:${region}:${account}:log-group:${name}:*`,
  'AWS::SQS::Queue': (name) => `arn:aws:sqs:${region}:${account}:${name}`,
  'AWS::SNS::Topic': (name) => `arn:aws:sns:${region}:${account}:${name}`,
  'AWS::Events::Rule': (name) => `arn:aws:events:${region}:${account}:rule/${name}`,
};
