import { expect, it } from 'vitest';
import type { FailureAlert } from '../../../src/alerts/alert.ts';
import { countMistakes } from '../../../src/alerts/mistakes-since.ts';
import { aFailureAlert, aRecord, aRuleFailure } from '../../support/builders.ts';

const alertOn = (day: string, times = 1, mistake = 'm'): FailureAlert => {
  const alert = aFailureAlert(aRuleFailure({ record: aRecord({ eventTime: `${day}T09:00:00Z` }) }));
  return {
    ...alert,
    entries: alert.entries.map((entry) => ({ ...entry, times, mistake })),
  };
};

it('the alert of the next day has how many were not reported since', () => {
  const { withSince, add } = countMistakes();
  add([{ status: 'delivered', alert: alertOn('2026-11-20', 7) }]);
  add([{ status: 'deduplicated', alert: alertOn('2026-11-20', 2) }]);
  add([{ status: 'deduplicated', alert: alertOn('2026-11-20', 3) }]);
  expect(JSON.stringify(withSince(alertOn('2026-11-20')))).not.toContain('since');
  expect(withSince(alertOn('2026-11-21'))).toMatchObject({ entries: [{ since: 5 }] });
  add([{ status: 'delivered', alert: alertOn('2026-11-21') }]);
  expect(JSON.stringify(withSince(alertOn('2026-11-22')))).not.toContain('since');
});

it('what another process delivered counts from the first that this one sees', () => {
  const { withSince, add } = countMistakes();
  add([{ status: 'deduplicated', alert: alertOn('2026-11-20', 2) }]);
  expect(withSince(alertOn('2026-11-21'))).toMatchObject({ entries: [{ since: 2 }] });
});

it('what is delivered again after a failure counts once', () => {
  const { withSince, add } = countMistakes();
  const alert = alertOn('2026-11-20', 2);
  add([{ status: 'deduplicated', alert }, { status: 'failed' }]);
  add([
    { status: 'deduplicated', alert },
    { status: 'deduplicated', alert },
  ]);
  expect(withSince(alertOn('2026-11-21'))).toMatchObject({ entries: [{ since: 2 }] });
});

it('each mistake counts by itself, and failures that are none do not count', () => {
  const { withSince, add } = countMistakes();
  add([
    { status: 'deduplicated', alert: alertOn('2026-11-20', 2, 'other') },
    { status: 'deduplicated', alert: aFailureAlert(aRuleFailure()) },
  ]);
  expect(JSON.stringify(withSince(alertOn('2026-11-21')))).not.toContain('since');
});

it('only so many mistakes are counted: the oldest are forgotten', () => {
  const { withSince, add } = countMistakes(1);
  for (const mistake of ['old', 'new'])
    add([{ status: 'deduplicated', alert: alertOn('2026-11-20', 2, mistake) }]);
  expect(JSON.stringify(withSince(alertOn('2026-11-21', 1, 'old')))).not.toContain('since');
  expect(withSince(alertOn('2026-11-21', 1, 'new'))).toMatchObject({ entries: [{ since: 2 }] });
});
