import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pathOf, readText } from '../support/fixtures.ts';

const workflows = readdirSync(pathOf('.github/workflows')).map((name) => ({
  name,
  text: readText(`.github/workflows/${name}`),
}));

/** What follows a key, wherever it stands. */
const valuesOf = (text: string, key: string): readonly string[] =>
  [...text.matchAll(new RegExp(`^[ -]*${key}: (.+)$`, 'gm'))].map(([, value = '']) => value);

describe.each(workflows)('the workflow $name', ({ text }) => {
  it('pins actions by commit, with their version beside it', () => {
    const actions = valuesOf(text, 'uses');
    expect(actions).not.toEqual([]);
    for (const action of actions) expect(action).toMatch(/^actions\/[\w-]+@[\da-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('takes no permission that it does not name', () => {
    expect(text).toMatch(/^permissions:( \{\}|\n {2}contents: read)$/m);
  });

  it('only runs targets of make that exist', () => {
    const commands = valuesOf(text, 'run');
    expect(commands).not.toEqual([]);
    for (const command of commands) {
      const [make, target = '', ...settings] = command.split(' ');
      expect(make).toBe('make');
      const { status, stderr } = spawnSync('make', ['--dry-run', target], {
        cwd: pathOf('.'),
        encoding: 'utf8',
      });
      expect({ command, status, stderr }).toEqual({ command, status: 0, stderr: '' });
      expect(settings.every((setting) => /^[A-Z]+="\$[A-Z_]+"$/.test(setting))).toBe(true);
    }
  });
});
