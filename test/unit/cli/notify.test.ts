import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';
import { main } from '../../../src/cli/main.ts';

/** What the command asks for and prints, and its exit code, when this is the answer. */
const notify = async (answer: unknown) => {
  const invoked: unknown[] = [];
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const code = await main(['notify', 'D', '--config', 'c.toml'], {
    stdin: Readable.from([]),
    stdout,
    stderr,
    env: {},
    invoke: async (...given) => {
      invoked.push(given);
      return answer;
    },
  });
  stdout.end();
  stderr.end();
  return { code, invoked, stdout: await text(stdout), stderr: await text(stderr) };
};

it('says that the destination accepted the sample alert', async () =>
  expect(await notify({ destination: 'D', outcome: 'accepted', message: 'accepted by it' })).toEqual({
    code: 0,
    invoked: [[{ tattletail: 'notify', destination: 'D' }, 'c.toml']],
    stdout: '"D": accepted by it. Look there for the sample alert.\n',
    stderr: '',
  }));

it.each([
  ['refused', 1, 'error: "D": not accepted: it said no\nDo this.\n'],
  ['unknown', 1, 'error: "D": perhaps not accepted: it said no\nDo this.\n'],
  ['no such destination', 64, 'error: it said no\n'],
])('fails if it is not accepted, and says what to do: %s', async (outcome, code, stderr) =>
  expect(
    await notify({ destination: 'D', outcome, message: 'it said no', advice: 'Do this.' }),
  ).toMatchObject({ code, stdout: '', stderr }),
);
