import { expect, it } from 'vitest';
import { isLogFileKey } from '../../../src/trail/log-file-key.ts';

const day = 'us-east-1/2026/11/20/111122223333';

it.each([
  [
    `AWSLogs/111122223333/CloudTrail/${day}_CloudTrail_us-east-1_20261120T0905Z_AbCdEf0123456789.json.gz`,
    true,
  ],
  [`prefix/AWSLogs/o-abc1234567/111122223333/CloudTrail/${day}.json.gz`, true],
  [`AWSLogs/111122223333/CloudTrail-Insight/${day}.json.gz`, true],
  [`AWSLogs/111122223333/CloudTrail-NetworkActivity/${day}.json.gz`, true],
  [`AWSLogs/111122223333/CloudTrail-Aggregated/${day}.json.gz`, false],
  ['copied/by/hand.json', true],
  [
    `AWSLogs/111122223333/CloudTrail-Digest/${day}_CloudTrail-Digest_us-east-1_trail_us-east-1_20261120T093000Z.json.gz`,
    false,
  ],
  ['AWSLogs/111122223333/', false],
])('the key %s is that of a log file: %s', (key, isLogFile) => expect(isLogFileKey(key)).toBe(isLogFile));
