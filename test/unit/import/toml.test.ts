import TOML from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../../src/config/load.ts';
import type { Imported, ImportedRule } from '../../../src/import/imported.ts';
import { tomlOf } from '../../../src/import/toml.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { isAbout } from '../../../src/rules/ignore.ts';

const imported = (...rules: readonly Partial<ImportedRule>[]): Imported => ({
  rules: rules.map((rule) => ({ name: 'A rule', jq: 'true', origin: ['From a file'], ...rule })),
  ignores: [],
  refusals: [],
});

describe('the TOML of imported rules', () => {
  it('is a table for each, with where it comes from before it', () => {
    const rule: ImportedRule = {
      id: 'an-id',
      name: 'Trail stopped',
      description: 'Somebody stopped it.\nNothing is recorded.',
      severity: 'high',
      attack: ['T1562.008'],
      tags: ['attack.defense-evasion'],
      author: 'Jane Doe',
      references: ['https://example.com/a-page-with-a-name', 'https://example.com/another-page-with-a-name'],
      jq: '.eventName == "StopLogging"\nand .a == "b\\\\c"',
      origin: ['Rule 1', 'Author: Jane Doe'],
    };
    expect(tomlOf(imported(rule), ['Security channel', 'Mail'])).toMatchInlineSnapshot(`
      "# Rule 1
      # Author: Jane Doe
      [[rule]]
      name = "Trail stopped"
      id = "an-id"
      description = """
      Somebody stopped it.
      Nothing is recorded."""
      severity = "high"
      attack = ["T1562.008"]
      tags = ["attack.defense-evasion"]
      author = "Jane Doe"
      references = ["https://example.com/a-page-with-a-name", "https://example.com/another-page-with-a-name"]
      destinations = ["Security channel", "Mail"]
      jq_match = '''
      .eventName == "StopLogging"
      and .a == "b\\\\c"
      '''
      "
    `);
  });

  it('has ids that are unlike, of names where there is none', () => {
    const rules = imported(
      { id: 'x' },
      { name: 'Über-user did it!' },
      { name: 'ber user: did it' },
      { id: 'x' },
      { name: '!' },
    );
    const { rule } = TOML.parse(tomlOf(rules, []));
    expect(rule).toMatchObject([
      { id: 'x' },
      { id: 'ber-user-did-it' },
      { id: 'ber-user-did-it-2' },
      { id: 'x-2' },
      { id: 'rule' },
    ]);
  });

  it.each([
    ['quotes and backslashes', 'a "b" \\ \\u0041 \'c\''],
    ['lines', 'one\ntwo "three"\n\n"""four"""\n'],
    ['lines with quotes', 'one\n"two" \\"three\n'],
    ['a quote at the end', 'one\ntwo \\"'],
    ['control characters', 'a\tb\rc\u0001d\u007fe'],
    ['what is beyond ASCII', 'é 日本 \u{1f600} \u2028'],
  ])('gives back %s', (_, text) => {
    const { rule } = TOML.parse(
      tomlOf(imported({ name: text, description: text, jq: `"${text}"`, tags: [text] }), [text]),
    );
    expect(rule).toMatchObject([{ name: text, description: text, tags: [text], destinations: [text] }]);
    const [{ jq_match = '' } = {}] = rule as unknown as readonly { readonly jq_match?: string }[]; // as matched above
    expect(jq_match.trim()).toBe(`"${text}"`);
  });

  it('gives back a program that no literal string can hold', () => {
    const jq = `. == "'''" and . != "\\\\\\""`;
    const { rule } = TOML.parse(tomlOf(imported({ jq }), []));
    expect(rule).toMatchObject([{ jq_match: `${jq}\n` }]);
  });

  it('keeps a comment on its line', () => {
    expect(tomlOf(imported({ origin: ['a\nb = 1\r\u2028c'] }), [])).toMatch(/^# a b = 1 c\n\[\[rule\]\]\n/);
  });

  it('can be a config whatever the rules and ignores are called', async () => {
    const { rules } = imported(
      { name: 'open port' },
      { name: 'open-port' },
      { name: 'open-port' },
      { name: 'star', id: '*' },
      { name: 'star', id: 'a\\*b' },
      { name: 'a-2', id: 'a' },
      { name: 'b', id: 'a' },
    );
    const ignores = ['Same', 'Same', 'Same-2'].map((name) => ({
      name,
      rules: ['star'],
      jq: 'true',
      origin: [],
    }));
    const text = tomlOf({ rules, ignores, refusals: [] }, []);
    const { config } = await loadConfig({ uri: 'imported.toml', text }, jqWasm().compile);
    const ignored = config.rules.filter((rule) => config.ignores.every((ignore) => isAbout(ignore, rule)));
    expect(ignored.map(({ name }) => name)).toEqual(['star', 'star']);
  });

  it('names in an ignore the ids of its rules', () => {
    const { rules } = imported({ name: 'One' }, { name: 'Two', id: '2' }, { name: 'One' });
    const ignores = [
      { name: 'Of one', rules: ['One'], jq: 'true', origin: [] },
      { name: 'Of all', rules: ['*'], jq: 'true', origin: [] },
    ];
    const { ignore } = TOML.parse(tomlOf({ rules, ignores, refusals: [] }, []));
    expect(ignore).toEqual([
      { name: 'Of one', rules: ['one', 'one-2'], jq_match: 'true\n' },
      { name: 'Of all', rules: ['*'], jq_match: 'true\n' },
    ]);
  });
});
