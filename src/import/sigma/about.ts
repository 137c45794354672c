import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
import {
  attempt,
  type Imported,
  type ImportedRule,
  type ImportOptions,
  named,
  refuse,
  type Severity,
} from '../imported.ts';

/** Reads a rule, of which problems name the title if it has one. `kind` is what to expect: `a Sigma rule`. */
export const importTitled = (
  document: JsonValue,
  path: string,
  kind: string,
  ruleOf: (document: JsonObject) => ImportedRule,
): Imported => {
  if (!isJsonObject(document)) return refuse(`expected ${kind}, which is a map`);
  const title = optionalText(document, 'title');
  return attempt(title === undefined ? path : named(path, title), () => ({ rules: [ruleOf(document)] }));
};

/** All of a Sigma rule but its detection. */
export const aboutRule = (
  document: JsonObject,
  path: string,
  { licence }: ImportOptions,
  language = 'Sigma',
): Omit<ImportedRule, 'jq'> => {
  const id = optionalText(document, 'id');
  const author = optionalText(document, 'author');
  const status = optionalText(document, 'status');
  const ownLicence = optionalText(document, 'license') ?? licence;
  const tags = textsOf(document, 'tags');
  const references = [...textsOf(document, 'references'), ...licencePage(ownLicence)];
  return {
    id,
    name: optionalText(document, 'title') ?? refuse('it has no title'),
    description: descriptionOf(document),
    severity: severityOf(optionalText(document, 'level')),
    attack: tags.filter(isTechnique).map((tag) => tag.slice('attack.'.length).toUpperCase()),
    tags: tags.filter((tag) => !isTechnique(tag)),
    author,
    references: references.filter(isHttps),
    origin: [
      `${language} rule ${id ?? 'without an id'}, from ${path}`,
      `Author: ${author ?? 'not stated'}. Licence: ${ownLicence ?? 'not stated'}.`,
      ...(status === undefined || status === 'stable' ? [] : [`Status: ${status}.`]),
      ...references.filter((text) => !isHttps(text)).map((text) => `Reference: ${text}`),
    ],
  };
};

/** Sigma names licences by their SPDX ids. The Detection Rule License asks for a link to it. */
const licencePage = (licence: string | undefined): readonly string[] =>
  licence !== undefined && /^[\w.+-]+$/.test(licence) ? [`https://spdx.org/licenses/${licence}.html`] : [];

/** Other links, and books, are not what `references` can hold. */
const isHttps = (text: string): boolean => /^https:\/\/[^\s/]\S*$/.test(text);

export const optionalText = (document: JsonObject, key: string): string | undefined => {
  const value = document[key] ?? null;
  if (value === null) return undefined;
  return typeof value === 'string' ? value.trim() || undefined : refuse(`its ${key} must be text`);
};

/** A list of texts, or one text alone. */
const textsOf = (document: JsonObject, key: string): readonly string[] => {
  const value = document[key] ?? [];
  const items = isJsonArray(value) ? value : [value];
  return items
    .map((item) => (typeof item === 'string' ? item.trim() : refuse(`its ${key} must be text`)))
    .filter((text) => text !== '');
};

/** With the known false positives: whoever gets the alert wants to know them. */
const descriptionOf = (document: JsonObject): string | undefined => {
  const known = textsOf(document, 'falsepositives').filter(
    (text) => !/^(unknown|unlikely|none)$/i.test(text),
  );
  const parts = [
    optionalText(document, 'description'),
    known.length === 0 ? undefined : `False positives:\n${known.map((text) => `- ${text}`).join('\n')}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join('\n\n');
};

/** Tags of techniques name MITRE ATT&CK's, such as `attack.t1098.001`; others its tactics. */
const isTechnique = (tag: string): boolean => /^attack\.t[0-9]{4}(\.[0-9]{3})?$/i.test(tag);

const severityOf = (level: string | undefined): Severity | undefined =>
  level === undefined
    ? undefined
    : (severities[level] ?? refuse(`its level ${JSON.stringify(level)} is not one of Sigma's`));

const severities: Readonly<Record<string, Severity>> = {
  informational: 'info',
  info: 'info',
  low: 'low',
  medium: 'medium',
  high: 'high',
  critical: 'critical',
};
