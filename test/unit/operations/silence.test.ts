import { expect, it } from 'vitest';
import { asRecorded } from '../../../src/alerts/display.ts';
import { problemsOfHeartbeat } from '../../../src/operations/silence.ts';

const silence = (origin: string) => ({ origin, silentMs: 45 * 60_000, usualMs: 5 * 60_000 });
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => silence(`111122223333/region-${index}`));

it('names the account by its name, the region, and what was usual', () => {
  const display = { ...asRecorded, accountName: () => 'prod' };
  expect(problemsOfHeartbeat({ silent: many(1), back: [] }, display)).toMatchObject([
    {
      subject: 'silent:111122223333/region-0',
      title: 'No log files from prod (111122223333) in region-0',
      sentence: 'The newest log file is 45 minutes old, and used to be 5 minutes at most.',
    },
  ]);
});

it('when a whole trail is silent, that is one alert, and another when twice as many are', () => {
  const subjects = [6, 7, 8, 340].map((count) =>
    problemsOfHeartbeat({ silent: many(count), back: [] }, asRecorded).map(({ subject }) => subject),
  );
  expect(subjects).toEqual([['silent:many:4'], ['silent:many:4'], ['silent:many:8'], ['silent:many:256']]);
});

it('whoever writes again is named', () => {
  expect(problemsOfHeartbeat({ silent: [], back: many(1) }, asRecorded)).toMatchObject([
    { subject: 'back:111122223333/region-0', severity: 'info' },
  ]);
});
