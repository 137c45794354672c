import { execFile, spawnSync } from 'node:child_process';
import TOML from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { chooseJq } from '../../src/choose-jq.ts';
import { languages } from '../../src/import/languages.ts';
import { built } from '../support/build.ts';
import { pathOf, readText } from '../support/fixtures.ts';

/** Runs the built command line as a process, in the repository. */
const tattletail = (args: readonly string[], stdin: string | Buffer = '') =>
  new Promise<{ readonly code: unknown; readonly stdout: string; readonly stderr: string }>((resolve) => {
    const child = execFile(
      process.execPath,
      [built('cli.mjs'), ...args],
      { cwd: pathOf('.') },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
    );
    child.stdin?.end(stdin);
  });

describe.each(Object.keys(languages))('the examples of %s', (language) => {
  const importing = tattletail(['import', language, `fixtures/import/${language}`, '-d', 'Security channel']);

  it('become these rules', async () => {
    const { code, stdout } = await importing;
    expect(code).toBe(1);
    await expect(stdout).toMatchFileSnapshot(pathOf(`fixtures/import/expected/${language}.toml`));
  });

  it('are refused for these reasons', async () => {
    const { stderr } = await importing;
    await expect(stderr).toMatchFileSnapshot(pathOf(`fixtures/import/expected/${language}.txt`));
  });

  it('become TOML that can be read, and jq that can be run', async () => {
    const { stdout } = await importing;
    const { rule = [], ignore = [] } = TOML.parse(stdout) as Partial<
      Record<string, { readonly jq_match: string }[]>
    >; // it has these tables
    const jq = await chooseJq({}, () => {});
    await expect(jq.compile([...rule, ...ignore].map(({ jq_match }) => jq_match))).resolves.toBeDefined();
  });
});

describe('import', () => {
  const root = 'fixtures/import/eventbridge/root-login.json';

  it('succeeds when everything is imported', async () => {
    expect(await tattletail(['import', 'eventbridge', root])).toMatchObject({
      code: 0,
      stderr: 'Imported 1 rule of 1 file; refused 0.\n',
    });
  });

  it('reads standard input', async () => {
    const { stdout } = await tattletail(['import', 'eventbridge', '-'], readText(root));
    expect(stdout).toContain('.eventName == "ConsoleLogin"');
  });

  it('names the destinations that are asked for', async () => {
    const { stdout } = await tattletail(['import', 'eventbridge', root, '-d', 'A', '--destination', 'B']);
    expect(TOML.parse(stdout)).toMatchObject({ rule: [{ destinations: ['A', 'B'] }] });
  });

  it('takes != for false of a missing field when that is asked for', async () => {
    const args = [
      'import',
      'metric-filter',
      'fixtures/import/metric-filter/cis.txt',
      '--not-equal-needs-field',
    ];
    expect((await tattletail(args)).stdout).toContain(
      'any(.additionalEventData.MFAUsed? | values; differs(. == "Yes"))',
    );
  });

  it('says of what it cannot read why, and imports the rest', async () => {
    expect(await tattletail(['import', 'eventbridge', 'gone.json', root])).toMatchObject({
      code: 1,
      stdout: expect.stringContaining('root-login'),
      stderr:
        'refused: gone.json: cannot be read: no such file or directory\nImported 1 rule of 2 files; refused 1.\n',
    });
  });

  it('takes files as Windows writes them', async () => {
    const rules = '\uFEFF# Made by hand\r\nevent["eventName"] == "CreateUser"\r\n';
    const { stdout } = await tattletail(['import', 'fivexl', '-'], rules);
    expect(TOML.parse(stdout)).toMatchObject({ rule: [{ name: 'Made by hand' }] });
  });

  it('refuses text that is not UTF-8, which would become other text', async () => {
    const latin1 = Buffer.from('event["eventName"] == "Caf\xe9"\n', 'latin1');
    expect(await tattletail(['import', 'fivexl', '-'], latin1)).toMatchObject({
      code: 1,
      stderr: 'refused: -: it must be UTF-8, got another encoding\nImported 0 rules of 1 file; refused 1.\n',
    });
  });

  it('fails in a folder without files that may have rules', async () => {
    expect(await tattletail(['import', 'sigma', 'fixtures/import/fivexl'])).toEqual({
      code: 1,
      stdout: '',
      stderr: 'error: no file was found in fixtures/import/fivexl with a name that ends in .yml, .yaml\n',
    });
  });

  it.each([
    ['another language', ['import', 'splunk', root]],
    ['no files', ['import', 'sigma']],
    ['an option that there is not', ['import', 'sigma', root, '--strict']],
  ])('takes %s for a mistake', async (_, args) => {
    expect(await tattletail(args)).toMatchObject({ code: 64, stdout: '' });
  });

  it('offers every language', async () => {
    const { stdout } = await tattletail(['import', '--help']);
    for (const language of Object.keys(languages)) expect(stdout).toContain(`"${language}"`);
  });
});

describe('docs/import.md', () => {
  const text = readText('docs/import.md');
  const blocks = [...text.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(([, language = '', block = '']) => ({
    language,
    block,
  }));
  const shown = blocks.flatMap(({ language, block }, at) => {
    const command = blocks.slice(0, at).findLast((before) => before.language === 'sh')?.block ?? '';
    return language === 'toml' ? [{ command, block }] : [];
  });

  it.each(shown)('shows what is really made by $command', ({ command, block }) => {
    const { stdout } = spawnSync('sh', ['-c', command], { cwd: pathOf('.'), encoding: 'utf8' });
    expect(stdout).toContain(block);
  });

  it('shows a rule of every language', () => {
    const made = shown.map(({ command }) => / import (\S+) /.exec(command)?.[1]);
    expect(new Set(made)).toEqual(new Set(Object.keys(languages)));
  });

  it('names every language, and every option that other commands do not have', async () => {
    const { stdout } = await tattletail(['import', '--help']);
    const { stdout: ofOther } = await tattletail(['completion', '--help']);
    for (const language of Object.keys(languages)) expect(text).toContain(`[\`${language}\`]`);
    for (const option of stdout.match(/--[a-z-]+/g) ?? []) {
      if (!ofOther.includes(option)) expect(text).toContain(option);
    }
  });
});
