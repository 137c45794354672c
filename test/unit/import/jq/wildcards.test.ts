import { describe, expect, it } from 'vitest';
import type { Test } from '../../../../src/import/jq/condition.ts';
import { like, type Pattern } from '../../../../src/import/jq/wildcards.ts';

const jqOf = (test: Test): string => ('jq' in test ? test.jq : `. == ${test.equals}`);

describe('a text with wildcards', () => {
  const rows: readonly (readonly [Pattern, string])[] = [
    [[], '. == ""'],
    [[{ text: 'a' }, { text: 'b' }], '. == "ab"'],
    [['*'], 'true'],
    [['*', '*'], 'true'],
    [[{ text: 'a' }, '*'], 'startswith("a")'],
    [['*', { text: '' }, { text: 'a' }], 'endswith("a")'],
    [['*', { text: 'a' }, '*'], 'contains("a")'],
    [[{ text: 'ab' }, '*', { text: 'é' }], '(startswith("ab") and endswith("é") and length >= 3)'],
    [[{ text: 'a' }, '?'], String.raw`test("\\Aa[\\s\\S]\\z")`],
    [['*', { text: 'a.' }, '*', { text: 'b' }, '*'], String.raw`test("a\\.[\\s\\S]*b")`],
  ];
  it.each(rows)('%j is asked with %s', (pattern, asked) => {
    expect(jqOf(like(pattern))).toBe(asked);
  });
});
