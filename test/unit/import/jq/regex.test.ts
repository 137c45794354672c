import { describe, expect, it } from 'vitest';
import { found } from '../../../../src/import/jq/regex.ts';
import type { RegexFlags } from '../../../../src/import/jq/regex-reader.ts';

const plain: RegexFlags = { ignoreCase: false, multiline: false, dotAll: false };

describe('a regular expression', () => {
  const rows: readonly (readonly [string, Partial<RegexFlags>, string])[] = [
    ['^a.*b$', {}, 'test("^a.*b$")'],
    ['a*?b+?c??', {}, 'test("a*b+c?")'],
    ['(?:a|b)(c)(?=d)(?!e)', {}, 'test("(?:a|b)(c)(?=d)(?!e)")'],
    ['a{2,3}?{x}', {}, String.raw`test("a{2,3}\\{x\\}")`],
    [String.raw`\d\w\s\.\/\t`, {}, String.raw`test("\\d\\w\\s\\./\t")`],
    [String.raw`[^a\]\-z-]`, {}, String.raw`test("[^a\\]\\-z\\-]")`],
    ['Ab[A-Cx-z!-Z_]', { ignoreCase: true }, 'test("ab[a-cx-z!-Za-z_]")'],
    ['a.b', { dotAll: true }, String.raw`test("a[\\s\\S]b")`],
    ['a.b', { multiline: true }, 'test("a.b")'],
    [
      '^a',
      { multiline: true },
      String.raw`any(rtrimstr("\n") | if . == "" then . else split("\n")[] end; test("^a"))`,
    ],
  ];
  it.each(rows)('%s with %j is asked with %s', (pattern, flags, asked) => {
    expect(found(pattern, { ...plain, ...flags })).toEqual({ jq: asked });
  });

  it.each([
    ['a++', '++'],
    ['(?<n>a)', '(?<n'],
    ['(?<!a)b', '(?<!'],
    [String.raw`\1`, String.raw`\1`],
    ['[a&&b]', '&&'],
    ['[[:alpha:]]', '[:'],
    ['[]a]', '[]'],
    [String.raw`[a-\d]`, String.raw`\d`],
  ])('%s is refused for %s', (pattern, part) => {
    expect(() => found(pattern, plain)).toThrow(
      `has ${JSON.stringify(part)}, which may mean something else in jq`,
    );
  });

  it.each([
    ['*a', 'has a * that repeats nothing'],
    ['a|+', 'has a + that repeats nothing'],
    ['(?=a)*', 'has a * that repeats nothing'],
    ['(a', 'lacks a )'],
    ['a)', 'has a ) too many'],
    ['[a', 'lacks a ]'],
    ['[b-a]', 'has a range from b to a'],
  ])('%s is refused: it %s', (pattern, reason) => {
    expect(() => found(pattern, plain)).toThrow(reason);
  });
});
