import { globFor } from '../rules/glob.ts';
import type { Imported, ImportedIgnore, ImportedRule } from './imported.ts';

/** The tables of a tattletail.toml that imported rules make, each with a comment that says where it comes from. */
export const tomlOf = ({ rules, ignores }: Imported, destinations: readonly string[]): string => {
  const ids = idsOf(rules);
  const names = unlike(ignores.map(({ name }) => name));
  return [
    ...rules.map((rule, at) => ruleTable(rule, ids[at] ?? '', destinations)),
    ...ignores.map((ignore, at) => ignoreTable({ ...ignore, name: names[at] ?? '' }, rules, ids)),
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
      list(
        names.includes('*')
          ? ['*']
          : ids.filter((_, at) => names.includes(rules[at]?.name ?? '')).map(globFor),
      ),
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

/** The rules' own ids, or their names as ids. None is that of another rule, or its name. */
const idsOf = (rules: readonly ImportedRule[]): readonly string[] => {
  const names = Map.groupBy(rules, ({ name }) => name);
  return unlike(
    rules.map(({ id, name }) => id ?? slugOf(name)),
    (id, at) => (names.get(id) ?? []).every((rule) => rule === rules[at]),
  );
};

/** Texts with a number where they would be alike, or not be free. */
const unlike = (
  wanted: readonly string[],
  isFree: (text: string, at: number) => boolean = () => true,
): readonly string[] => {
  const taken = new Set<string>();
  return wanted.map((text, at) => {
    let unique = text;
    for (let number = 2; taken.has(unique) || !isFree(unique, at); number += 1) unique = `${text}-${number}`;
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
