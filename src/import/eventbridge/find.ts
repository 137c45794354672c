import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nonEmptyString,
  parseJson,
} from '../../json.ts';
import { refuse } from '../imported.ts';
import { type Attribute, attributesIn } from '../terraform.ts';

export interface FoundRule {
  readonly name: string;
  readonly description: string | undefined;
  /** Refuses a text that is no JSON. */
  readonly pattern: () => JsonValue;
}

/** Everything with an `EventPattern` in a document; when there is none, the document is a pattern itself. */
export const rulesIn = (document: JsonValue, path: string): readonly FoundRule[] => {
  const found = search(document, nameOf(path));
  if (found.length > 0) return found;
  if (isJsonObject(document) && (document.Rules !== undefined || document.Resources !== undefined)) {
    return refuse('it has no EventPattern');
  }
  return [{ name: nameOf(path), description: undefined, pattern: () => document }];
};

/** `name` is the nearest key above that names something. */
const search = (value: JsonValue, name: string): readonly FoundRule[] => {
  if (isJsonArray(value)) return value.flatMap((item) => search(item, name));
  if (!isJsonObject(value)) return [];
  const { EventPattern: pattern = null } = value;
  if (pattern !== null) return [foundRule(value, name, pattern)];
  return Object.entries(value).flatMap(([key, item]) => search(item, key === 'Properties' ? name : key));
};

const foundRule = (rule: JsonObject, name: string, pattern: JsonValue): FoundRule => ({
  name: nonEmptyString(rule.Name) ?? name,
  description: nonEmptyString(rule.Description),
  pattern: () => (typeof pattern === 'string' ? parsed(pattern) : pattern),
});

/** The `event_pattern` of each rule in a .tf file, which is `jsonencode({…})` or JSON in a text. */
export const rulesInTerraform = (text: string): readonly FoundRule[] => {
  const found = [...Map.groupBy(attributesIn(text), ({ block }) => block)].flatMap(([block, attributes]) => {
    const pattern = attributes.find(({ key }) => key === 'event_pattern');
    return pattern === undefined ? [] : [inTerraform(pattern, attributes, block.header.at(-1))];
  });
  return found.length === 0 ? refuse('it has no event_pattern') : found;
};

const inTerraform = (
  pattern: Attribute,
  attributes: readonly Attribute[],
  blockName = 'event rule',
): FoundRule => {
  const textAt = (wanted: string): string | undefined => {
    const [text] = attributes.flatMap(({ key, texts }) => (key === wanted ? texts : []));
    return text?.isTemplate === false ? text.text : undefined;
  };
  return {
    name: textAt('name') ?? blockName,
    description: textAt('description'),
    pattern: () => {
      const value = pattern.value();
      return typeof value === 'string' ? parsed(value) : value;
    },
  };
};

const parsed = (text: string): JsonValue => {
  try {
    return parseJson(text);
  } catch {
    return refuse('its pattern is not JSON');
  }
};

const nameOf = (path: string): string => (path.split('/').at(-1) ?? '').replace(/(.)\.\w+$/, '$1');
