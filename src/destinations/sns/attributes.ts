import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import { type Alert, type MatchAlert, rulesOf } from '../../alerts/alert.ts';
import { fitting } from '../../alerts/fitting.ts';
import { outcomeOf } from '../../alerts/outcome.ts';
import { oneLine } from '../../alerts/printable.ts';
import { countsAs, severityOf } from '../../alerts/severity.ts';
import { accountIn } from '../../alerts/who.ts';
import { nonEmptyString } from '../../json.ts';

type Attributes = Readonly<Record<string, MessageAttributeValue>>;

/**
 * What filter policies of subscriptions may ask for. An alert about several events has all their rules, accounts and outcomes,
 * of which a policy needs one (SNS Developer Guide, "Attribute string value matching"). What is unknown is left out.
 */
export const attributesOf = (alert: Alert): Attributes => {
  const { accounts, regions, outcomes } = placesOf(alert);
  const all = Object.entries({
    severity: [countsAs(severityOf(alert))],
    rule: rulesOf(alert).map(({ id }) => id),
    account: accounts,
    region: regions,
    outcome: outcomes,
  });
  return Object.fromEntries(
    all.flatMap(([name, values]) => {
      const attribute = attributeOf(values);
      return attribute === undefined ? [] : [[name, attribute]];
    }),
  );
};

/** Name, type and value count towards the length of a message. */
export const bytesOf = (attributes: Attributes): number =>
  Object.entries(attributes).reduce(
    (sum, [name, { DataType = '', StringValue = '' }]) =>
      sum + Buffer.byteLength(name) + Buffer.byteLength(DataType) + Buffer.byteLength(StringValue),
    0,
  );

interface Places {
  readonly accounts: readonly (string | undefined)[];
  readonly regions: readonly (string | undefined)[];
  readonly outcomes: readonly (string | undefined)[];
}

const placesOf = (alert: Alert): Places => {
  switch (alert.kind) {
    case 'match':
      return placesIn([alert.record]);
    case 'burst':
      return { ...placesIn([alert.record]), outcomes: [...alert.outcomes.keys()] };
    case 'failure':
      return placesIn(alert.entries.map(({ first }) => first.record));
    case 'operational':
      return placesIn([]);
    case 'roundup':
      return {
        accounts: alert.entries.map(({ account }) => account),
        // A roundup does not keep the regions of its events.
        regions: [],
        // `denied (AccessDenied)`
        outcomes: alert.entries.map(({ outcome }) => outcome?.replace(/ .*/s, '')),
      };
  }
};

const placesIn = (records: readonly MatchAlert['record'][]): Places => ({
  accounts: records.map(accountIn),
  regions: records.map(({ awsRegion }) => nonEmptyString(awsRegion)),
  outcomes: records.map((record) => outcomeOf(record)?.kind),
});

const attributeOf = (values: readonly (string | undefined)[]): MessageAttributeValue | undefined => {
  const texts = [...new Set(values.flatMap((value) => printableValue(value) ?? []))];
  const [only, ...others] = fitting(texts, 20_000, (text) => Buffer.byteLength(text) + 10).shown;
  if (only === undefined) return undefined;
  return others.length === 0
    ? { DataType: 'String', StringValue: only }
    : { DataType: 'String.Array', StringValue: JSON.stringify([only, ...others]) };
};

/** A record may hold anything, but a value must be printable and not empty. */
const printableValue = (value: string | undefined): string | undefined => {
  const text = oneLine(value?.toWellFormed() ?? '')
    .trim()
    .slice(0, 256)
    .toWellFormed();
  return text === '' ? undefined : text;
};
