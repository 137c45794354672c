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
import { type FoundRule, rulesIn, rulesInTerraform } from './find.ts';

/**
 * Event patterns of EventBridge rules that match what CloudTrail sends there: a pattern alone, what `aws events
 * list-rules` and `describe-rule` print, CloudFormation templates and Terraform (EventBridge User Guide, "Comparison operators for
 * use in event patterns"). What it leaves open is decided in docs/import.md.
 */
export const importEventBridge: Importer = (sources) =>
  together(
    sources.map(({ path, text }) => {
      if (path.endsWith('.tf')) return attempt(path, () => importFound(rulesInTerraform(text), path));
      const documents = yamlDocuments(text, { isTemplate: true });
      return documents.length === 0
        ? attempt(path, () => refuse('it is empty'))
        : together(documents.map((read) => attempt(path, () => importFound(rulesIn(read(), path), path))));
    }),
  );

const importFound = (found: readonly FoundRule[], path: string): Imported =>
  together(found.map((rule) => attempt(named(path, rule.name), () => ({ rules: [ruleOf(rule, path)] }))));

const ruleOf = ({ name, description, pattern }: FoundRule, path: string): ImportedRule => ({
  name,
  description,
  jq: programOf(eventCondition(pattern())),
  origin: [`EventBridge rule ${name}, from ${path}`],
});
