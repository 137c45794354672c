import { expect, it } from 'vitest';
import { shapes } from '../../../../src/catalogue/shapes/shapes.ts';
import { isPlausible } from '../../../../src/doctor/witnesses/contradictions.ts';

it.each(shapes())('$name is nothing that CloudTrail never writes', ({ record }) => {
  expect(isPlausible(record)).toBe(true);
});

it.each([
  { userIdentity: { type: 'AssumedRole', userName: 'Admin' } },
  { userIdentity: { type: 'IAMUser', arn: 'arn:aws:iam::111122223333:root' } },
  { eventName: 'ConsoleLogin', errorCode: 'Failure' },
  { eventCategory: 'Data', managementEvent: true },
])('CloudTrail never writes %j', (record) => {
  expect(isPlausible(record)).toBe(false);
});
