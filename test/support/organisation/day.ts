import { type Random, randomFrom } from '../../../bench/random.ts';
import type { JsonObject } from '../../../src/json.ts';
import type { Activity, Call, Caller, Place } from './activity.ts';
import { applications } from './streams/applications.ts';
import { dataEvents } from './streams/data-events.ts';
import { deployers } from './streams/deployers.ts';
import { keys } from './streams/keys.ts';
import { peopleAtWork } from './streams/people.ts';
import { scanners } from './streams/scanners.ts';
import { services } from './streams/services.ts';

const streams: readonly (readonly Activity[])[] = [
  services,
  applications,
  deployers,
  peopleAtWork,
  keys,
  scanners,
  dataEvents,
];

/**
 * The log files of a day of an ordinary organisation of 20 accounts, without an attack: about 190,000 records in five
 * minutes each of an account and region. The same seed gives the same day.
 */
export const dayOf = function* (seed: number): Generator<readonly JsonObject[]> {
  const random = randomFrom(seed);
  for (const [slot, occurrences] of scheduled(random)) {
    const [account = '', region = '', period] = slot.split(' ');
    const start = Date.UTC(2026, 10, 20) + Number(period) * 300_000;
    const place = { account, region, accounts, random };
    yield occurrences
      .flatMap((one) => recordsOf(one, place))
      .map((record, index, { length }) => ({
        ...record,
        eventTime: new Date(start + (index * 300_000) / length).toISOString().replace(/\.\d+/, ''),
      }));
  }
};

export const accounts: readonly string[] = Array.from(
  { length: 20 },
  (_, index) => `${111100000000 + index * 1_234_567}`,
);

/** What happens in which log file. */
const scheduled = (random: Random): ReadonlyMap<string, readonly Activity[]> => {
  const slots = new Map<string, Activity[]>();
  for (const one of streams.flat()) {
    // Rare things happen on some days only.
    const today = Math.floor(one.perDay) + (random.below(1000) < (one.perDay % 1) * 1000 ? 1 : 0);
    for (let count = 0; count < today; count += 1) {
      const slot = `${random.of(accounts)} ${random.of(regions)} ${random.below(288)}`;
      const inSlot = slots.get(slot);
      if (inSlot === undefined) slots.set(slot, [one]);
      else inSlot.push(one);
    }
  }
  return slots;
};

const regions = ['us-east-1', 'us-east-1', 'eu-west-1'];

const recordsOf = ({ who, calls }: Activity, place: Place): readonly JsonObject[] => {
  const caller = who(place);
  return calls(place).map((one) => recordOf(one, caller, place));
};

const recordOf = (
  { source, name, parameters = null, response = null, error, fields }: Call,
  { userIdentity, sourceIPAddress, userAgent }: Caller,
  { account, region, random }: Place,
): JsonObject => {
  const isReadOnly = /^(Describe|Get|List|Head|BatchGet|Decrypt|Lookup|Search|Select|Assume|Check)/.test(
    name,
  );
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: '',
    eventSource: `${source}.amazonaws.com`,
    eventName: name,
    awsRegion: region,
    sourceIPAddress,
    userAgent,
    ...(error === undefined ? {} : { errorCode: error[0], errorMessage: error[1] ?? error[0] }),
    // Of refused calls CloudTrail often writes no parameters.
    requestParameters: error !== undefined && random.below(2) === 0 ? null : parameters,
    responseElements: error === undefined ? response : null,
    requestID: uuid(random),
    eventID: uuid(random),
    readOnly: isReadOnly,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: account,
    eventCategory: 'Management',
    ...fields,
  };
};

const uuid = (random: Random): string => [8, 4, 4, 4, 12].map(random.hex).join('-');
