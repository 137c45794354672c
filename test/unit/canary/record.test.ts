import { describe, expect, it } from 'vitest';
import { oneByOne } from '../../../src/alerts/arrange.ts';
import { eventLinkOf } from '../../../src/alerts/event-link.ts';
import { canaryKey, canaryRecord } from '../../../src/canary/record.ts';
import { chooseJq } from '../../../src/choose-jq.ts';
import { unlimitedInvocation } from '../../../src/invocation.ts';
import { createTattletail } from '../../../src/tattletail.ts';
import { unlistedAmong } from '../../../src/trail/digests/unlisted.ts';
import { folderOfTrail, isLogFileKey, originOfLogFile } from '../../../src/trail/log-file-key.ts';
import { readText } from '../../support/fixtures.ts';

const id = '5eed0000-1111-4222-8333-000000000001';
const at = Date.parse('2026-11-27T20:05:42.123Z');
const place = { prefix: '', account: '000000000000', region: 'eu-central-1' };
const key = canaryKey(id, at, place);

it('lies where CloudTrail writes log files, under a name of its own', () => {
  expect(key).toBe(
    'AWSLogs/000000000000/CloudTrail/eu-central-1/2026/11/27/000000000000_TattletailCanary_eu-central-1_20261127T2005Z_5eed0000111142228333000000000001.json.gz',
  );
  expect(isLogFileKey(key)).toBe(true);
  expect(folderOfTrail(key)).toBe('AWSLogs/000000000000/CloudTrail/eu-central-1');
});

it.each([
  ['trail/', 'trail/AWSLogs/000000000000/'],
  ['AWSLogs/', 'AWSLogs/000000000000/'],
  ['AWSLogs/o-exampleorgid/', 'AWSLogs/o-exampleorgid/000000000000/'],
  ['trail/AWSLogs/o-exampleorgid/', 'trail/AWSLogs/o-exampleorgid/000000000000/'],
])('below %s it lies below %s', (prefix, folder) =>
  expect(canaryKey(id, at, { ...place, prefix })).toMatch(new RegExp(`^${folder}CloudTrail/`)),
);

it('is no sign for a heartbeat that the trail writes', () => expect(originOfLogFile(key)).toBeUndefined());

it('is no excuse for a log file that no digest lists', () => {
  const digests = [{ start: '2026-11-27T19:00:00Z', end: '2026-11-27T21:00:00Z' }];
  expect(unlistedAmong([key], digests, () => false)).toEqual([key]);
});

it('has no link to a console that does not know it', () =>
  expect(eventLinkOf(canaryRecord(id, at, place))).toBeUndefined());

describe('no rule of a pack matches it or fails on it', () => {
  it.each(['rules/threats.toml', 'rules/cis.toml', 'rules/ssm.toml'])('%s', async (path) => {
    const alerts: unknown[] = [];
    const { inspect, config } = await createTattletail(
      { uri: path, text: readText(path) },
      {
        jq: await chooseJq({}, () => undefined),
        connect: () => (alert) => {
          alerts.push(alert);
          return [];
        },
        arrange: oneByOne,
        mayBePack: true,
      },
    );
    expect(config.rules.length).toBeGreaterThan(0);
    const source = { kind: 'records', uri: 'canary', records: [canaryRecord(id, at, place)] } as const;
    const report = await inspect([source], unlimitedInvocation('test'));
    expect(alerts).toEqual([]);
    expect(report.logFiles).toMatchObject([{ records: 1, inspected: 1, ruleMatches: [], ruleFailures: [] }]);
  });
});
