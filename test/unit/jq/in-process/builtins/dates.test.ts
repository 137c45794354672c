import { afterEach, describe, expect, it, vi } from 'vitest';
import { itBailsOut } from '../../../../support/jq/agreement.ts';
import { evaluateInProcess } from '../../../../support/jq/evaluate-in-process.ts';

// What dates give is in fixtures/jq/dates.json: jq-wasm, with which other builtins are compared, gives other dates.
describe('dates', () => {
  itBailsOut([
    ['gmtime', 1e15, 'a time too far away'],
    ['mktime', [1e9, 0, 1], 'a time too far away'],
    ['todate', -1e11, 'a year before 1'],
    ['strptime("%Y-%m-%d")', '0000-01-01', 'a year before 1'],
    ['strptime("%Y-%j")', '2026-366', 'a day that the year does not have'],
    ['strptime("%Ey")', '26', 'strptime with %E or %O'],
    ['strptime("%a%A")', 'MonTuesday', 'two days of the week in a row'],
    ['strptime("%Y")', '2026\0', 'a date with a NUL'],
  ]);

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it('now is the time in seconds', () => {
    vi.useFakeTimers({ now: 1_772_600_767_250, toFake: ['Date'] });
    expect(evaluateInProcess('now')).toBe(1_772_600_767.25);
  });

  it.each([
    ['UTC', '["1970-01-01 UTC +0000",[1970,0,1,0,0,0,4,0]]'],
    [':UTC', '["1970-01-01 UTC +0000",[1970,0,1,0,0,0,4,0]]'],
    ['Asia/Tokyo', 'not compiled'],
  ])('in the time zone %s, local times give %s', (zone, outcome) => {
    vi.stubEnv('TZ', zone);
    expect(evaluateInProcess('0 | [strflocaltime("%F %Z %z"), localtime] | tojson')).toBe(outcome);
  });

  it.each([
    ['0 | strftime("%s")', 'bails out: a time zone other than UTC'],
    ['"0" | strptime("%s")', 'bails out: a time zone other than UTC'],
    ['0 | strftime("%H %Z")', '00 GMT'],
    ['"1970-01-01T00:00:07Z" | fromdate', 7],
  ])('in another time zone, %s gives %s', (program, outcome) => {
    vi.stubEnv('TZ', 'Asia/Tokyo');
    expect(evaluateInProcess(program)).toBe(outcome);
  });
});
