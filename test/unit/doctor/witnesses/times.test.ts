import { describe, expect, it } from 'vitest';
import { diagnose, fixed } from '../../../../src/doctor/diagnose.ts';
import { moments } from '../../../../src/doctor/witnesses/moments.ts';
import { verdictsOn } from '../../../../src/doctor/witnesses/verdicts.ts';
import { compileProgram } from '../../../../src/jq/in-process/program.ts';
import { goodTimes, timesThatNeverAre } from './times.ts';

const timesIn = (program: string) => verdictsOn(program).filter(({ kind }) => kind === 'time');

describe('a time that never is', () => {
  const rows = timesThatNeverAre.map(([program, message, wanted]) => ({ program, message, wanted }));
  it.each(rows)('$program: $message', ({ program, message, wanted }) => {
    const found = timesIn(program).find((finding) => finding.message.includes(message));
    expect(found).toBeDefined();
    if (found?.fix === undefined) return expect(wanted).toBeUndefined();
    expect(compileProgram(fixed(program, found))).toBeDefined();
    if (wanted === undefined) return;
    expect(fixed(program, found)).toBe(wanted);
    expect(timesIn(wanted)).toEqual([]);
  });
});

it.each(goodTimes)('nothing is said of %s', (program) => {
  expect([...diagnose(program), ...verdictsOn(program)]).toEqual([]);
});

it('the moments have all parts of a time', () => {
  const parts = (from: number, to: number) => new Set(moments().map((moment) => moment.slice(from, to))).size;
  expect([parts(5, 7), parts(8, 10), parts(11, 16), parts(17, 19)]).toEqual([12, 31, 1440, 60]);
  expect(parts(0, 4)).toBeGreaterThan(90);
  expect(moments().every((moment) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(moment))).toBe(true);
});
