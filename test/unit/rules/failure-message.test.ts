import { expect, it } from 'vitest';
import { loggedMessageOf, messageOfFailure } from '../../../src/rules/failure-message.ts';
import { aRule, aRuleFailure, aThreshold } from '../../support/builders.ts';

const rule = aRule({
  jqMatch: 'select(.eventName)',
  threshold: aThreshold({ key: { program: 0, jq: 'error("no team for \\(.eventName)")', definitions: '' } }),
});
const message = 'no team for CreateUser';

it('a failure of a threshold says which of its programs failed', () => {
  expect(messageOfFailure(aRuleFailure({ rule, message }))).toBe(message);
  expect(messageOfFailure(aRuleFailure({ rule, message, ofThreshold: 'key' }))).toBe(
    `key of its threshold: ${message}`,
  );
});

it('what is logged of it has no values but those of the program that failed', () => {
  expect(loggedMessageOf(aRuleFailure({ rule, message }))).not.toContain('no team');
  expect(loggedMessageOf(aRuleFailure({ rule, message, ofThreshold: 'key' }))).toBe(
    'key of its threshold: no team for …',
  );
});
