import { mostSevere, type Severity } from '../rules/severity.ts';
import type { Alert } from './alert.ts';
import { ownWordsIn } from './own-words.ts';

/** What the rule's program says for the record, or else what the rule says. Undefined: it counts as medium. */
export const severityOf = (alert: Alert): Severity | undefined => {
  switch (alert.kind) {
    case 'match':
    case 'burst':
      return ownWordsIn(alert)?.severity ?? alert.rule.severity;
    case 'roundup':
      return mostSevere(alert.entries.map(({ severity }) => severity));
    case 'failure':
      return alert.rule.severity;
  }
};
