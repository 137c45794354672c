import { isJsonObject, type JsonObject, type JsonValue } from '../../json.ts';
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
import { yamlDocuments } from '../yaml.ts';
import { aboutRule, importTitled, optionalText } from './about.ts';
import { detected } from './detection.ts';

/**
 * Sigma rules for CloudTrail (Sigma specification 2.1.0). What it leaves to the one who applies a rule is decided in
 * docs/import.md.
 */
export const importSigma: Importer = (sources, options) =>
  together(sources.map((source) => importFile(source, options)));

const importFile = ({ path, text }: Source, options: ImportOptions): Imported => {
  const documents = yamlDocuments(text).map((read) =>
    attempt(path, () => importDocument(path, read(), options)),
  );
  return documents.every(isEmpty) ? attempt(path, () => refuse('it is empty')) : together(documents);
};

const isEmpty = ({ rules, refusals }: Imported): boolean => rules.length + refusals.length === 0;

/** Many files end with a `---` that nothing follows. */
const importDocument = (path: string, document: JsonValue, options: ImportOptions): Partial<Imported> =>
  document === null
    ? {}
    : importTitled(document, path, 'a Sigma rule', (rule) => ruleOf(rule, path, options));

const ruleOf = (document: JsonObject, path: string, options: ImportOptions): ImportedRule => {
  refuseOtherKinds(document);
  refuseOtherLogs(document.logsource ?? {});
  return {
    ...aboutRule(document, path, options),
    jq: programOf(detected(document.detection ?? null)),
  };
};

const refuseOtherKinds = ({ correlation, filter, action }: JsonObject): void => {
  if (correlation !== undefined) {
    const type = isJsonObject(correlation)
      ? (optionalText(correlation, 'type') ?? 'of no type')
      : 'of no type';
    refuse(`it is a correlation (${type}), which counts over several records: not supported yet`);
  }
  if (filter !== undefined)
    refuse('it is a Sigma filter for other rules: not supported yet; write an [[ignore]]');
  if (action !== undefined)
    refuse(`it is part of a rule collection of Sigma 1 (action: ${JSON.stringify(action)})`);
};

const refuseOtherLogs = (logsource: JsonValue): void => {
  const source = isJsonObject(logsource) ? logsource : refuse('its logsource must be a map');
  const named = ['product', 'service', 'category'].flatMap((key) => optionalText(source, key) ?? []);
  if (named.length > 0 && named.join() !== 'aws,cloudtrail' && named.join() !== 'aws') {
    refuse(`it is for the logs of ${named.join(', ')}, expected aws, cloudtrail`);
  }
};
