import type { Rule } from '../rules/rule.ts';
import type { OperationalAlert, OperationalProblem } from './alert.ts';
import { sha256 } from './event-key.ts';

/**
 * A problem as an alert for these destinations. The same problem has one alert a day, by UTC: its key holds the day, such
 * as 2026-11-27.
 */
export const operationalAlert = (
  problem: OperationalProblem,
  destinations: readonly string[],
  today: string,
): OperationalAlert => ({
  kind: 'operational',
  rule: { ...standingForUs, name: problem.title, severity: problem.severity, destinations },
  problem,
  key: `operational:${sha256(JSON.stringify([problem.subject, today]))}`,
  content: () => '',
  logFile: '',
});

/** A rule for what destinations show of the rule of an alert. */
const standingForUs: Rule = {
  ...{ id: 'operations', name: '', description: '', place: { file: undefined, number: 0 } },
  ...{ matchProgram: -1, jqMatch: 'empty', definitions: '', onError: 'log', outcome: 'any' },
  ...{ destinations: [], tags: ['operations'], attack: [], references: [] },
};
