import { describe, expect, it } from 'vitest';
import { jqEngine } from '../../../../src/choose-jq.ts';
import { testsBeside } from '../../../../src/config/rule-tests.ts';
import { jqWasm } from '../../../../src/jq/real/wasm.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { printTests } from '../../../../src/rule-tests/record/print-tests.ts';
import { recordTests } from '../../../../src/rule-tests/record/record-tests.ts';
import { hasPassed, runTests } from '../../../../src/rule-tests/run.ts';
import { aRecord, aRule } from '../../../support/builders.ts';

const jq = jqEngine(jqWasm);

const inBatches = async function* (records: readonly JsonObject[]) {
  for (const record of records) yield [record];
};

const record = (jqMatch: string, records: readonly JsonObject[], maxNear = 3) =>
  recordTests(jq, aRule({ jqMatch }), inBatches(records), maxNear);

const user = (userName: string, fields: JsonObject = {}): JsonObject => ({
  eventSource: 'iam.amazonaws.com',
  eventName: 'CreateUser',
  requestParameters: { userName },
  ...fields,
});

describe('recorded tests', () => {
  it('are of a record that matches, and of others of the same event that do not, each of another kind', async () => {
    const { records, tests } = await record('.eventName == "CreateUser" and .errorCode == null', [
      user('a', { errorCode: 'AccessDenied' }),
      user('b', { errorCode: 'AccessDenied' }),
      user('c', { errorCode: 'EntityAlreadyExists' }),
      { eventSource: 'iam.amazonaws.com', eventName: 'GetUser' },
      user('d'),
      user('e'),
    ]);
    expect(records).toBe(6);
    expect(tests.map(({ name, expect, record }) => [name, expect, record.requestParameters])).toEqual([
      ['matches CreateUser', 'match', { userName: 'name-1' }],
      ['does not match CreateUser that failed with AccessDenied', 'no match', { userName: 'name-2' }],
      ['does not match CreateUser that failed with EntityAlreadyExists', 'no match', { userName: 'name-3' }],
    ]);
  });

  it('are rather of records that lack one condition than of those that lack several', async () => {
    const { tests } = await record(
      '.eventName == "CreateUser" and .errorCode == null and .readOnly == false',
      [
        user('a', { errorCode: 'AccessDenied', readOnly: true }),
        user('b', { errorCode: 'AccessDenied', readOnly: false }),
        user('c', { readOnly: true }),
        user('d', { readOnly: false }),
      ],
      2,
    );
    expect(tests.map(({ record: { errorCode, readOnly } }) => [errorCode, readOnly])).toEqual([
      [undefined, false],
      ['AccessDenied', false],
      [undefined, true],
    ]);
  });

  it('are as many as asked for, and none if nothing matches', async () => {
    const records = [user('a'), user('b', { errorCode: 'x' }), user('c', { errorCode: 'y' })];
    expect((await record('.errorCode == null', records, 1)).tests).toHaveLength(2);
    expect((await record('.errorCode == null', records, 0)).tests).toHaveLength(1);
    expect((await record('false', records)).tests).toEqual([]);
  });

  it('keep of a name only the piece that the rule needs', async () => {
    const { tests } = await record('.requestParameters.userName | startswith("prod-")', [user('prod-alice')]);
    expect(tests).toMatchObject([
      { expect: 'match', record: { requestParameters: { userName: 'prod-name-2' } }, kept: [] },
    ]);
  });

  it('keep a text that the rule needs whole, and say so', async () => {
    const { tests } = await record('.requestParameters.userName | length == 5', [
      user('alice', { requestID: 'secret-request' }),
    ]);
    expect(tests).toMatchObject([
      { record: { requestParameters: { userName: 'alice' }, requestID: 'name-2' }, kept: ['alice'] },
    ]);
  });

  it('keep that two values are the same, or are not', async () => {
    const jqMatch = '.userIdentity.userName != .requestParameters.userName';
    const identity = { userIdentity: { type: 'IAMUser', userName: 'alice' } };
    const { tests } = await record(jqMatch, [user('bob', identity), user('alice', identity)]);
    expect(tests.map((test) => [test.expect, test.record.requestParameters, test.kept])).toEqual([
      ['match', { userName: 'name-1' }, []],
      ['no match', { userName: 'name-2' }, []],
    ]);
  });

  it('are left out if the rule needs a credential', async () => {
    const outcome = await record('.responseElements.sessionToken | length == 3', [
      user('a', { responseElements: { sessionToken: 'abc' } }),
    ]);
    expect(outcome).toEqual({ records: 1, tests: [], left: 1 });
  });

  it('can be read again from the text in which they are printed, and pass', async () => {
    const rule = aRule({
      name: 'R "1"',
      jqMatch: 'select(.errorCode == null) | [.requestParameters.userName, null]',
    });
    const records = [
      aRecord({ requestParameters: { userName: "it's '''\u007f" } }),
      aRecord({ errorCode: 'AccessDenied' }),
    ];
    const { tests } = await recordTests(jq, rule, inBatches(records), 3);
    const text = printTests(rule, tests);
    const read = await testsBeside({ uri: 'x', text }, [rule]);
    expect(read.map(({ name }) => name)).toEqual(tests.map(({ name }) => name));
    const ready = read.map((test) => ({
      ...test,
      records: test.records.map((one) => ({ record: one, file: undefined })),
    }));
    expect((await runTests(jq, rule, ready)).every(hasPassed)).toBe(true);
    expect(ready.flatMap((test) => test.records.map((one) => one.record))).toEqual(
      tests.map((test) => test.record),
    );
  });
});
