import { describe, expect, it } from 'vitest';
import { contentOf } from '../../../src/alerts/content.ts';
import { notificationText } from '../../../src/destinations/slack/headline.ts';
import { subjectFor } from '../../../src/destinations/subject.ts';
import { aFailureAlert, aRule, aRuleFailure, aTag } from '../../support/builders.ts';

/** The alert about a rule that failed, as it is once its cause is known. */
const failed = (() => {
  const rule = aRule({ name: 'Denied calls', severity: 'high' });
  const alert = aFailureAlert(aRuleFailure({ rule, message: 'null cannot be matched' }));
  const cause = {
    values: ['.errorCode is missing'],
    program: 'test("x") (tattletail.toml, line 12)',
    fix: 'write (.errorCode // "") instead of .errorCode',
  };
  return { ...alert, entries: alert.entries.map((entry) => ({ ...entry, cause })) };
})();

describe('of a rule that failed, which field and what to write is', () => {
  it('in the subject of a mail', () =>
    expect(subjectFor(failed, aTag(), undefined, 200)).toMatch(
      /^\[\w+\] Rule failed: Denied calls: \.errorCode is missing: write \(\.errorCode \/\/ ""\) instead of \.errorCode/,
    ));

  it('in the notification of a phone, which is short', () => {
    const text = notificationText(failed, contentOf(failed), aTag());
    expect(text).toContain('`.errorCode is missing: write (.errorCode // "") instead of .errorCode`');
    expect(text).toContain('Denied calls');
    expect(text.length).toBeLessThan(200);
  });
});
