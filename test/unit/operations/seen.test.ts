import { expect, it } from 'vitest';
import { memoryLedger } from '../../../src/delivery/ledger/memory.ts';
import { createSeen, newestOf } from '../../../src/operations/seen.ts';
import { neverAborted } from '../../support/builders.ts';

const uri = (time: string, region = 'us-east-1'): string =>
  `s3://trail/AWSLogs/111122223333/CloudTrail/${region}/2026/11/27/111122223333_CloudTrail_${region}_20261127T${time}Z_AbCdEf0123456789.json.gz`;

const start = (at = '2026-11-27T10:00:00Z') => {
  const ledger = memoryLedger();
  let now = Date.parse(at);
  const seen = createSeen(() => now, 'process');
  const saved = async (day = '2026-11-27') =>
    (await ledger.read(`seen/${day}/process`, neverAborted))?.text ?? '';
  return {
    seen,
    saved,
    save: () => seen.save(ledger, neverAborted),
    pass: (minutes: number) => {
      now += minutes * 60_000;
    },
  };
};

const at = (time: string): number => Date.parse(`2026-11-27T${time}:00Z`);

it('writes the newest of each account and region into one object', async () => {
  const { seen, save, saved } = start();
  seen.note([
    uri('0955'),
    uri('0950'),
    `${uri('0940', 'eu-west-1')}?versionId=abc`,
    's3://trail/other.json.gz',
  ]);
  await save();
  expect(JSON.parse(await saved())).toEqual({
    '111122223333/us-east-1': at('09:55'),
    '111122223333/eu-west-1': at('09:40'),
  });
});

it('writes again only after two minutes, and only what is new', async () => {
  const { seen, save, saved, pass } = start();
  seen.note([uri('0955')]);
  await save();
  const first = await saved();
  seen.note([uri('1000')]);
  await save();
  expect(await saved()).toBe(first);
  pass(2);
  await save();
  expect(await saved()).toContain(String(at('10:00')));
});

it('begins another object with the day', async () => {
  const { seen, save, saved, pass } = start('2026-11-27T23:59:00Z');
  seen.note([uri('2355')]);
  await save();
  pass(3);
  seen.note([uri('2358')]);
  await save();
  expect(await saved('2026-11-28')).toContain(String(at('23:58')));
});

it('a log file that is named for the future does not count', async () => {
  const { seen, save, saved } = start();
  seen.note([uri('1500')]);
  await save();
  expect(await saved()).toBe('');
});

it('of what others wrote there, only times of accounts and regions count', () => {
  const texts = ['{"111122223333/us-east-1":5}', 'no JSON', '[]', '{"111122223333/us-east-1":"9","x":7}', ''];
  expect([...newestOf([...texts, '{"111122223333/us-east-1":3}'])]).toEqual([['111122223333/us-east-1', 5]]);
});

it('remembers as many accounts and regions as can be read again, however many somebody makes up', async () => {
  const { seen, save, saved } = start();
  seen.note([uri('0950', 'a'.repeat(200)), uri('0950')]);
  seen.note(Array.from({ length: 30_000 }, (_, index) => uri('0950', `made-up-${index}`)));
  seen.note([uri('0955')]);
  await save();
  const newest = JSON.parse(await saved());
  expect(Object.keys(newest)).toHaveLength(20_000);
  expect(newest['111122223333/us-east-1']).toBe(at('09:55'));
});
