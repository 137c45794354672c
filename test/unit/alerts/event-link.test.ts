import { describe, expect, it } from 'vitest';
import { eventLinkOf } from '../../../src/alerts/event-link.ts';
import type { JsonObject } from '../../../src/json.ts';
import { aRecord } from '../../support/builders.ts';

const eventID = '0a1b2c3d-0000-1111-2222-333344445555';

describe('the event is in the console of its region', () => {
  it.each([
    ['eu-west-1', 'https://eu-west-1.console.aws.amazon.com'],
    ['ap-southeast-4', 'https://ap-southeast-4.console.aws.amazon.com'],
    ['us-gov-west-1', 'https://us-gov-west-1.console.amazonaws-us-gov.com'],
    ['cn-north-1', 'https://cn-north-1.console.amazonaws.cn'],
  ])('%s', (awsRegion, origin) =>
    expect(eventLinkOf(aRecord({ awsRegion, eventID }))).toBe(
      `${origin}/cloudtrailv2/home?region=${awsRegion}#/events/${eventID}`,
    ),
  );
});

describe('there is no link', () => {
  it.each<[string, JsonObject]>([
    ['in a partition with another console', { awsRegion: 'us-iso-east-1' }],
    ['without a region', { awsRegion: null }],
    ['with a region that leads elsewhere', { awsRegion: 'evil.example/' }],
    ['with an ID that is none', { eventID: 'x#/../?y' }],
    ['to a data event, which the console does not have', { eventCategory: 'Data' }],
    ['to an old data event', { managementEvent: false }],
    ['to Insights', { eventCategory: 'Insight' }],
  ])('%s', (_, fields) => expect(eventLinkOf(aRecord({ eventID, ...fields }))).toBeUndefined());
});
