import type { JsonValue } from '../../json.ts';
import {
  attempt,
  type Imported,
  type ImportedRule,
  type Importer,
  named,
  refuse,
  together,
} from '../imported.ts';
import { programOf } from '../jq/program.ts';
import { yamlDocuments } from '../yaml.ts';
import { eventCondition } from './event.ts';
import { type FoundRule, rulesIn } from './find.ts';

/**
 * Event patterns of EventBridge rules that match what CloudTrail sends there: a pattern alone, what `aws events
 * list-rules` and `describe-rule` print, and CloudFormation templates (EventBridge User Guide, "Comparison operators for
 * use in event patterns"). What it leaves open is decided in docs/import.md.
 */
export const importEventBridge: Importer = (sources) =>
  together(
    sources.map(({ path, text }) => {
      const documents = yamlDocuments(text, { isTemplate: true });
      return documents.length === 0
        ? attempt(path, () => refuse('it is empty'))
        : together(documents.map((read) => attempt(path, () => importDocument(path, read()))));
    }),
  );

const importDocument = (path: string, document: JsonValue): Imported =>
  together(
    rulesIn(document, path).map((rule) =>
      attempt(named(path, rule.name), () => ({ rules: [ruleOf(rule, path)] })),
    ),
  );

const ruleOf = ({ name, description, pattern }: FoundRule, path: string): ImportedRule => ({
  name,
  description,
  jq: programOf(eventCondition(pattern())),
  origin: [`EventBridge rule ${name}, from ${path}`],
});
