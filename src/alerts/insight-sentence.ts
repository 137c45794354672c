import { isJsonObject } from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { asRecorded } from './display.ts';
import { insightIn } from './insight.ts';
import { shortWhoIn } from './who.ts';
import { plainWords, type Words, words } from './words.ts';

/**
 * `CreateUser (iam.amazonaws.com) failed with AccessDenied at an unusual rate, mostly by alice (IAM user): 42 a minute for 3
 * minutes, usually 0.5`. Undefined for other records, and for Insights of other kinds.
 */
export const insightWords = (record: CloudTrailRecord, display = asRecorded): Words | undefined => {
  const insight = insightIn(record);
  const { insightDetails } = record;
  if (insight === undefined || !isJsonObject(insightDetails)) return undefined;
  const { state, insightType } = insightDetails;
  const { eventName, eventSource, error, rate, callers } = insight;
  const by = plainWords(callers.length === 0 ? '' : `, mostly by ${shortWhoIn(record, display)}`);
  const ended = state === 'End' ? plainWords(', which has ended') : plainWords('');
  const numbers = plainWords(rate === undefined ? '' : `: ${rate}`);
  switch (insightType) {
    // Calls may also have become unusually few (CloudTrail User Guide, "Working with CloudTrail Insights").
    case 'ApiCallRateInsight':
      return words`${eventName} (${eventSource}) was called at an unusual rate${by}${ended}${numbers}`;
    case 'ApiErrorRateInsight': {
      const code = error === undefined ? plainWords('') : words` with ${error}`;
      return words`${eventName} (${eventSource}) failed${code} at an unusual rate${by}${ended}${numbers}`;
    }
    default:
      return undefined;
  }
};
