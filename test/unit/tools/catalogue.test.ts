import { delimiter } from 'node:path';
import { describe, expect, it } from 'vitest';
import { apiEventsSource } from '../../../tools/catalogue/api-events-source.ts';
import { eventNamesOf } from '../../../tools/catalogue/event-names.ts';
import { eventSourcesOf } from '../../../tools/catalogue/event-sources.ts';
import type { Operation, ServiceModel } from '../../../tools/catalogue/service-models.ts';
import { readText } from '../../support/fixtures.ts';

const { BOTOCORE_DATA = '' } = process.env;

const aModel = (fields: Partial<ServiceModel>): ServiceModel => ({
  service: 'iam',
  endpointPrefix: 'iam',
  signingName: undefined,
  operations: [],
  ...fields,
});

const anOperation = (name: string, fields: Partial<Operation> = {}): Operation => ({
  name,
  wireName: name,
  uri: '/',
  ...fields,
});

describe('the eventSource', () => {
  it("is the prefix of the service's endpoint", () =>
    expect(eventSourcesOf(aModel({ service: 'cloudwatch', endpointPrefix: 'monitoring' }))).toEqual([
      'monitoring.amazonaws.com',
    ]));

  it('is the name in the signature where the endpoint has no plain prefix', () =>
    expect(eventSourcesOf(aModel({ service: 'ecr', endpointPrefix: 'api.ecr', signingName: 'ecr' }))).toEqual(
      ['ecr.amazonaws.com'],
    ));

  it('may be either where they differ and no document shows an event', () =>
    expect(
      eventSourcesOf(aModel({ service: 'new', endpointPrefix: 'new-service', signingName: 'new' })),
    ).toEqual(['new-service.amazonaws.com', 'new.amazonaws.com']));

  it('is what a document shows, whatever the model says', () =>
    expect(eventSourcesOf(aModel({ service: 'sesv2', endpointPrefix: 'email', signingName: 'ses' }))).toEqual(
      ['ses.amazonaws.com'],
    ));

  it('must be looked up where the model says nothing usable', () =>
    expect(() => eventSourcesOf(aModel({ service: 'new', endpointPrefix: 'api.new' }))).toThrow(
      'new: its endpoint api.new names no eventSource',
    ));
});

describe('the eventNames', () => {
  const namesOf = (service: string, operation: Operation) =>
    eventNamesOf(aModel({ service, operations: [operation] }));

  it('are those of the operations', () =>
    expect(namesOf('iam', anOperation('CreateUser'))).toEqual(['CreateUser']));

  it('of Lambda come with and without the date and version of the API', () =>
    expect(namesOf('lambda', anOperation('GetPolicy', { uri: '/2015-03-31/functions/{F}/policy' }))).toEqual([
      'GetPolicy',
      'GetPolicy20150331',
      'GetPolicy20150331v2',
    ]));

  it('of CloudFront come with and without the version of the API', () =>
    expect(
      namesOf('cloudfront', anOperation('GetDistribution', { wireName: 'GetDistribution2020_05_31' })),
    ).toEqual(['GetDistribution', 'GetDistribution2020_05_31']));

  it('of S3 distinguish buckets from accounts', () => {
    expect(namesOf('s3', anOperation('PutPublicAccessBlock'))).toEqual(['PutBucketPublicAccessBlock']);
    expect(namesOf('s3control', anOperation('PutPublicAccessBlock'))).toEqual([
      'PutAccountPublicAccessBlock',
    ]);
  });
});

it.skipIf(BOTOCORE_DATA === '')(
  'the catalogue is what tools/make-catalogue.ts writes (needs BOTOCORE_DATA: the data folders that made it)',
  () =>
    expect(apiEventsSource(BOTOCORE_DATA.split(delimiter)) === readText('src/catalogue/api-events.ts')).toBe(
      true,
    ),
);
