import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { examineConfig, loadConfig } from '../../../src/config/load.ts';
import { warningsOf } from '../../../src/config/warnings.ts';
import { findingsIn } from '../../../src/doctor/findings.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';

const { compile } = jqEngine(jqWasm);

const asFiles = (main: string, files: Readonly<Record<string, string>>) => ({
  uri: 'main.toml',
  text: main,
  included: Object.entries(files).map(([uri, text]) => ({ uri, text })),
});

const load = async (main: string, files: Readonly<Record<string, string>> = {}) =>
  (await loadConfig(asFiles(main, files), compile)).config;

const rule = (name: string, more = '', jq = 'true'): string =>
  `[[rule]]\nname = "${name}"\njq_match = '${jq}'\n${more}\n`;

const destination = (id: string): string =>
  `[[destination]]\nid = "${id}"\ntype = "sns"\nsns_arn = "${topic}"\n`;

const topic = 'arn:aws:sns:us-east-1:111122223333:alerts';

const destinations = `default_destinations = ["S"]\n${destination('S')}${destination('T')}`;

describe('included files', () => {
  it('have rules, destinations, ignores, settings and default destinations, as the config has', async () => {
    const config = await load(rule('own'), {
      'a.toml': `${rule('a', 'id = "a-1"')}[[ignore]]\nname = "i"\njq_match = "true"\n`,
      'b.toml': `${destinations}[trail]\nown_records = "inspect"\n`,
    });
    expect(config).toMatchObject({
      rules: [
        { id: 'own', destinations: ['S'], place: { file: undefined, number: 0 } },
        { id: 'a-1', destinations: ['S'], place: { file: 'a.toml', number: 0 } },
      ],
      destinations: [{ id: 'S' }, { id: 'T' }],
      ignores: [{ name: 'i' }],
      trail: { ownRecords: 'inspect', verifyDigests: false },
      included: ['a.toml', 'b.toml'],
    });
  });

  it('are searched for in S3, wherever a file with a * is', async () => {
    const file = {
      uri: 's3://configs/prod/tattletail.toml',
      text: 'include = ["packs/*.toml", "one.toml"]',
      included: [
        {
          uri: 's3://configs/prod/packs/a.toml',
          text: 'include = ["more/x-*/*.toml", "s3://shared/*.toml"]',
        },
        { uri: 's3://configs/prod/one.toml', text: '' },
      ],
    };
    expect((await loadConfig(file, compile)).config.searched).toEqual([
      { bucket: 'configs', key: 'prod/packs/' },
      { bucket: 'configs', key: 'prod/packs/more/x-' },
      { bucket: 'shared', key: '' },
    ]);
  });

  it('cannot have a setting that another file has', async () => {
    const files = { 'a.toml': '\n[trail]\n', 'b.toml': 'default_destinations = []\n[trail]\n' };
    await expect(load('default_destinations = []', files)).rejects.toThrow(
      [
        'main.toml: 2 problems',
        '  b.toml, line 1: config: default_destinations is there twice, and only one file can have it (main.toml, line 1)',
        '  b.toml, line 2: config: trail is there twice, and only one file can have it (a.toml, line 2)',
      ].join('\n'),
    );
  });

  it('define what their own programs use, whatever another file calls the same', async () => {
    const define = (jq: string): string => `[[define]]\njq = 'def human: ${jq};'\n`;
    const { rules } = await load(`${define('.a')}${rule('own', 'destinations = []', 'human')}`, {
      'a.toml': `${define('.b')}${rule('a', 'destinations = []', 'human')}`,
    });
    expect(rules.map(({ definitions }) => definitions)).toEqual([
      expect.stringContaining('.a'),
      expect.stringContaining('.b'),
    ]);
    await expect(load(define('.a'), { 'a.toml': rule('a', 'destinations = []', 'human') })).rejects.toThrow(
      'a.toml, line 3: rule "a": jq_match does not compile: human/0 is not defined',
    );
  });

  it('have problems with their own lines, beside those of the config', async () => {
    const files = {
      'a.toml': `\n${rule('a', 'destinations = ["S", "U"]\nid = "same"', 'select(')}`,
      'b.toml': `${destination('S')}\n${rule('same')}[[ignore]]\nname = "i"\n[[define]]\njq = "1"\n[[x]]`,
    };
    await expect(load(`${destinations}\n[[rule]]\nname = ""`, files)).rejects.toThrow(
      [
        'main.toml: 9 problems',
        '  line 11: rule 1 (without name): jq_match is missing',
        '  line 12: rule 1 (without name): name must not be blank',
        '  a.toml, line 4: rule "a": jq_match does not compile: syntax error, unexpected end of file at <top-level>, line 1, column 7:',
        '        select(',
        '              ^',
        '  a.toml, line 5: rule "a": unknown destination "U", did you mean S?',
        '  a.toml, line 6: rule "a": another rule has the same id, or has it as its name (b.toml, line 6)',
        '  b.toml, line 2: destination "S": another destination has the same id',
        '  b.toml, line 10: ignore "i": jq_match is missing',
        '  b.toml, line 13: define 1: jq must hold only definitions: def name: …;',
        '  b.toml, line 14: config: unknown key x',
      ].join('\n'),
    );
  });

  it('that are no TOML are named, each with its line', async () => {
    const error: unknown = await load('', { 'a.toml': 'x', 'b.toml': '\n=' }).catch(
      (thrown: unknown) => thrown,
    );
    expect(String(error)).toMatch(
      /main\.toml: 2 problems\n {2}a\.toml, line 1, column 3: TOML: .*\n {2}b\.toml, line 2, column 1: TOML: /,
    );
  });

  it('have findings with their own lines', async () => {
    const config = asFiles(rule('R', 'destinations = []', '.errorCode | test("A")'), {
      'a.toml': `\n${rule('R', 'destinations = []', '.userIdentity.typ == "Root"')}`,
    });
    const findings = findingsIn(config, await examineConfig(config, compile));
    expect(findings.map(({ file, kind, place }) => [file, place?.line, kind])).toEqual([
      [undefined, 3, 'unguarded'],
      [undefined, 4, 'no-destinations'],
      ['a.toml', 3, 'duplicate-name'],
      ['a.toml', 4, 'unknown-field'],
      ['a.toml', 5, 'no-destinations'],
    ]);
  });
});

describe('default_destinations', () => {
  it('are those of rules without any, but not of rules with an empty list', async () => {
    const { rules } = await load(
      `${destinations}${rule('none')}${rule('other', 'destinations = ["T"]')}${rule('empty', 'destinations = []')}`,
    );
    expect(rules.map((one) => one.destinations)).toEqual([['S'], ['T'], []]);
  });

  it('must exist', async () =>
    await expect(load('default_destinations = ["X", 1]')).rejects.toThrow(
      [
        'main.toml: 2 problems',
        '  line 1: config: default_destinations[1] must be a string, got a number',
        '  line 1: config: unknown destination "X"',
      ].join('\n'),
    ));

  it('are missed once, however many rules of included files need them', async () =>
    await expect(
      load(`\ninclude = ["a.toml"]\n${destination('S')}`, { 'a.toml': `${rule('a')}${rule('b')}` }),
    ).rejects.toThrow(
      'main.toml: a problem\n  line 2: config: default_destinations is missing: an included file has rules without destinations: rule "a" in "a.toml", and 1 more',
    ));
});

describe('a pack, in which nothing has destinations', () => {
  const pack = { uri: 'pack.toml', text: `${rule('a')}${rule('b', 'destinations = []')}` };

  it('can be tried by itself', async () => {
    const { config } = await loadConfig(pack, compile, { mayBePack: true });
    expect(config).toMatchObject({ isPack: true, rules: [{ destinations: [] }, { destinations: [] }] });
    expect(warningsOf(config, 'pack.toml', '2026-11-27')).toEqual([]);
  });

  it('cannot be used by itself', async () =>
    await expect(loadConfig(pack, compile)).rejects.toThrow('line 1: rule "a": destinations is missing'));

  it.each([
    ['a destination', destination('S')],
    ['[delivery]', '[delivery]\n'],
    ['a rule with destinations', rule('c', 'destinations = ["S"]')],
  ])(
    'has nothing of a whole config, such as %s',
    async (_, more) =>
      await expect(
        loadConfig({ uri: 'c', text: pack.text + more }, compile, { mayBePack: true }),
      ).rejects.toThrow('line 1: rule "a": destinations is missing'),
  );
});

describe('[[override]]', () => {
  const files = {
    'a.toml': `${rule('A', 'id = "root-login"\nseverity = "low"\ndestinations = ["of the pack"]')}${rule('B', 'id = "root-key"')}${rule('C')}${rule('C')}`,
  };
  const override = (id: string, more: string): string => `[[override]]\nrule = "${id}"\n${more}\n`;

  it('changes severity and destinations, and turns rules off, which keep their ids', async () => {
    const { rules, rulesOff } = await load(
      `${destinations}${override('root-login', 'severity = "critical"\ndestinations = ["T"]')}${override('C', 'enabled = false')}`,
      files,
    );
    expect(rules).toMatchObject([
      { id: 'root-login', severity: 'critical', destinations: ['T'] },
      { id: 'root-key', destinations: ['S'] },
      { id: 'C#2' },
    ]);
    expect(rulesOff).toMatchObject([{ id: 'C', name: 'C', place: { file: 'a.toml', number: 2 } }]);
  });

  it('is about several rules with *, and the last one that has a key decides', async () => {
    const { rules } = await load(
      [
        destinations,
        override('*', 'severity = "info"\nenabled = false'),
        override('root-*', 'destinations = ["T"]\nenabled = true'),
        override('root-key', 'severity = "high"'),
      ].join(''),
      files,
    );
    expect(rules).toMatchObject([
      { id: 'root-login', severity: 'info', destinations: ['T'] },
      { id: 'root-key', severity: 'high', destinations: ['T'] },
    ]);
  });

  it('of the config has the last word before those of included files', async () => {
    const { rules } = await load(`${destinations}${override('root-key', 'severity = "high"')}`, {
      'b.toml': override('root-key', 'severity = "low"'),
      'a.toml': files['a.toml'].replace('["of the pack"]', '["S"]'),
    });
    expect(rules[1]?.severity).toBe('high');
  });

  it('keeps a rule that it turns off from being read', async () => {
    const broken = { 'a.toml': rule('broken', 'id = "b"\ndestinations = ["none"]', 'select(') };
    expect(await load(override('b', 'enabled = false'), broken)).toMatchObject({ rules: [] });
  });

  it('is refused with what is wrong with it', async () => {
    const broken = [
      override('root-logn', 'enabled = false'),
      override('C', ''),
      override('x-*', 'severity = "worst"\ndestinations = ["X"]\nname = "n"'),
    ].join('');
    await expect(
      load(`${destinations}${broken}`, { 'a.toml': files['a.toml'].replace('["of the pack"]', '["S"]') }),
    ).rejects.toThrow(
      [
        'main.toml: 6 problems',
        '  line 11: override "root-logn": no rule has the id "root-logn", did you mean root-login?',
        '  line 14: override "C": rule needs enabled, severity or destinations beside it',
        '  line 17: override "x-*": no rule has the id "x-*"',
        '  line 18: override "x-*": severity must be one of "critical", "high", "medium", "low", "info", got "worst"',
        '  line 19: override "x-*": unknown destination "X", did you mean S?',
        '  line 20: override "x-*": unknown key name',
      ].join('\n'),
    );
  });
});
