import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, nonEmptyString } from '../../json.ts';
import { refuse } from '../imported.ts';
import { type Attribute, attributesIn } from '../terraform.ts';
import { yamlDocuments } from '../yaml.ts';

export interface FoundFilter {
  readonly name: string;
  readonly pattern: string;
  readonly isTemplate: boolean;
}

/** The patterns in a file. Refuses one that has none. */
export const filtersIn = (path: string, text: string): readonly FoundFilter[] => {
  const found = isPattern(text.replace(/^\s*#.*$/gm, '')) ? plain(path, text) : structured(path, text);
  return found.length === 0
    ? refuse('it has no filter pattern such as { $.eventName = "CreateUser" }')
    : found;
};

const isPattern = (text: string): boolean => /^\s*\{[\s(]*\$/.test(text);

const structured = (path: string, text: string): readonly FoundFilter[] =>
  path.endsWith('.tf')
    ? inTerraform(text)
    : yamlDocuments(text, { isTemplate: true }).flatMap((read) => search(read(), ''));

/** One behind the other, each with its name in the comment before it. Any other text is one that will be refused. */
const plain = (path: string, text: string): readonly FoundFilter[] => {
  const patterns = [
    ...text.matchAll(
      /((?:^[ \t]*#.*$|\s)*)(\{(?:"(?:\\.|[^"\\])*"|%(?:\\.|[^%\\])*%|[^"%}])*\}|[^\s#].*|(?![\s\S]))(?:[ \t]*#.*)?/gm,
    ),
  ].filter(([, , pattern]) => pattern !== '');
  return patterns.map(([, comments = '', pattern = ''], at) => ({
    name:
      comments
        .replaceAll(/^[ \t]*#[ \t]*/gm, '')
        .replaceAll(/\s+/g, ' ')
        .trim() || numbered(path, at, patterns.length),
    pattern,
    isTemplate: false,
  }));
};

const numbered = (path: string, at: number, count: number): string => {
  const name = (path.split('/').at(-1) ?? '').replace(/(.)\.\w+$/, '$1');
  return count === 1 ? name : `${name} ${at + 1}`;
};

/** `name` is the nearest key above that names something. */
const search = (value: JsonValue, name: string): readonly FoundFilter[] => {
  if (isJsonArray(value)) return value.flatMap((item) => search(item, name));
  if (!isJsonObject(value)) return [];
  const pattern = substituted(value.FilterPattern ?? value.filterPattern ?? value.pattern ?? null);
  if (pattern === null) {
    return Object.entries(value).flatMap(([key, item]) => search(item, key === 'Properties' ? name : key));
  }
  const text = typeof pattern === 'string' ? pattern : JSON.stringify(pattern);
  return [
    {
      name: ownName(value) ?? name,
      pattern: text,
      isTemplate: typeof pattern !== 'string' || /\$\{/.test(text),
    },
  ];
};

/** `!Sub` and `Fn::Sub` of a text: `${…}` is filled in, and nothing else changes. */
const substituted = (pattern: JsonValue): JsonValue => {
  const text = isJsonObject(pattern) ? (pattern['!Sub'] ?? pattern['Fn::Sub']) : undefined;
  return typeof text === 'string' && !text.includes('${!') ? text : pattern;
};

const ownName = (filter: JsonObject): string | undefined =>
  nonEmptyString(filter.FilterName) ?? nonEmptyString(filter.filterName) ?? nonEmptyString(filter.name);

const inTerraform = (text: string): readonly FoundFilter[] => {
  const byBlock = Map.groupBy(attributesIn(text), ({ block }) => block);
  return [...byBlock].flatMap(([block, attributes]) => {
    const [pattern] = textsOf(attributes, /^(filter_)?pattern$/).filter(
      ({ text }) => isPattern(text) || isFilter(block),
    );
    const isEvaluated =
      isFilter(block) && attributes.some(({ key, texts }) => key === 'pattern' && texts.length === 0);
    if (pattern === undefined && !isEvaluated) return [];
    const [name] = textsOf(attributes, /^(filter_)?name$/).filter(({ isTemplate }) => !isTemplate);
    return [
      {
        name: name?.text ?? block.header.at(-1) ?? 'metric filter',
        pattern: pattern?.text ?? '',
        isTemplate: pattern?.isTemplate ?? true,
      },
    ];
  });
};

const isFilter = ({ header }: Attribute['block']): boolean =>
  header.includes('aws_cloudwatch_log_metric_filter');

const textsOf = (attributes: readonly Attribute[], key: RegExp): Attribute['texts'] =>
  attributes.filter((attribute) => key.test(attribute.key)).flatMap(({ texts }) => texts);
