import { describe, expect, it } from 'vitest';
import { factsOf } from '../../../src/alerts/facts.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';

const anInsight = (details: JsonObject, attributions: JsonValue = []): JsonObject => ({
  eventTime: '2026-03-04T05:06:00Z',
  eventID: 'e',
  eventType: 'AwsCloudTrailInsight',
  recipientAccountId: '111122223333',
  insightDetails: {
    state: 'Start',
    eventSource: 'iam.amazonaws.com',
    eventName: 'AttachUserPolicy',
    insightType: 'ApiErrorRateInsight',
    insightContext: { statistics: {}, attributions },
    ...details,
  },
  eventCategory: 'Insight',
});

const attribution = (attribute: string, ...insight: readonly (readonly [string, number])[]): JsonObject => ({
  attribute,
  insight: insight.map(([value, average]) => ({ value, average })),
  baseline: [{ value: 'usual', average: 1 }],
});

describe('an Insights event says', () => {
  it.each(['Start', 'End'])('that it is the %s, of what, and about which call', (state) =>
    expect(factsOf(anInsight({ state })).what).toBe(
      `${state} of ApiErrorRateInsight: AttachUserPolicy (iam.amazonaws.com)`,
    ),
  );

  it('which error became frequent', () => {
    expect(factsOf(anInsight({ errorCode: 'AccessDenied' })).error).toBe('AccessDenied');
    expect(factsOf(anInsight({}, [attribution('errorCode', ['Throttling', 2])])).error).toBe('Throttling');
  });

  it('who made most of the calls', () => {
    const who = attribution('userIdentityArn', ['a', 1], ['b', 9], ['c', 3], ['d', 2], ['e', 0.5]);
    expect(factsOf(anInsight({}, [who])).who).toBe('b, c, d, and 2 more');
    expect(factsOf(anInsight({}, [attribution('userAgent', ['aws-cli', 7])])).who).toBe('user agent aws-cli');
  });

  it('nothing of what it does not hold, whatever it holds instead', () => {
    expect(factsOf({ eventType: 'AwsCloudTrailInsight' }).what).toBe('AwsCloudTrailInsight');
    expect(factsOf({ insightDetails: {} })).toMatchObject({ who: undefined, what: undefined });
    expect(factsOf(anInsight({ insightContext: 5, state: [], insightType: null })).what).toBe(
      'AttachUserPolicy (iam.amazonaws.com)',
    );
    expect(factsOf(anInsight({}, [5, { attribute: 'userIdentityArn', insight: 'x' }]))).toMatchObject({
      who: undefined,
    });
  });
});
