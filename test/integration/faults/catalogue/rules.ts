import { expect } from 'vitest';
import { row } from './row.ts';

/** The rule fails on the bad event, which is an alert; it matches the good one, and the other rule matches both. */
const alertAbout = (message: RegExp) => ({
  bad: [
    ['Access key created', 'match'],
    ['Fragile', expect.objectContaining({ message: expect.stringMatching(message), times: 1 })],
  ],
  good: [
    ['Access key created', 'match'],
    ['Fragile', 'match'],
  ],
});
const outcome = 'an alert names the event that it fails on, and every other rule is evaluated';

/** Faults of rules, and of records that break jq. */
export const rules = {
  26: row('a rule that never ends', [
    {
      inject: ['event on which a rule never ends'],
      outcome,
      expected: alertAbout(/^jq was stopped after \d+ ms$/),
    },
  ]),
  27: row('a rule that takes all memory', [
    {
      inject: ['event on which a rule takes all memory'],
      outcome,
      expected: alertAbout(/^jq (broke: |was stopped after)/),
    },
  ]),
  28: row('a text of an attacker that makes a regular expression backtrack for ever', [
    {
      inject: ['event on which a regular expression backtracks'],
      outcome,
      // On a busy machine its time is over before its patience is.
      expected: alertAbout(/retry-limit-in-match over|^jq was stopped after/),
    },
  ]),
  29: row('a record with keys that collide in an older jq', [
    {
      inject: ['20,000 colliding keys'],
      outcome: 'it is evaluated like any other',
      expected: { outputs: [expect.objectContaining({ value: 20_000 })] },
    },
  ]),
  30: row('a rule that gives several outputs, none, or an error after some', [
    {
      inject: ['rules with outputs of every kind'],
      outcome: 'the first output decides: null, false and nothing are no match, all else is',
      expected: {
        failures: [],
        matches: [
          'an empty list',
          'an empty string',
          'many, true first',
          'a string',
          'the record',
          'true',
          'true, then an error',
          'true, then the end',
          'zero',
        ].toSorted(),
      },
    },
  ]),
} as const;
