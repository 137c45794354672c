import { afterEach, expect, it, vi } from 'vitest';
import { createLog, type Log } from '../../src/log.ts';
import { learnSecret } from '../../src/redact.ts';

const secret = 'https://hooks.example.com/T0/B0/the-one-that-was-read';

afterEach(() => vi.restoreAllMocks());

/** What a log writes while this runs. */
const writtenBy = (run: (log: Log) => void): string => {
  const written: string[] = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      written.push(String(chunk));
      return true;
    });
  run(createLog('test'));
  return written.join('');
};

it.each(['info', 'warn', 'error'] as const)(
  '%s shows no secret that was read, in no field either',
  (level) => {
    learnSecret(secret);
    const line = writtenBy((log) => {
      log.begin('request-1');
      log[level](`failed: ${secret}`, { error: `no answer from ${secret}/more`, ms: 12, nothing: undefined });
    });
    expect(line).not.toContain(secret);
    const { message, error, ms, requestId } = JSON.parse(line);
    const masked = '(a secret)'.padEnd(secret.length);
    expect({ message, error, ms, requestId }).toEqual({
      message: `failed: ${masked}`,
      error: `no answer from ${masked}/more`,
      ms: 12,
      requestId: 'request-1',
    });
  },
);

it('metrics show none in a dimension', () => {
  learnSecret(secret);
  const line = writtenBy((log) => {
    log.count('ruleMatches', 2, { rule: `rule ${secret}` });
    log.count('records');
    log.flush();
  });
  expect(line).toContain('"ruleMatches":2');
  expect(line).not.toContain(secret);
});
