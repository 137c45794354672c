import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { loadConfig } from '../../../src/config/load.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { readText } from '../../support/fixtures.ts';

const { compile } = jqEngine(jqWasm);

/** The programs that are compiled of a config, after it was found usable. */
const programsOf = async (text: string) => {
  const { programs, ignorePrograms, config } = await loadConfig({ uri: 'c', text }, async (texts) => {
    await compile(texts);
    return texts;
  });
  return { rules: programs, ignores: ignorePrograms, config };
};

const define = (jq: string): string => `[[define]]\njq = '''\n${jq}\n'''\n`;
const rule = (jq: string): string => `[[rule]]\nname = "R"\njq_match = '''\n${jq}\n'''\ndestinations = []\n`;

describe('a program is compiled with the definitions that it needs, and no others', () => {
  it('in the order of the config', async () => {
    const { rules, ignores, config } = await programsOf(readText('fixtures/configs/valid/defines.toml'));
    const [person, human] = [
      'def person: .userIdentity.type == "IAMUser";  # the key of a person\n',
      'def human: person or (.userIdentity.type == "Root");\ndef was($name): .eventName == $name;\ndef unused: 1;\n',
    ];
    expect(rules).toEqual([`${person}\n\n${human}\n\nhuman and was("CreateUser")`, '.eventName == "human"']);
    expect(ignores[0]).toBe(`${person}\n\n${human}\n\nwas("DeleteUser")`);
    expect(config.rules.map(({ jqMatch, definitions }) => `${definitions}${jqMatch}`)).toEqual(rules);
  });

  it('so a program without them is the same text as before', async () => {
    const { rules } = await programsOf(`${define('def human: true;')}${rule('.human')}`);
    expect(rules).toEqual(['.human\n']);
  });

  it('but all of them if the program is not parsed', async () => {
    const { rules } = await programsOf(`${define('def a: 1;')}${define('def b: 2;')}${rule('"\ufffd" | a')}`);
    expect(rules).toEqual(['def a: 1;\n\n\ndef b: 2;\n\n\n"\ufffd" | a\n']);
  });

  it('also of one that only the real jq reads', async () => {
    const { rules } = await programsOf(
      `${define('def a($x; f): "\ufffd";')}${define('def b: 2;')}${rule('a(1; .)')}${rule('b')}`,
    );
    expect(rules).toEqual(['def a($x; f): "\ufffd";\n\n\na(1; .)\n', 'def b: 2;\n\n\nb\n']);
  });
});

it('a profile means the same, whatever is defined', async () => {
  const profile = '[ignore_profiles]\ndeployers = ["arn:aws:iam::111122223333:role/x"]\n';
  const { ignores } = await programsOf(`${define('def test($x): true; def not: true;')}${profile}`);
  expect(ignores).toEqual((await programsOf(profile)).ignores);
});

it('a comment at the end of definitions does not reach into the program', async () => {
  const { rules } = await programsOf(`${define('def a: true; # \\\\\\')}${rule('a')}`);
  expect(rules).toHaveLength(1);
});

it('the lines of a message are those of the text in the config', async () => {
  const text = `${define('def human:\n  true;')}${rule('human and\n  nobody')}`;
  await expect(programsOf(text)).rejects.toThrow('nobody/0 is not defined at <top-level>, line 2, column 3:');
});

it('rules run with what is defined', async () => {
  const text = `${define('def human: .type == "IAMUser";')}${define('def made($name): human and .name == $name;')}${rule('made("x")')}`;
  const { programs } = await loadConfig({ uri: 'c', text }, compile);
  const evaluation = programs.start({ signal: new AbortController().signal });
  const inputs = [
    { type: 'IAMUser', name: 'x' },
    { type: 'IAMUser', name: 'y' },
    { type: 'Root', name: 'x' },
  ];
  expect(await evaluation.firstOutputs(inputs)).toEqual([
    { kind: 'value', program: 0, input: 0, value: true },
  ]);
});
