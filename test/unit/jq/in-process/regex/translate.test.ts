import { describe, expect, it } from 'vitest';
import { readRegex } from '../../../../../src/jq/in-process/regex/reader.ts';
import { translate } from '../../../../../src/jq/in-process/regex/translate.ts';

const translated = (pattern: string, ignoreCase: boolean) => {
  const structure = readRegex(pattern, ignoreCase);
  return structure && translate(structure);
};

describe('translate', () => {
  it.each([
    ['^(Create|Delete)User$', '^(Create|Delete)User$'],
    ['\\.amazonaws\\.com\\Z', '\\.amazonaws\\.com$'],
    ['a/b:"c"', 'a\\/b:"c"'],
    ['[\\w.-]+@', '[\\w\\.\\-]+@'],
    ['(?<name>a)(b)?', '(?<name>a)(b)?'],
    ['a{2}b{1,}c{0,3}', 'a{2}b{1,}c{0,3}'],
    ['a*?b??', 'a*?b??'],
    ['(?=a)(?!b)', '(?=a)(?!b)'],
  ])('translates %s to JavaScript', (pattern, source) => {
    expect(translated(pattern, false)?.source).toBe(source);
  });

  it.each([
    ['a possessive quantifier', 'a++'],
    ['a quantifier of a quantifier', 'a**'],
    ['a lazy count, which is an optional one in Oniguruma', 'a{2}?'],
    ['a count without a start', 'a{,2}'],
    ['braces that are no count', 'a{b}'],
    ['a repeated assertion', '^*'],
    ['a repeated part that may be empty', '(a*)*'],
    ['a repetition in a repetition, which may take exponential time', '(a+)+'],
    ['a repeated choice', '(a|ab)*'],
    ['a lookbehind', '(?<!a)b'],
    ['an atomic group', '(?>a)'],
    ['an inline option in the middle', 'a(?i)b'],
    ['a group in a lookahead', '(?=(a))'],
    ['two groups of one name', '(?<a>x)|(?<a>y)'],
    ['a back-reference', '(a)\\1'],
    ['a POSIX class', '[[:alpha:]]'],
    ['an intersection of classes', '[a&&b]'],
    ['a bracket that starts a class', '[]a]'],
    ['an empty class', '[]'],
    ['a range of kinds', '[\\d-z]'],
    ['a hexadecimal digit, which is h in JavaScript', '\\h'],
    ['a Unicode property', '\\p{L}'],
    ['a letter that folds', 'é'],
    ['an unbalanced group', '(a'],
    ['a regex that is large when its repetitions are expanded', '(a{500}){3}'],
  ])('does not translate %s', (_, pattern) => {
    expect(translated(pattern, false)).toBeUndefined();
  });

  it.each(['[^a]', '[\\w-]', '[\\S]'])(
    'does not translate %s when case is ignored: it holds ß, and thereby SS',
    (pattern) => {
      expect(translated(pattern, false)).toBeDefined();
      expect(translated(pattern, true)).toBeUndefined();
      expect(translated(`(?i)${pattern}`, false)).toBeUndefined();
    },
  );

  it.each([
    ['.*a.*', 'a'],
    ['^.*a', 'a'],
    ['a.*$', 'a'],
    ['^a.*b$', '^a.*b$'],
    ['.*', ''],
    ['.*a|b', '.*a|b'],
  ])('tests for %s with %s', (pattern, source) => {
    expect(translated(pattern, false)?.testSource).toBe(source);
  });

  it.each([
    ['abc', { ways: 1, degree: 1 }],
    ['^abc', { ways: 1, degree: 0 }],
    ['a|b|^c', { ways: 3, degree: 1 }],
    ['(a|b)(c|d)?', { ways: 6, degree: 1 }],
    ['a{1,3}', { ways: 3, degree: 1 }],
    ['a.*b[cd]+e', { ways: 1, degree: 3 }],
    ['^(.*a|b).*c', { ways: 2, degree: 2 }],
  ])('knows the cost of a search for %s', (pattern, cost) => {
    expect(translated(pattern, false)?.testCost).toEqual(cost);
  });
});
