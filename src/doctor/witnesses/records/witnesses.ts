import { apiEvents } from '../../../catalogue/api-events.ts';
import { eventNamesOf, sourcesOf } from '../../../catalogue/events.ts';
import type { Shape } from '../../../catalogue/shapes/shape.ts';
import { shapes } from '../../../catalogue/shapes/shapes.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../../json.ts';
import { type Fact, isPossible } from '../reasoning/fact.ts';
import { factAt, type Knowledge } from '../reasoning/knowledge.ts';
import { recordRoot } from '../reasoning/place.ts';
import { fieldStep } from '../reasoning/steps.ts';
import { samplesOf } from './samples.ts';

/** A record by which a verdict on a program is tried. */
export interface Witness extends Shape {
  /** Whether any trail may have such a record any day. */
  readonly isOrdinary: boolean;
}

/** The catalogue's shapes as they are. */
export const shapesAsTheyAre = (): readonly Witness[] =>
  shapes().map((shape) => ({ ...shape, isOrdinary: !rare.has(shape.name) }));

/**
 * Forms that a rule need not expect: in log files of their own, of the first years of CloudTrail, with something held
 * back, or with a request that nothing usual makes.
 */
export const rare: ReadonlySet<string> = new Set([
  'the start of an Insights event',
  'the end of an Insights event',
  'an aggregated event',
  'a record of 2014',
  'a record before accounts were named in it',
  'a record whose request and answer are withheld',
  'a record with objects in the request withheld',
  'a record that was too large',
  'a policy of IAM, with single values and no valid JSON',
  'a data event about a prefix, at an Outpost',
]);

/** Records that aim to have what is known: each of the usual forms with it, and with the events that it names. */
export const witnessesOf = (knowledge: Knowledge, texts: readonly string[]): readonly Witness[] => {
  const samples = samplesOf(knowledge, texts);
  const events = eventsOf(knowledge);
  const bare = events.length === 0 ? [{}] : events;
  return [
    ...bare.flatMap((event) =>
      bases().map(
        (base): Witness => ({
          name: 'a record made for it',
          record: merged(merged(base.record, event), { ...samples, ...event }),
          isOrdinary: false,
        }),
      ),
    ),
    ...events.flatMap((event) => callsOf(event, samples)),
  ];
};

const bases = (): readonly Shape[] =>
  shapes().filter(({ name }) =>
    ['a call that changed something', 'an assumed role', 'a console sign-in', 'a data event', 'root'].some(
      (end) => name.endsWith(end),
    ),
  );

interface Event extends JsonObject {
  readonly eventSource: string;
  readonly eventName: string;
}

/** The events that are meant, as far as a source or a name is known. */
const eventsOf = (knowledge: Knowledge): readonly Event[] => {
  const [source, name] = ['eventSource', 'eventName'].map((field) =>
    factAt(knowledge, { root: recordRoot, steps: [fieldStep(field, 'object')] }),
  );
  if (source === undefined || name === undefined) return [];
  const [sources, names] = [textsOf(source), textsOf(name)];
  const pairs =
    names.length > 0
      ? names.flatMap((eventName) => {
          const known = sources.length > 0 ? sources : sourcesOf(eventName);
          return known
            .filter((each) => isPossible(source, each))
            .map((eventSource) => ({ eventSource, eventName }));
        })
      : sources.flatMap((eventSource) =>
          eventNamesOf(eventSource)
            .filter((eventName) => isPossible(name, eventName))
            .slice(0, 2)
            .map((eventName) => ({ eventSource, eventName })),
        );
  return pairs.slice(0, maxEvents);
};

const maxEvents = 8;

const textsOf = (fact: Fact): readonly string[] =>
  fact.kind === 'one of' ? fact.values.filter((value) => typeof value === 'string') : [];

/**
 * Calls of an event by those who call every API, as they succeed and as they are denied. A call that succeeds has the
 * parameters that the program asks for; what is not known of it, such as which parameters are optional, is not guessed.
 */
const callsOf = (event: Event, samples: JsonObject): readonly Witness[] => {
  const names = apiEvents[event.eventSource]?.split(' ');
  if (names?.includes(event.eventName) !== true) return [];
  const readOnly = /^(Describe|Get|List|Head|Lookup|Search)/.test(event.eventName);
  return shapes()
    .filter(({ record }) => isCallerOfApis(record))
    .flatMap(({ name, record }) => {
      const call = { ...record, ...event, readOnly };
      const { requestParameters, responseElements, additionalEventData, resources } = samples;
      const given = {
        // It is an object, or null.
        requestParameters: isJsonObject(requestParameters) ? requestParameters : {},
        responseElements: readOnly && !isJsonObject(responseElements) ? null : (responseElements ?? {}),
        ...(additionalEventData !== undefined && { additionalEventData }),
        ...(resources !== undefined && { resources }),
      };
      return [
        { name, record: { ...call, ...given }, isOrdinary: true },
        {
          name: 'a denied call',
          record: {
            ...call,
            requestParameters: null,
            responseElements: null,
            errorCode: 'AccessDenied',
            errorMessage: `User is not authorized to perform: ${event.eventName}`,
          },
          isOrdinary: true,
        },
      ];
    });
};

/** The shapes of callers that are a call of EC2 like any other. */
const isCallerOfApis = ({
  userIdentity,
  eventName,
  eventType,
  errorCode,
  readOnly,
  eventCategory,
}: JsonObject): boolean =>
  isJsonObject(userIdentity) &&
  ['IAMUser', 'AssumedRole', 'FederatedUser'].includes(String(userIdentity.type)) &&
  eventName === 'DescribeInstances' &&
  eventType === 'AwsApiCall' &&
  errorCode === undefined &&
  readOnly === true &&
  eventCategory === 'Management';

/** Objects are merged, everything else is replaced. */
const merged = (one: JsonObject, other: JsonObject): JsonObject => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([key, value]): [string, JsonValue] => {
      const before = one[key];
      return [key, isJsonObject(before) && isJsonObject(value) ? merged(before, value) : value];
    }),
  ),
});
