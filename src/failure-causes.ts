import type { Alert } from './alerts/alert.ts';
import type { Causes } from './alerts/mistakes.ts';
import { fileOfRule } from './config/file-of-rule.ts';
import type { ConfigFile } from './config/load.ts';
import { ruleLinesOf } from './config/rule-lines.ts';

/**
 * Gives alerts in which rule failures have their causes. What finds them is loaded when a rule fails: mostly none does.
 * An alert without its cause is better than none, so whatever goes wrong here leaves the alerts as they are.
 */
export const explainerOfFailures = (
  config: ConfigFile,
): ((alerts: readonly Alert[]) => Promise<readonly Alert[]>) => {
  let lines: ReturnType<typeof ruleLinesOf> | undefined;
  return async (alerts) => {
    if (!alerts.some(({ kind }) => kind === 'failure')) return alerts;
    try {
      const { withCauses } = await import('./alerts/mistakes.ts');
      const { createCauseOf } = await import('./rules/failure-cause.ts');
      lines ??= ruleLinesOf(config);
      return withCauses(alerts, { causeOf: createCauseOf(), placeOf: placesIn(config, await lines) });
    } catch {
      return alerts;
    }
  };
};

const placesIn =
  (config: ConfigFile, lines: Awaited<ReturnType<typeof ruleLinesOf>>): Causes['placeOf'] =>
  ({ rule, ofThreshold }, { place }) => {
    const file = fileOfRule(rule, config).uri;
    if (place.in === 'definitions') return `a definition that ${file} has for it`;
    const line = ofThreshold === undefined ? lines.program(rule, place.at) : lines.threshold(rule);
    return line === undefined
      ? `line ${place.line} of its ${ofThreshold ?? 'jq_match'} in ${file}`
      : `${file}, line ${line}`;
  };
