import { isJsonArray, isJsonObject, type JsonObject } from '../../json.ts';
import {
  attempt,
  type Imported,
  type ImportedRule,
  type Importer,
  type ImportOptions,
  refuse,
  type Source,
  together,
} from '../imported.ts';
import { programOf } from '../jq/program.ts';
import { aboutRule, importTitled } from '../sigma/about.ts';
import { yamlDocuments } from '../yaml.ts';
import { conditionOf } from './condition.ts';
import { importExceptions } from './exceptions.ts';

/**
 * Rules of TrailAlerts, which look like Sigma's but mean less, and its exceptions, which become ignores. What it does
 * with a rule is what its `sigma_matcher.py` does; what is not carried over is in docs/import.md.
 */
export const importTrailAlerts: Importer = (sources, options) => {
  const [exceptions, rules] = [true, false].map((isJson) =>
    sources.filter(({ path }) => path.endsWith('.json') === isJson),
  );
  const imported = together((rules ?? []).map((source) => importFile(source, options)));
  const names = imported.rules.map(({ name }) => name);
  return together([imported, ...(exceptions ?? []).map((source) => importExceptions(source, names))]);
};

const importFile = ({ path, text }: Source, options: ImportOptions): Imported =>
  attempt(path, () => {
    // It reads YAML with PyYAML, and only one document of a file.
    const [read, ...others] = yamlDocuments(text, { version: '1.1' });
    if (read === undefined) return refuse('it is empty');
    if (others.length > 0) return refuse('it has several documents, which TrailAlerts cannot read');
    const document = read();
    const rules = isJsonArray(document) ? document : [document];
    return together(
      rules.map((rule) =>
        attempt(path, () =>
          importTitled(rule, path, 'a rule', (document) => ruleOf(document, path, options)),
        ),
      ),
    );
  });

const ruleOf = (document: JsonObject, path: string, options: ImportOptions): ImportedRule => {
  const detection = document.detection ?? null;
  if (!isJsonObject(detection)) return refuse('it has no detection');
  const { condition = 'selection', ...blocks } = detection;
  if (typeof condition !== 'string') return refuse('its condition must be text');
  return {
    ...aboutRule(document, path, options, 'TrailAlerts'),
    jq: programOf(conditionOf(condition, blocks)),
  };
};
