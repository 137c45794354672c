import { expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

/** What the command asks for and prints, and its exit code, when this is the answer. */
const notify = async (answer: unknown, config = 'tattletail.example.toml') => {
  const invoked: unknown[] = [];
  const printed = await runMain(['notify', 'D', '--config', config], {
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
    invoked: [[{ tattletail: 'notify', destination: 'D' }, 'tattletail.example.toml']],
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

it('says how to name another config if there is no such file', async () =>
  expect(await notify(undefined, 'nosuch.toml')).toEqual({
    code: 78,
    invoked: [],
    stdout: '',
    stderr:
      'error: nosuch.toml: a problem\n  config: cannot be read: no such file or directory; name another with --config or TATTLETAIL_CONFIG\n',
  }));

it('leaves it to the function to read a config in S3', async () => {
  const answer = { destination: 'D', outcome: 'accepted', message: 'accepted by it' };
  expect(await notify(answer, 's3://my-config/tattletail.toml')).toMatchObject({ code: 0, invoked: [{}] });
});
