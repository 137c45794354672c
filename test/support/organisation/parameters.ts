import type { JsonValue } from '../../../src/json.ts';
import { type Call, call, type Place } from './activity.ts';

export const idOf = (kind: string, { random }: Place): string => `${kind}-${random.hex(17)}`;

export const arnOf = (service: string, resource: string, { region, account }: Place): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

/** IAM writes policies as JSON text. */
export const trustOf = (principal: JsonValue, action = 'sts:AssumeRole', condition?: JsonValue): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: principal,
        Action: action,
        ...(condition === undefined ? {} : { Condition: condition }),
      },
    ],
  });

export const allow = (actions: string | readonly string[], resource: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: actions, Resource: resource }],
  });

export const snapshot =
  (event: string) =>
  (place: Place): Call =>
    call(event, { snapshotId: idOf('snap', place) });
