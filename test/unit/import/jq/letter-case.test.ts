import { expect, it } from 'vitest';
import { lowered } from '../../../../src/import/jq/letter-case.ts';

it('only letters whose case jq knows are put in small letters', () => {
  expect(lowered('AbC-日本')).toBe('abc-日本');
  expect(() => lowered('ABCÉ')).toThrow('jq knows upper and lower case only of A to Z, not of É');
});
