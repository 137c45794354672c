import { expect, it } from 'vitest';
import { jqEngine } from '../../../src/choose-jq.ts';
import { type NearMisses, watchNearMisses } from '../../../src/cli/near-misses.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import type { CloudTrailRecord } from '../../../src/trail/record.ts';
import { aRule, neverAborted } from '../../support/builders.ts';

/** What is seen of a rule while its program runs over records. */
const missesOf = async (
  fields: Partial<Rule>,
  records: readonly CloudTrailRecord[],
): Promise<NearMisses | undefined> => {
  const rule = aRule({ matchProgram: 0, ...fields });
  const watch = watchNearMisses(jqEngine(() => expect.fail('the real jq is not needed')));
  const programs = await watch.jq.compile([rule.jqMatch]);
  watch.watch([rule]);
  await programs.start({ signal: neverAborted }).firstOutputs(records);
  return watch.misses()[0];
};

const jqMatch = 'select(.eventSource == "iam.amazonaws.com" and .eventName == "CreateUser")';
const iam = (eventName: string, eventID: string): CloudTrailRecord => ({
  eventSource: 'iam.amazonaws.com',
  eventName,
  eventID,
});

it('sees records that lack one condition, also where the prefilter ruled them out', async () => {
  const misses = await missesOf({ jqMatch }, [
    iam('CreateUser', '1'),
    iam('DeleteUser', '2'),
    { eventName: 'X' },
  ]);
  expect(misses).toMatchObject({
    records: 1,
    groups: [
      {
        condition: '.eventName == "CreateUser"',
        reason: '.eventName is "DeleteUser", the rule wants "CreateUser"',
        records: 1,
        event: { id: '2', what: 'DeleteUser (iam.amazonaws.com)' },
      },
    ],
  });
});

it('counts those that lack the same for the same reason, and puts the rarest first', async () => {
  const other = { eventSource: 's3.amazonaws.com', eventName: 'CreateUser', eventID: '9' };
  const misses = await missesOf({ jqMatch }, [
    ...['1', '2', '3'].map((id) => iam('ListUsers', id)),
    iam('DeleteUser', '4'),
    other,
  ]);
  expect(
    misses?.groups.map(({ reason, records, event }) => [reason.split(',')[0], records, event.id]),
  ).toEqual([
    ['.eventSource is "s3.amazonaws.com"', 1, '9'],
    ['.eventName is "DeleteUser"', 1, '4'],
    ['.eventName is "ListUsers"', 3, '1'],
  ]);
});

it('has no near misses of a rule with a single condition', async () => {
  expect(await missesOf({ jqMatch: '.eventName == "X"' }, [iam('Y', '1')])).toBeUndefined();
});

it('takes the outcome that a rule wants for a condition of it', async () => {
  const denied = { ...iam('CreateUser', '1'), errorCode: 'AccessDenied' };
  const misses = await missesOf({ jqMatch, outcome: 'denied' }, [iam('CreateUser', '2'), denied]);
  expect(misses?.groups).toMatchObject([
    { condition: 'outcome = "denied"', reason: 'the call succeeded', records: 1, event: { id: '2' } },
  ]);
});

it('keeps a bounded number of reasons, and counts all records', async () => {
  const records = Array.from({ length: 1000 }, (_, at) => iam(`Call${at}`, String(at)));
  const misses = await missesOf({ jqMatch }, records);
  expect(misses?.records).toBe(1000);
  expect(misses?.groups).toHaveLength(100);
});
