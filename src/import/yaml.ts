import { type Document, isNode, parseAllDocuments, type Tags, visit } from 'yaml';
import { messageOf } from '../errors.ts';
import { isJsonArray, isJsonObject, type JsonValue } from '../json.ts';
import { RefusedError, refuse } from './imported.ts';

interface Reading {
  /** PyYAML reads 1.1. */
  readonly version?: '1.1' | '1.2';
  /** Whether it may be a CloudFormation template: its `!Ref X` becomes `{"!Ref": "X"}`. */
  readonly isTemplate?: boolean;
}

/** The documents of a YAML or JSON text, each when it is asked for. Refuses one that is not sound. */
export const yamlDocuments = (
  text: string,
  { version = '1.2', isTemplate = false }: Reading = {},
): readonly (() => JsonValue)[] => {
  const documents = parseAllDocuments(text, {
    version,
    customTags: jsonTags,
    stringKeys: true,
    logLevel: 'silent',
  });
  return ('empty' in documents ? [] : documents).map((document) => () => valueIn(document, isTemplate));
};

/** Without those of YAML 1.1 for what JSON has not: a date is a text. */
const jsonTags = (tags: Tags): Tags =>
  tags.filter((tag) => typeof tag === 'string' || !/:(timestamp|binary|set|omap|pairs)$/.test(tag.tag));

const valueIn = (document: Document.Parsed, isTemplate: boolean): JsonValue => {
  const [problem] = [...document.errors, ...(isTemplate ? [] : document.warnings)];
  if (problem !== undefined) refuse(`it is not valid YAML: ${problem.message.split('\n')[0]}`);
  try {
    visit(document, (_, node) => {
      const tag = isNode(node) && 'tag' in node ? node.tag : undefined;
      return isNode(node) && tag?.startsWith('!') === true
        ? document.createNode({ [tag]: node.toJS(document) })
        : undefined;
    });
    visit(document, {
      Scalar: (_, node) => {
        if (typeof node.value === 'number' && losesDigits(node.value, node.source)) node.value = node.source;
      },
    });
    return asJson(document.toJS(), 0);
  } catch (error) {
    if (error instanceof RefusedError) throw error;
    return refuse(`it is not valid YAML: ${messageOf(error)}`);
  }
};

/** As an account ID does that begins with 0, or a number of twenty digits. */
const losesDigits = (value: number, source = ''): boolean =>
  /^[0-9]+$/.test(source) && String(value) !== source;

const asJson = (value: unknown, depth: number): JsonValue => {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (depth > maxDepth) return refuse('it is nested too deeply');
  if (isJsonArray(value)) return value.map((item) => asJson(item, depth + 1));
  if (!isJsonObject(value) || ArrayBuffer.isView(value))
    return refuse('it has a value that JSON cannot hold');
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asJson(item, depth + 1)]));
};

const maxDepth = 100;
