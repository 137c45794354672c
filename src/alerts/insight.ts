import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  nonEmptyString,
  objectIn,
} from '../json.ts';
import type { CloudTrailRecord } from '../trail/record.ts';
import { byFrequency, mostFrequent } from './most-frequent.ts';

/** What an Insights event is about. */
export interface Insight {
  /** `Start of ApiErrorRateInsight`. */
  readonly title: string | undefined;
  readonly eventName: string | undefined;
  readonly eventSource: string | undefined;
  readonly error: string | undefined;
  /** Who made most of the unusual calls. */
  readonly who: string | undefined;
  /** Their ARNs, all of them. */
  readonly callers: readonly string[];
  /** With what: their user agents. */
  readonly agents: string | undefined;
  /** `42 a minute for 3 minutes, usually 0.5`, or `usually one in 8 days`. */
  readonly rate: string | undefined;
}

/** CloudTrail User Guide, "CloudTrail record contents for Insights events for trails". Undefined in other records. */
export const insightIn = ({ insightDetails }: CloudTrailRecord): Insight | undefined => {
  if (!isJsonObject(insightDetails)) return undefined;
  const { state, insightType, eventName, eventSource, errorCode } = insightDetails;
  const attributions = attributionsIn(insightDetails);
  const attributedTo = (attribute: string) => mostFrequent(attributions(attribute), 'value', 'average');
  const tool = attributedTo('userAgent');
  return {
    title: titleOf(nonEmptyString(state), nonEmptyString(insightType)),
    eventName: nonEmptyString(eventName),
    eventSource: nonEmptyString(eventSource),
    error: nonEmptyString(errorCode) ?? attributedTo('errorCode'),
    agents: tool,
    rate: rateIn(insightDetails),
    callers: byFrequency(attributions('userIdentityArn'), 'value', 'average'),
    who: attributedTo('userIdentityArn') ?? (tool === undefined ? undefined : `user agent ${tool}`),
  };
};

const titleOf = (state: string | undefined, type: string | undefined): string | undefined =>
  state === undefined || type === undefined ? (type ?? state) : `${state} of ${type}`;

/** "average: the average number of API calls or errors per minute"; `insightDuration` is in minutes, too. */
const rateIn = ({ insightContext }: JsonObject): string | undefined => {
  const statistics = objectIn(insightContext, 'statistics');
  const observed = numberIn(objectIn(statistics, 'insight')?.average);
  if (observed === undefined) return undefined;
  const minutes = numberIn(statistics?.insightDuration);
  const lasting = minutes === undefined ? '' : ` for ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  const usual = numberIn(objectIn(statistics, 'baseline')?.average);
  return `${observed} a minute${lasting}${usual === undefined ? '' : `, usually ${usualText(usual)}`}`;
};

/** Nobody can picture 0.0000882 calls a minute. */
const usualText = (aMinute: number): string => {
  const hours = 1 / aMinute / 60;
  if (aMinute <= 0 || hours < 2) return String(aMinute);
  return hours < 48 ? `one in ${Math.round(hours)} hours` : `one in ${Math.round(hours / 24)} days`;
};

const numberIn = (value: JsonValue | undefined): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? Number(value.toPrecision(3)) : undefined;

/** The values with which an attribute occurred most during the unusual activity. */
const attributionsIn = ({ insightContext }: JsonObject): ((attribute: string) => readonly JsonValue[]) => {
  const attributions = isJsonObject(insightContext) ? listOf(insightContext.attributions) : [];
  return (attribute) =>
    listOf(attributions.filter(isJsonObject).find((one) => one.attribute === attribute)?.insight);
};

const listOf = (value: JsonValue | undefined): readonly JsonValue[] =>
  value !== undefined && isJsonArray(value) ? value : [];
