import { parse } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { findersIn } from '../../../src/config/lines.ts';

const texts = [
  `a = 'select(.x == "\\n")'`,
  `a = "select(.x == \\"a\\tb\\\\\\")"`,
  `a = '''\n  .x\n  | .y\n'''`,
  `a = """\n  .x \\\n     and .y\n  "quoted" \\"\\"\\" \\u00e9\\U0001F600 end"""`,
  `a = """x"""`,
  `a = ''''x''''`,
  `[[rule]]\nA = ''`,
];

describe('how a string is written in TOML', () => {
  it.each(texts)('gives its value, and the place of each part of it: %s', (text) => {
    const path = text.startsWith('[[') ? ['rule', 0, 'a'] : ['a'];
    const source = findersIn(text).stringAt(path);
    const values = JSON.stringify(parse(text));
    expect(source?.at).toHaveLength((source?.value.length ?? 0) + 1);
    expect(values).toContain(JSON.stringify(source?.value));
  });

  it('finds the place behind escapes and joined lines', () => {
    const text = `a = """\n.x \\\n   and \\"é\\" == .y"""`;
    const source = findersIn(text).stringAt(['a']);
    const place = source?.at[source.value.indexOf('.y')] ?? 0;
    expect(text.slice(place, place + 2)).toBe('.y');
    expect(source?.hasEscapes).toBe(true);
  });

  it('is not known of what is no string', () => {
    expect(findersIn('a = 1').stringAt(['a'])).toBeUndefined();
    expect(findersIn('[[').stringAt(['a'])).toBeUndefined();
  });
});
