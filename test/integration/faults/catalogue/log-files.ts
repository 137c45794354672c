import { expect } from 'vitest';
import { each, row } from './row.ts';

const failure = (message: RegExp) => ({ failures: [expect.stringMatching(message)] });
const fails = <const Name extends string>(name: Name, message: RegExp) =>
  ({ inject: [name], outcome: 'a failure that names it', expected: failure(message) }) as const;
const bothAlerts = { failures: [], bad: ['topic'], good: ['topic'] };

/** Faults of log files. */
export const logFiles = {
  20: row('a log file that is broken', [
    fails('gzip that is cut off', /: the gzip data ends too early$/),
    fails('gzip with a wrong checksum', /: the gzip data is corrupt: /),
    fails('gzip that is followed by rubbish', /: the gzip data is corrupt: /),
    fails('nothing', /: is empty/),
    fails('neither gzip nor JSON', /: is a zip archive, expected records/),
    fails('JSON that is cut off', /: expected }, got the end$/),
    fails('JSON that is cut off in a record', /: the JSON ends too early$/),
    {
      inject: ['JSON that is not compressed'],
      outcome: 'it is read like any other',
      expected: { failures: [], messages: ['topic'] },
    },
  ]),
  21: row('a log file of several gzip members', [
    {
      inject: ['two gzip members'],
      outcome: 'the records of both are evaluated',
      expected: { failures: [], messages: [['topic'], ['topic']] },
    },
  ]),
  22: row('a log file of a megabyte that inflates to a gigabyte', [
    {
      inject: ['gzip bomb'],
      outcome: 'stopped at once, in little memory, and a failure; what comes before it is evaluated',
      expected: {
        ...failure(/: is not read to its end: more than 4194304 bytes of JSON in one piece/),
        messages: ['topic'],
        takesMuchMemory: false,
      },
    },
  ]),
  // CloudTrail's largest, 50 MB of gzip, goes the same way; how long it takes is for a benchmark to say.
  23: row('a log file larger than what is parsed at once', [
    {
      inject: ['25,001 records'],
      outcome: 'every record is evaluated',
      expected: {
        failures: [],
        totals: expect.objectContaining({ records: 25_001, matches: 1, delivered: 1 }),
        messages: ['topic'],
      },
    },
  ]),
  24: row('a corrupt record among a thousand', [
    {
      inject: ['corrupt record'],
      outcome: 'it is a failure, and the others are evaluated',
      expected: {
        ...failure(/^file: record 501 is not JSON/),
        totals: expect.objectContaining({ records: 999, matches: 1 }),
        messages: ['topic'],
      },
    },
  ]),
  25: row('a record that is made to harm', [
    ...each(
      [
        '__proto__ and constructor as keys',
        'half a surrogate pair',
        'control characters',
        'number beyond every double',
        'number of twenty digits',
        'string of 256 KB',
        '20,000 keys',
      ],
      'an alert like any other',
      bothAlerts,
    ),
    ...each(
      ['460 levels', '10000 levels', '100000 levels'],
      'an alert that the rules could not be evaluated on it',
      {
        ...bothAlerts,
        match: expect.objectContaining({
          failure: expect.objectContaining({ message: 'the input nests deeper than 450 levels' }),
        }),
      },
    ),
  ]),
} as const;
