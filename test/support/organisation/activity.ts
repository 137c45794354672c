import type { Random } from '../../../bench/random.ts';
import type { JsonObject, JsonValue } from '../../../src/json.ts';

/** Where and when something happens: one account and region, in the five minutes that one log file covers. */
export interface Place {
  readonly account: string;
  readonly region: string;
  /** The other accounts of the organisation. */
  readonly accounts: readonly string[];
  readonly random: Random;
}

/** Who calls: what CloudTrail writes of the caller. */
export interface Caller {
  readonly userIdentity: JsonObject;
  readonly sourceIPAddress: string;
  readonly userAgent: string;
}

export interface Call {
  /** `iam` of `iam.amazonaws.com`. */
  readonly source: string;
  readonly name: string;
  readonly parameters?: JsonValue;
  readonly response?: JsonValue;
  /** Error code and message. */
  readonly error?: readonly [string, string?];
  /** Fields that differ from those of an ordinary API call, such as additionalEventData. */
  readonly fields?: JsonObject;
}

/** Something that one caller does so many times a day in the whole organisation: one call, or several within a log file. */
export interface Activity {
  readonly perDay: number;
  readonly who: (place: Place) => Caller;
  readonly calls: (place: Place) => readonly Call[];
}

export const activity = (
  perDay: number,
  who: Activity['who'],
  ...calls: readonly (Call | ((place: Place) => Call))[]
): Activity => ({
  perDay,
  who,
  calls: (place) => calls.map((one) => (typeof one === 'function' ? one(place) : one)),
});

/** One of these each time. */
export const oneOf =
  (...calls: readonly (Call | ((place: Place) => Call))[]) =>
  (place: Place): Call => {
    const one = place.random.of(calls);
    return typeof one === 'function' ? one(place) : one;
  };

/** The same call so many times in one log file, each with other parameters. */
export const times = (count: number, one: (place: Place) => Call): readonly ((place: Place) => Call)[] =>
  Array.from({ length: count }, () => one);

/** `iam:ListRoles`, with parameters if they matter. */
export const call = (event: string, parameters: JsonValue = null, more: Partial<Call> = {}): Call => {
  const [source = '', name = ''] = event.split(':');
  return { source, name, parameters, ...more };
};

export const denied = (event: string, parameters: JsonValue = null): Call => {
  const isEc2 = event.startsWith('ec2:');
  return call(event, parameters, {
    error: isEc2
      ? ['Client.UnauthorizedOperation', 'You are not authorized to perform this operation.']
      : [
          'AccessDenied',
          `User is not authorized to perform: ${event} because no identity-based policy allows the action`,
        ],
  });
};
