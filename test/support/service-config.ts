import type { JsonObject } from '../../src/json.ts';
import type { Services } from './services.ts';

export interface ConfigOptions {
  /** Ids of the destinations that are alerted. */
  readonly destinations?: readonly string[];
  /** More lines of [delivery]. */
  readonly delivery?: string;
  /** More rules. */
  readonly rules?: string;
  /** More keys of destinations, by type. */
  readonly settings?: Readonly<Record<string, JsonObject>>;
}

/** A config that alerts about every new access key, with every test destination and with its claims in S3. */
export const configFor = (
  services: Pick<Services, 'destinations'>,
  { destinations = ['topic'], delivery = '', rules = '', settings = {} }: ConfigOptions = {},
): string => `
[delivery]
ledger = "s3://ledger/claims"
${delivery}

[[rule]]
name = "Access key created"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ${JSON.stringify(destinations)}
${rules}
${destinationTables(services, settings)}`;

const destinationTables = (
  { destinations }: Pick<Services, 'destinations'>,
  more: Readonly<Record<string, JsonObject>>,
): string =>
  Object.entries(destinations)
    .map(([type, { id, settings, optionalSettings }]) => {
      const values = Object.entries({ id, type, ...settings, ...optionalSettings, ...more[type] });
      // What is JSON here is TOML too: strings and lists of them.
      return ['[[destination]]', ...values.map(([key, value]) => `${key} = ${JSON.stringify(value)}`)];
    })
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
