import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

const { stdout: bash } = await runMain(['completion', 'bash']);

/** What bash offers for a line, of which the last word is being typed. */
const offered = (...line: readonly string[]): readonly string[] => {
  const script = `${bash}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($#-1)); _tattletail; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', ...line], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.split('\n').filter((word) => word !== '');
};

describe('bash completes', () => {
  it.each([
    ['commands', ['tattletail', 'ch'], ['check']],
    ['options', ['tattletail', 'scan', '--fo'], ['--format']],
    ['options that every command has', ['tattletail', 'rules', '--no'], ['--no-color']],
    ['values', ['tattletail', 'scan', '-f', ''], ['text', 'jsonl', 'count']],
    ['values of an argument', ['tattletail', 'import', 's'], ['sigma']],
    ['no file of its own: bash does that', ['tattletail', 'scan', 'AWSLogs'], []],
    ['files after an option that takes one', ['tattletail', 'scan', '--config', ''], []],
  ])('%s', (_, line, words) => expect(offered(...line)).toEqual(words));
});

describe('each shell', () => {
  it.each(['bash', 'zsh', 'fish'])('%s gets every command', async (shell) => {
    const { code, stdout } = await runMain(['completion', shell]);
    expect(code).toBe(0);
    for (const [, command = ''] of (await runMain(['--help'])).stdout.matchAll(/^ {2}([a-z]+) /gm))
      if (command !== 'help') expect(stdout).toContain(command);
  });

  it('that is not known is refused', async () =>
    expect(await runMain(['completion', 'tcsh'])).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('Allowed choices are bash, zsh, fish.'),
    }));
});
