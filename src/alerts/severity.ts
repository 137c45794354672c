import type { Match } from '../rules/match.ts';
import { countsAs, isAtLeast, mostSevere, type Severity, severities } from '../rules/severity.ts';
import type { Alert } from './alert.ts';
import { ownWordsIn } from './own-words.ts';

export { countsAs, isAtLeast, type Severity, severities };

/** Undefined: see `countsAs`. */
export const severityOf = (alert: Alert): Severity | undefined => {
  switch (alert.kind) {
    case 'match':
      return severityOfMatch(alert);
    case 'burst':
      return alert.severity;
    case 'roundup':
      return mostSevere(alert.entries.map(({ severity }) => severity));
    case 'failure':
    case 'operational':
      return alert.rule.severity;
  }
};

/** What the rule's program says for the record, or else what the rule says. */
export const severityOfMatch = (match: Match): Severity | undefined =>
  ownWordsIn(match)?.severity ?? match.rule.severity;
