import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { isJsonArray, isJsonObject, type JsonValue } from '../../../src/json.ts';

/** A CloudFormation template, with its short functions in their long form: `!Ref X` is `{"Ref": "X"}`. */
export interface Template {
  readonly Parameters: Readonly<Record<string, Parameter>>;
  readonly Mappings: Readonly<Record<string, JsonValue>>;
  readonly Conditions: Readonly<Record<string, JsonValue>>;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: Readonly<Record<string, { readonly Value: JsonValue; readonly Condition?: string }>>;
}

export interface Parameter {
  readonly Type: string;
  readonly Description: string;
  readonly Default?: string | number;
  readonly AllowedPattern?: string;
  readonly AllowedValues?: readonly (string | number)[];
}

interface Resource {
  readonly Type: string;
  readonly Condition?: string;
  readonly DependsOn?: string;
  readonly Properties?: JsonValue;
}

/** Throws for what is no YAML 1.1, the version that CloudFormation reads, and for tags that it does not have. */
export const readTemplate = (text: string): Template => {
  const document = parseDocument(text, { version: '1.1', logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) throw error;
  if (document.contents === null) throw new Error('the template is empty');
  // What has not the sections of a template fails where it is used.
  return jsonOf(document.contents) as unknown as Template;
};

const jsonOf = (node: Node): JsonValue => {
  const value = plainJsonOf(node);
  if (node.tag === undefined || node.tag.startsWith('tag:yaml.org')) return value;
  const name = node.tag.slice(1);
  if (name === 'Ref' || name === 'Condition') return { [name]: value };
  if (name === 'GetAtt') return { 'Fn::GetAtt': String(value).split('.') };
  if (functions.includes(name)) return { [`Fn::${name}`]: value };
  throw new Error(`${node.tag} is no function of CloudFormation that is known here`);
};

const functions = ['And', 'Equals', 'FindInMap', 'If', 'Join', 'Not', 'Or', 'Select', 'Split', 'Sub'];

const plainJsonOf = (node: Node): JsonValue => {
  // Keys and items that were parsed are nodes; the types also allow for those that somebody made.
  if (isMap<Node, Node>(node))
    return Object.fromEntries(
      node.items.map(({ key, value }) => [String(key), value === null ? null : jsonOf(value)]),
    );
  if (isSeq<Node>(node)) return node.items.map(jsonOf);
  if (!isScalar(node)) throw new Error('the template has an alias');
  const { value } = node;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  throw new Error(`${String(value)} is no text, number or truth value: quote it`);
};

/** Every function call in a value, with its place. */
export const callsIn = (
  value: JsonValue,
  place = '',
): readonly { readonly name: string; readonly argument: JsonValue; readonly place: string }[] => {
  if (isJsonArray(value)) return value.flatMap((item, index) => callsIn(item, `${place}/${index}`));
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, argument]) => [
    ...(isFunction(name) && Object.keys(value).length === 1 ? [{ name, argument, place }] : []),
    ...callsIn(argument, `${place}/${name}`),
  ]);
};

export const isFunction = (name: string): boolean => name === 'Ref' || name.startsWith('Fn::');
