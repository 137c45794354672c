import { isJsonArray, isJsonObject, type JsonObject } from '../../src/json.ts';
import { readTemplate } from './cloudformation/read.ts';
import { type ResolvedTemplate, resolveTemplate } from './cloudformation/resolve.ts';
import { bus } from './destinations/eventbridge.ts';
import { topic } from './destinations/sns.ts';
import { readText } from './fixtures.ts';

export const template = readTemplate(readText('deploy/template.yaml'));

export const triggers = ['eventbridge', 's3', 'sns', 'sqs'] as const;

export type Trigger = (typeof triggers)[number];

const required = { TrailBucket: 'my-trail', CodeBucket: 'my-config' };

const key = 'arn:aws:kms:eu-central-1:111122223333:key/0000';

/** A value for every parameter that may be left empty, or switches something on. */
export const optional = {
  TrailBucketAccount: '444455556666',
  TrailPrefix: 'logs',
  OrganizationId: 'o-exampleorgid',
  TrailKeyArn: `${key}1`,
  VerifyDigests: 'on',
  TrailTopicArn: 'arn:aws:sns:eu-central-1:111122223333:trail',
  ConfigBucket: 'config',
  ConfigIncludes: 'rules/',
  SecretParameter: '/tattletail/slack',
  SecretKeyArn: `${key}2`,
  MailFrom: 'tattletail@example.com',
  AlertTopicArn: topic,
  AlertBusArn: bus,
  ExtraPolicyArn: 'arn:aws:iam::111122223333:policy/more',
  AlarmEmail: 'ops@example.com',
  ReservedConcurrency: '5',
};

/** The template as this trigger and these parameters make it, with a state bucket of the name `ledger`. */
export const deploy = (trigger: Trigger, more: Readonly<Record<string, string>> = {}): ResolvedTemplate =>
  resolveTemplate(template, { ...required, Trigger: trigger, ...more }, { StateBucket: 'ledger' });

export const propertiesOf = ({ resources }: ResolvedTemplate, name: string): JsonObject => {
  const resource = resources[name];
  if (resource === undefined) throw new Error(`${name} is not made`);
  return resource.Properties;
};

export const rolePolicyOf = (resolved: ResolvedTemplate): JsonObject => {
  const { Policies } = propertiesOf(resolved, 'Role');
  const [policy] = isJsonArray(Policies) ? Policies : [];
  if (!isJsonObject(policy) || !isJsonObject(policy.PolicyDocument))
    throw new Error('the role has no policy');
  return policy.PolicyDocument;
};

/** The variables that the function gets. */
export const environmentOf = (resolved: ResolvedTemplate): Readonly<Record<string, string>> => {
  const { Environment } = propertiesOf(resolved, 'Function');
  // The template makes texts of them.
  return (isJsonObject(Environment) ? Environment.Variables : {}) as Readonly<Record<string, string>>;
};
