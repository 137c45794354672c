import { describe, expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

it('without --live, doctor says which command looks at a config', async () =>
  expect(await runMain(['doctor'])).toEqual({
    code: 64,
    stdout: '',
    stderr: 'error: doctor looks at the deployed function: add --live. tattletail check looks at a config\n',
  }));

describe('what cannot be a name of it is a matter of usage', () => {
  it.each([
    ['--function', ''],
    ['--function', 'arn:aws:s3:::my-trail'],
    ['--function', 'arn:aws:lambda:us-east-1:111122223333:layer:x'],
    ['--function', '$(id)'],
    ['--bucket', 's3://my-trail'],
    ['--bucket', '`id`'],
  ])('%s %s', async (option, value) =>
    expect(await runMain(['doctor', '--live', option, value])).toMatchObject({
      code: 64,
      stdout: '',
      stderr: expect.stringContaining(`'${option} <name>' argument '${value}' is invalid. expected the name`),
    }),
  );
});
