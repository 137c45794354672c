import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../src/json.ts';
import { pathOf, readText } from './fixtures.ts';

/** Terraform's own parser in WebAssembly. Its types would declare a browser's globals for all of our sources. */
const require = createRequire(import.meta.url);
const { parse } = require('@cdktn/hcl2json') as {
  readonly parse: (name: string, text: string) => Promise<Readonly<Record<string, JsonObject>>>;
};

/** The files of a Terraform module as the JSON that its HCL means. Expressions are texts: `${var.name}`. */
export interface Module {
  readonly variables: Readonly<Record<string, JsonObject>>;
  readonly locals: JsonObject;
  readonly outputs: Readonly<Record<string, JsonObject>>;
  /** By `type.name`. */
  readonly resources: Readonly<Record<string, JsonObject>>;
  /** By `data.type.name`. */
  readonly data: Readonly<Record<string, JsonObject>>;
  readonly modules: Readonly<Record<string, JsonObject>>;
  /** Every expression in it. */
  readonly expressions: readonly string[];
}

export const readModule = async (folder: string): Promise<Module> => {
  const names = readdirSync(pathOf(folder)).filter((name) => name.endsWith('.tf'));
  const files: readonly Readonly<Record<string, JsonObject>>[] = await Promise.all(
    names.map((name) => parse(name, readText(`${folder}/${name}`))),
  );
  const blocks = (kind: string): Readonly<Record<string, JsonObject>> =>
    Object.fromEntries(
      files.flatMap((file) => Object.entries(file[kind] ?? {})).map(([name, block]) => [name, onlyOf(block)]),
    );
  const blocksOfTypes = (kind: string, prefix = ''): Readonly<Record<string, JsonObject>> =>
    Object.fromEntries(
      files
        .flatMap((file) => Object.entries(file[kind] ?? {}))
        .flatMap(([type, named]) =>
          Object.entries(named as JsonObject).map(
            ([name, block]) => [`${prefix}${type}.${name}`, onlyOf(block)] as const,
          ),
        ),
    );
  return {
    variables: blocks('variable'),
    locals: Object.assign({}, ...files.flatMap(({ locals }) => locals ?? [])),
    outputs: blocks('output'),
    resources: blocksOfTypes('resource'),
    data: blocksOfTypes('data', 'data.'),
    modules: blocks('module'),
    expressions: files.flatMap(expressionsIn),
  };
};

/** Every block is a list of those with its name, of which we have one. */
const onlyOf = (block: JsonValue | undefined): JsonObject => {
  const [only, ...more] = isJsonArray(block) ? block : [];
  if (!isJsonObject(only) || more.length > 0)
    throw new Error(`expected one block, got ${JSON.stringify(block)}`);
  return only;
};

export const listOf = (value: JsonValue | undefined): readonly JsonObject[] =>
  // Blocks are objects.
  (isJsonArray(value) ? value : []) as readonly JsonObject[];

const expressionsIn = (value: JsonValue): readonly string[] => {
  if (typeof value === 'string') return value.includes('${') ? [value] : [];
  if (isJsonArray(value)) return value.flatMap(expressionsIn);
  return isJsonObject(value) ? Object.values(value).flatMap(expressionsIn) : [];
};

/** The variables, locals, resources and data that expressions name. */
export const referencesIn = (expressions: readonly string[]): ReadonlySet<string> =>
  new Set(
    expressions.flatMap((expression) =>
      [
        ...expression.matchAll(
          /(?<![.\w"/])((?:var|local|module)\.\w+(?:\.\w+)?|data\.\w+\.\w+|aws_\w+\.\w+)/g,
        ),
      ].map(([, name = '']) => (/^(var|local)/.test(name) ? name.split('.').slice(0, 2).join('.') : name)),
    ),
  );

/** A statement of `aws_iam_policy_document`, as IAM has it, with the local that it depends on. */
export const statementsIn = (
  document: JsonObject,
  evaluate: (expression: string) => string,
): readonly { readonly when: string | undefined; readonly statement: JsonObject }[] => {
  const always = listOf(document.statement).map((block) => ({ when: undefined, block }));
  const sometimes = isJsonObject(document.dynamic)
    ? listOf(document.dynamic.statement).map((dynamic) => ({
        when: String(dynamic.for_each),
        block: onlyOf(dynamic.content),
      }))
    : [];
  return [...always, ...sometimes].map(({ when, block }) => ({
    when,
    statement: statementOf(block, evaluate),
  }));
};

const statementOf = (block: JsonObject, evaluate: (expression: string) => string): JsonObject => {
  const texts = (value: JsonValue | undefined): readonly string[] =>
    (isJsonArray(value) ? value : []).map((text) =>
      String(text).replaceAll(/\$\{((?:[^{}"]|"[^"]*")+)\}/g, (_, expression: string) =>
        evaluate(expression),
      ),
    );
  const conditions = Map.groupBy(listOf(block.condition), ({ test }) => String(test));
  const [principal] = listOf(block.principals);
  return {
    ...(block.sid !== undefined && { Sid: block.sid }),
    Effect: block.effect ?? 'Allow',
    ...(principal !== undefined && {
      Principal: principal.type === '*' ? '*' : { [String(principal.type)]: texts(principal.identifiers) },
    }),
    Action: texts(block.actions),
    Resource: texts(block.resources),
    ...(conditions.size > 0 && {
      Condition: Object.fromEntries(
        [...conditions].map(([test, ofTest]) => [
          test,
          Object.fromEntries(ofTest.map(({ variable, values }) => [String(variable), texts(values)])),
        ]),
      ),
    }),
  };
};

/** Names of CloudFormation as Terraform writes them: TrailKeyArn is trail_key_arn, HasConfigInS3 is has_config_in_s3. */
export const snakeCase = (name: string): string => name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase();

/**
 * The variable of a parameter. Two have a type by which Terraform knows when it plans whether there is something, also
 * while it does not know its ARN.
 */
export const variableOf = (parameter: string): string =>
  ({ TrailTopicArn: 'trail_topic', ExtraPolicyArn: 'extra_policy_arns' })[parameter] ?? snakeCase(parameter);
