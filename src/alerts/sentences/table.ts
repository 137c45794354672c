import { nonEmptyString } from '../../json.ts';
import { compute } from './compute.ts';
import { containers } from './containers.ts';
import { databases } from './databases.ts';
import { detection } from './detection.ts';
import { domains } from './domains.ts';
import { functions } from './functions.ts';
import { iam } from './iam.ts';
import { messaging } from './messaging.ts';
import { network } from './network.ts';
import { organisation } from './organisation.ts';
import { others } from './others.ts';
import { permissions } from './permissions.ts';
import type { Row, Rows } from './row.ts';
import { secrets } from './secrets.ts';
import { signIn } from './sign-in.ts';
import { storage } from './storage.ts';

/** The calls of which sentences are certain, as `SERVICE NAME`. */
export const table: ReadonlyMap<string, Row> = new Map(
  [
    iam,
    permissions,
    signIn,
    detection,
    storage,
    network,
    compute,
    secrets,
    functions,
    messaging,
    containers,
    databases,
    domains,
    others,
    organisation,
  ].flatMap((rows: Rows) =>
    Object.entries(rows).flatMap(([service, calls]) =>
      Object.entries(calls).map(([name, row]) => [`${service} ${name}`, row] as const),
    ),
  ),
);

/** Lambda and CloudFront write the version of the API behind a name: `AddPermission20150331v2`. */
export const rowFor = (eventSource: unknown, eventName: unknown): Row | undefined => {
  const service = nonEmptyString(eventSource)?.replace(/\.amazonaws\.com$/, '');
  const name = nonEmptyString(eventName)?.replace(/20\d\d_?\d\d_?\d\d(?:v\d)?$/, '');
  return table.get(`${service} ${name}`);
};
