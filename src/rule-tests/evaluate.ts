import type { JqEngine } from '../jq/engine.ts';
import type { JsonValue } from '../json.ts';
import { createMatcher } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { Severity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** What a rule makes of a record. */
export type Verdict =
  | { readonly kind: 'match'; readonly output: JsonValue; readonly severity: Severity | undefined }
  | { readonly kind: 'no match' }
  | { readonly kind: 'failed'; readonly message: string };

/**
 * What a rule would make of records with each of these programs for its own, as the Lambda would do it: a list for each
 * program. Throws JqCompileError.
 */
export const verdictsOf = async (
  jq: JqEngine,
  rule: Rule,
  programs: readonly string[],
  records: readonly CloudTrailRecord[],
): Promise<readonly (readonly Verdict[])[]> => {
  const variants = programs.map((_, number): Rule => ({ ...rule, matchProgram: number }));
  const compiled = await jq.compile(programs);
  const evaluation = compiled.start({ signal: new AbortController().signal });
  const { matches, failures } = await createMatcher(variants)(evaluation, records);
  const found = new Map<Rule, Map<CloudTrailRecord, Verdict>>(
    variants.map((variant) => [variant, new Map<CloudTrailRecord, Verdict>()]),
  );
  for (const { rule: variant, record, output } of matches)
    found.get(variant)?.set(record, { kind: 'match', output, severity: variant.severity });
  for (const failure of failures)
    found.get(failure.rule)?.set(failure.record, { kind: 'failed', message: failure.message });
  return variants.map((variant) =>
    records.map((record) => found.get(variant)?.get(record) ?? { kind: 'no match' }),
  );
};
