import {
  attempt,
  type Imported,
  type ImportedRule,
  type Importer,
  type ImportOptions,
  named,
  refuse,
  together,
} from '../imported.ts';
import { programOf } from '../jq/program.ts';
import { conditionOf } from './condition.ts';
import { type FoundFilter, filtersIn } from './find.ts';
import { parseFilter } from './parse.ts';

/**
 * Filter patterns of CloudWatch Logs for JSON, as CIS benchmarks have them: alone, in Terraform and CloudFormation, and
 * in what `aws logs describe-metric-filters` prints (CloudWatch Logs User Guide, "Using filter patterns to match terms in
 * JSON log events"). What it leaves open is decided in docs/import.md.
 */
export const importMetricFilters: Importer = (sources, options) =>
  together(
    sources.map(({ path, text }) =>
      attempt(path, () =>
        together(filtersIn(path, text).map((filter) => importFilter(filter, path, options))),
      ),
    ),
  );

const importFilter = (filter: FoundFilter, path: string, options: ImportOptions): Imported =>
  attempt(named(path, filter.name), () => ({ rules: [ruleOf(filter, path, options)] }));

const ruleOf = (
  { name, pattern, isTemplate }: FoundFilter,
  path: string,
  options: ImportOptions,
): ImportedRule => {
  if (isTemplate) refuse('its pattern has values that only Terraform or CloudFormation can fill in');
  return {
    name,
    jq: programOf(conditionOf(parseFilter(pattern), options)),
    origin: [`Metric filter ${name}, from ${path}`],
  };
};
