import { expect, it } from 'vitest';
import { essentialsOf } from '../../../src/alerts/essentials.ts';
import { aRecord } from '../../support/builders.ts';

it('has what was asked for first, who asked last, and nothing that facts say', () => {
  const record = aRecord({
    errorCode: 'AccessDenied',
    errorMessage: 'no policy allows it',
    requestParameters: { userName: 'eve' },
    responseElements: null,
  });
  const keys = Object.keys(essentialsOf(record));
  expect(keys[0]).toBe('requestParameters');
  expect(keys.at(-1)).toBe('userIdentity');
  expect(keys).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^error|^eventName|^responseElements/)]),
  );
});

it('cuts long texts and lists, and says by how much', () => {
  const requestParameters = { policy: 'x'.repeat(50), ids: Array.from({ length: 12 }, (_, index) => index) };
  expect(essentialsOf(aRecord({ requestParameters }), 10)).toMatchObject({
    requestParameters: {
      policy: 'xxxxxxxxxx… (50 characters)',
      ids: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'and 2 more'],
    },
  });
});
