import { expect, it } from 'vitest';
import { unknownFieldsIn } from '../../../src/rule-tests/unknown-fields.ts';

const unknownIn = (record: Parameters<typeof unknownFieldsIn>[0][number]['record']): readonly string[] =>
  unknownFieldsIn([{ record, file: undefined }]);

it('names fields that CloudTrail writes nowhere, with what was probably meant', () => {
  expect(
    unknownIn({
      eventname: 'CreateUser',
      userIdentity: { ARN: 'arn:aws:iam::111122223333:user/alice', type: 'IAMUser' },
      resources: [{ arn: 'arn:aws:s3:::bucket' }],
    }),
  ).toEqual([
    'CloudTrail writes no .eventname, but .eventName',
    'CloudTrail writes no .userIdentity.ARN, but .userIdentity.arn',
    'CloudTrail writes no .resources[].arn, but .resources[].ARN',
  ]);
});

it('takes what a service writes below its parameters, and records in which a field is of another type', () => {
  expect(
    unknownIn({
      eventName: 'CreateUser',
      requestParameters: { username: 'alice', nested: [{ any: 1 }] },
      responseElements: null,
      userIdentity: 'HIDDEN_DUE_TO_SECURITY_REASONS',
    }),
  ).toEqual([]);
});
