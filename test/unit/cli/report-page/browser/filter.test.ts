import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { asRecorded } from '../../../../../src/alerts/display.ts';
import { rowFor } from '../../../../../src/cli/report-page/alert-line.ts';
import { alertsIn } from '../../../../../src/cli/report-page/browser/alerts.ts';
import {
  countedBy,
  type Filter,
  filtered,
  sorted,
} from '../../../../../src/cli/report-page/browser/filter.ts';
import { severities } from '../../../../../src/cli/report-page/browser/severities.ts';
import type { JsonObject } from '../../../../../src/json.ts';
import type { Rule } from '../../../../../src/rules/rule.ts';
import { anAlert, aRecord } from '../../../../support/builders.ts';

const lineOf = (record: JsonObject, rule: Partial<Rule> = {}): string =>
  JSON.stringify(rowFor(anAlert({ record: aRecord(record), rule }), asRecorded));

const blockOf = (...lines: readonly string[]): string =>
  `${lines.length} ${gzipSync(`[${lines.join(',')}]`).toString('base64')}`;

const alerts = await alertsIn(
  [
    blockOf(
      lineOf(
        { eventID: 'a', eventTime: '2026-11-20T09:00:00Z', sourceIPAddress: '198.51.100.1' },
        { severity: 'low' },
      ),
      lineOf({ eventID: 'b', eventTime: '2026-11-20T09:05:00Z' }, { severity: 'critical', name: 'Root' }),
    ),
    blockOf(
      lineOf({ eventID: 'c', eventTime: '2026-11-20T09:10:00Z', eventName: 'StopLogging' }),
      lineOf({ eventID: 'd', eventTime: '2026-11-20T09:11:00Z' }, { severity: 'low' }),
    ),
  ],
  async () => [],
);

const all: Filter = { search: '', severities: new Set(severities), picks: {}, period: undefined };
const idsOf = (found: readonly { readonly eventId: string }[]) =>
  found.map(({ eventId }) => eventId).join('');

describe('the alerts that are shown', () => {
  it.each<[string, Partial<Filter>, string]>([
    ['all', {}, 'abcd'],
    ['with words in any column, whatever their case', { search: ' ACCESS  198.51 ' }, 'a'],
    ['with an event ID', { search: 'c' }, 'abcd'],
    ['with a call', { search: 'stoplogging' }, 'c'],
    ['of some severities', { severities: new Set(['critical', '']) }, 'bc'],
    ['of one rule', { picks: { rule: 'Root' } }, 'b'],
    ['of one rule from one address', { picks: { rule: 'Access key created', source: '198.51.100.1' } }, 'a'],
    [
      'of a period without its end',
      { period: { from: Date.parse('2026-11-20T09:05:00Z'), to: Date.parse('2026-11-20T09:10:00Z') } },
      'b',
    ],
  ])('are %s', (_, filter, ids) => expect(idsOf(filtered(alerts, { ...all, ...filter }))).toBe(ids));
});

describe('the order', () => {
  it.each([
    ['severity', false, 'bcda'],
    ['severity', true, 'dacb'],
    ['time', false, 'abcd'],
    ['time', true, 'dcba'],
    ['rule', false, 'dcab'],
    ['source', false, 'adcb'],
  ] as const)('by %s, descending: %s', (column, descending, ids) =>
    expect(idsOf(sorted(alerts, { column, descending }))).toBe(ids),
  );
});

it('counts the values of a column, the most frequent first', () =>
  expect(countedBy(alerts, 'source')).toEqual([
    ['203.0.113.7', 3],
    ['198.51.100.1', 1],
  ]));

it('reads no alerts where there are none', async () =>
  expect(await alertsIn([], async () => [])).toEqual([]));
