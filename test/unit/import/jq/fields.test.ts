import { describe, expect, it } from 'vitest';
import { elementsAt, hasKey, leavesAt, valuesAt } from '../../../../src/import/jq/fields.ts';
import { programOf } from '../../../../src/import/jq/program.ts';

describe('a path in jq', () => {
  it.each([
    ['eventName', '.eventName', '.eventName'],
    [
      'userIdentity.sessionContext.attributes',
      '.userIdentity.sessionContext?.attributes?',
      '.userIdentity.sessionContext?.attributes?',
    ],
    ['requestParameters.names', '.requestParameters.names?', '.requestParameters.names? | each'],
    [
      'requestParameters.items.port',
      '.requestParameters.items? | each | .port?',
      '.requestParameters.items? | each | .port? | each',
    ],
    ['resources.ARN', '.resources | each | .ARN?', '.resources | each | .ARN? | each'],
    [
      'requestParameters.x-amz-acl',
      '.requestParameters["x-amz-acl"]?',
      '.requestParameters["x-amz-acl"]? | each',
    ],
    ['x-y.and', '.["x-y"] | each | .["and"]?', '.["x-y"] | each | .["and"]? | each'],
  ])('%s is %s, and each of it %s', (path, values, elements) => {
    expect([valuesAt(path.split('.')).jq, elementsAt(path.split('.')).jq]).toEqual([values, elements]);
  });

  it('distinguishes nothing from null where that matters', () => {
    expect(leavesAt(['errorCode']).jq).toBe('leaves("errorCode")');
    expect(leavesAt(['requestParameters', 'items', 'port']).jq).toBe(
      '.requestParameters.items? | each | leaves("port")',
    );
  });

  it('asks whether there is a key', () => {
    expect(programOf(hasKey(['errorCode']))).toBe('has("errorCode")');
    expect(programOf(hasKey(['userIdentity', 'invokedBy']))).toBe(
      'any(.userIdentity | objects; has("invokedBy"))',
    );
  });
});
