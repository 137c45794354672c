import { severityOfMatch } from '../alerts/severity.ts';
import type { JqEngine } from '../jq/engine.ts';
import type { JsonValue } from '../json.ts';
import { createMatcher } from '../rules/match.ts';
import type { Rule } from '../rules/rule.ts';
import type { Severity } from '../rules/severity.ts';
import type { CloudTrailRecord } from '../trail/record.ts';

/** What a rule makes of a record, or one with a threshold of several together. */
export type Verdict =
  | { readonly kind: 'match'; readonly output: JsonValue; readonly severity: Severity | undefined }
  | { readonly kind: 'no match'; readonly because?: string }
  | { readonly kind: 'failed'; readonly message: string };

/** What each program makes of records, in the order of the records: a list for each program. */
export type VerdictsOf = (records: readonly CloudTrailRecord[]) => Promise<readonly (readonly Verdict[])[]>;

/**
 * Evaluates a rule with each of these programs in place of its own, as the Lambda would do it. Throws JqCompileError.
 */
export const evaluatorOf = async (
  jq: JqEngine,
  rule: Rule,
  programs: readonly string[],
): Promise<VerdictsOf> => {
  const variants = programs.map((_, number): Rule => ({ ...rule, matchProgram: number }));
  const compiled = await jq.compile(programs.map((text) => `${rule.definitions}${text}`));
  const evaluation = compiled.start({ signal: new AbortController().signal });
  const matchRecords = createMatcher(variants);
  return async (records) => {
    const { matches, failures } = await matchRecords(evaluation, records);
    const found = new Map(variants.map((variant) => [variant, new Map<CloudTrailRecord, Verdict>()]));
    for (const match of matches) {
      const { rule: variant, record, output } = match;
      found.get(variant)?.set(record, { kind: 'match', output, severity: severityOfMatch(match) });
    }
    for (const { rule: variant, record, message } of failures)
      found.get(variant)?.set(record, { kind: 'failed', message });
    return variants.map((variant) =>
      records.map((record) => found.get(variant)?.get(record) ?? { kind: 'no match' }),
    );
  };
};

/** The same for records that are all there. */
export const verdictsOf = async (
  jq: JqEngine,
  rule: Rule,
  programs: readonly string[],
  records: readonly CloudTrailRecord[],
): Promise<readonly (readonly Verdict[])[]> => (await evaluatorOf(jq, rule, programs))(records);
