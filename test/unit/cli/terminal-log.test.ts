import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { terminalLog } from '../../../src/cli/terminal-log.ts';
import { learnSecret } from '../../../src/redact.ts';

it('shows no secret that was read, in no field either', () => {
  const secret = 'the "quoted" one that was read';
  learnSecret(secret);
  const output = new PassThrough();
  terminalLog(output).warn(`failed: ${secret}.`, { error: `<${secret}>`, times: 2 });
  const masked = '(a secret)'.padEnd(secret.length);
  expect(String(output.read())).toBe(`warning: failed: ${masked}. {"error":"<${masked}>","times":2}\n`);
});
