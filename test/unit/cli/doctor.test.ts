import { expect, it } from 'vitest';
import { runMain } from '../../support/run-main.ts';

it('without --live, doctor says which command looks at a config', async () =>
  expect(await runMain(['doctor'])).toEqual({
    code: 64,
    stdout: '',
    stderr: 'error: doctor looks at the deployed function: add --live. tattletail check looks at a config\n',
  }));
