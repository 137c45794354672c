import { describe, expect, it } from 'vitest';
import { callOf } from '../../../../src/catalogue/calls/calls.ts';
import { placeIn } from '../../../../src/catalogue/calls/place.ts';
import { requests } from '../../../../src/catalogue/shapes/requests.ts';
import { isJsonObject, type JsonValue } from '../../../../src/json.ts';

const place = (source: string, name: string, path: string) => {
  const call = callOf(`${source}.amazonaws.com`, name);
  return call && placeIn(call, path);
};

describe('what is at a path in a call', () => {
  it.each([
    ['ec2', 'AuthorizeSecurityGroupIngress', 'requestParameters.ipPermissions.items[].fromPort', 'number'],
    ['iam', 'PutUserPolicy', 'requestParameters.policyDocument', 'JSON'],
    ['lambda', 'AddPermission20150331v2', 'requestParameters.principal', 'text'],
  ])('%s %s %s', (source, name, path, element) => {
    expect(place(source, name, path)).toEqual({ kind: 'element', element });
  });

  it.each([
    ['ec2', 'AuthorizeSecurityGroupIngress', 'requestParameters.ipPermissions[]'],
    ['ec2', 'AuthorizeSecurityGroupIngress', 'requestParameters.ipPermissions.items.fromPort'],
    ['iam', 'PutUserPolicy', 'requestParameters.policyDocument.Statement'],
    ['iam', 'PutUserPolicy', 'requestParameters.username'],
  ])('nothing: %s %s %s', (source, name, path) => {
    expect(place(source, name, path)).toEqual({ kind: 'nothing' });
  });

  it('is not known of calls without a table, nor below what has several forms', () => {
    expect(place('iam', 'GetUser', 'requestParameters.userName')).toBeUndefined();
    expect(place('s3', 'PutBucketPolicy', 'requestParameters.bucketPolicy.Statement.Effect')).toEqual({
      kind: 'unknown',
    });
  });
});

it('the requests among the shapes are as the table has them', () => {
  const wrong = requests().flatMap(({ name, record }) => {
    const call = callOf(String(record.eventSource), String(record.eventName));
    return call === undefined
      ? []
      : pathsIn(record.requestParameters ?? null, 'requestParameters')
          .filter((path) => placeIn(call, path).kind === 'nothing')
          .map((path) => `${name}: ${path}`);
  });
  expect(wrong).toEqual([]);
});

const pathsIn = (value: JsonValue, path: string): readonly string[] => {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, `${path}[]`));
  if (!isJsonObject(value)) return [path];
  return Object.entries(value).flatMap(([key, below]) => pathsIn(below, `${path}.${key}`));
};
