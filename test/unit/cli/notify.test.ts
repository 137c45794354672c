import { expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

/** What the command asks for and prints, and its exit code, when this is the answer. */
const notify = async (answer: unknown) => {
  const invoked: unknown[] = [];
  const printed = await runMain(['notify', 'D', '--config', 'c.toml'], {
    invoke: async (...given) => {
      invoked.push(given);
      return answer;
    },
  });
  return { ...printed, invoked };
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
