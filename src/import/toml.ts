import type { Imported, ImportedIgnore, ImportedRule } from './imported.ts';

/** The tables of a tattletail.toml that imported rules make, each with a comment that says where it comes from. */
export const tomlOf = ({ rules, ignores }: Imported, destinations: readonly string[]): string => {
  const ids = idsOf(rules);
  return [
    ...rules.map((rule, at) => ruleTable(rule, ids[at] ?? '', destinations)),
    ...ignores.map((ignore) => ignoreTable(ignore, rules, ids)),
  ].join('\n');
};

const ruleTable = (rule: ImportedRule, id: string, destinations: readonly string[]): string =>
  table(rule.origin, '[[rule]]', [
    ['name', text(rule.name)],
    ['id', text(id)],
    ['description', rule.description && paragraphs(rule.description)],
    ['severity', rule.severity && text(rule.severity)],
    ['attack', list(rule.attack)],
    ['tags', list(rule.tags)],
    ['author', rule.author && text(rule.author)],
    ['references', list(rule.references)],
    ['destinations', `[${destinations.map(text).join(', ')}]`],
    ['jq_match', program(rule.jq)],
  ]);

const ignoreTable = (
  { name, rules: names, jq, origin }: ImportedIgnore,
  rules: readonly ImportedRule[],
  ids: readonly string[],
): string =>
  table(origin, '[[ignore]]', [
    ['name', text(name)],
    [
      'rules',
      list(names.includes('*') ? ['*'] : ids.filter((_, at) => names.includes(rules[at]?.name ?? ''))),
    ],
    ['jq_match', program(jq)],
  ]);

const table = (
  origin: readonly string[],
  header: string,
  entries: readonly (readonly [key: string, value: string | undefined])[],
): string =>
  [
    ...origin.map((line) => `# ${line.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim()}`),
    header,
    ...entries.flatMap(([key, value]) => (value === undefined || value === '' ? [] : `${key} = ${value}`)),
    '',
  ].join('\n');

/** The rules' own ids, or their names as ids; no two are alike. */
const idsOf = (rules: readonly ImportedRule[]): readonly string[] => {
  const taken = new Set<string>();
  return rules.map(({ id, name }) => {
    const wanted = id ?? slugOf(name);
    let unique = wanted;
    for (let number = 2; taken.has(unique); number += 1) unique = `${wanted}-${number}`;
    taken.add(unique);
    return unique;
  });
};

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, maxSlug)
    .replace(/^-+|-+$/g, '') || 'rule';

const maxSlug = 60;

const list = (items: readonly string[] = []): string | undefined => {
  if (items.length === 0) return undefined;
  const line = `[${items.map(text).join(', ')}]`;
  return line.length <= width ? line : `[\n${items.map((item) => `  ${text(item)},\n`).join('')}]`;
};

const width = 90;

/** A basic string. JSON escapes nothing that TOML does not, but leaves DEL. */
const text = (value: string): string => JSON.stringify(value.toWellFormed()).replaceAll('\x7f', '\\u007f');

/** A line break right after the quotes is not part of the text. */
const paragraphs = (value: string): string =>
  value.includes('\n') ? `"""\n${escapedLines(value)}"""` : text(value);

/** A literal string, in which a program stands as it is, where it can. */
const program = (jq: string): string =>
  /'''|[^\P{Cc}\n\t]/u.test(jq) ? `"""\n${escapedLines(jq)}\n"""` : `'''\n${jq.toWellFormed()}\n'''`;

/** Quotes need no backslash unless they could end the text. */
const escapedLines = (value: string): string => {
  const escaped = value
    .split('\n')
    .map((line) => text(line).slice(1, -1))
    .join('\n');
  return /"""|"$/.test(value) ? escaped : escaped.replaceAll('\\"', '"');
};
