import fc from 'fast-check';
import type { JsonObject, JsonValue } from '../../../src/json.ts';
import { fields, pools } from './records.ts';

export interface TrailAlertsRule {
  readonly blocks: JsonObject;
  readonly condition: string;
}

export const anyTrailAlertsRule = (): fc.Arbitrary<TrailAlertsRule> =>
  fc.record({
    blocks: fc.record({ selection: anyBlock(), selection_b: anyBlock(), filter: anyBlock() }),
    condition: fc.constantFrom(
      'selection',
      'selection and not filter',
      'selection or selection_b and filter',
      'not filter and selection or selection_b',
      '1 of selection*',
      '2 of selection*',
      '0 of selection* and filter',
      'not 1 of selection* or filter',
      'sel* and not filter',
      '1 of filter or not not selection',
    ),
  });

export const trailAlertsFile = ({ blocks, condition }: TrailAlertsRule): string =>
  JSON.stringify({ title: 'A rule', detection: { ...blocks, condition } });

const anyBlock = (): fc.Arbitrary<JsonObject> =>
  fc.array(anyItem(), { minLength: 1, maxLength: 2 }).map((items) => Object.fromEntries(items));

const anyItem = (): fc.Arbitrary<readonly [string, JsonValue]> =>
  fc.constantFrom(...fields).chain(([path, pool]): fc.Arbitrary<readonly [string, JsonValue]> => {
    const item = (
      modifier: string,
      value: fc.Arbitrary<JsonValue>,
    ): fc.Arbitrary<readonly [string, JsonValue]> => value.map((one) => [`${path}${modifier}`, one] as const);
    const value = fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom<JsonValue>(...pools[pool]) },
      { weight: 1, arbitrary: fc.constantFrom<JsonValue>(true, false, 22, '22', '') },
    );
    const text = fc.constantFrom(...pools[pool].map(String)).filter((one) => /^[ -~]*$/.test(one));
    return fc.oneof(
      { weight: 6, arbitrary: item('', value) },
      { weight: 3, arbitrary: item('', fc.array(value, { minLength: 1, maxLength: 3 })) },
      { weight: 1, arbitrary: item('', fc.constant(null)) },
      {
        weight: 1,
        arbitrary: item(
          '|startswith',
          text.map((one) => one.slice(0, 4)),
        ),
      },
      {
        weight: 1,
        arbitrary: item(
          '|endswith',
          text.map((one) => one.slice(-4)),
        ),
      },
      {
        weight: 2,
        arbitrary: item(
          '|contains',
          fc.constantFrom(
            '*',
            'alice',
            'bob',
            'Browser',
            'user',
            'Denied',
            'requestParameters.userName',
            'userIdentity.userName',
          ),
        ),
      },
      {
        weight: 1,
        arbitrary: item('|re', fc.constantFrom('^[A-Z].*', 'user/', '^alice', '[0-9]+', 'S3 (Browser|x)')),
      },
      { weight: 1, arbitrary: item('|fieldref', fc.constantFrom(...fields.map(([other]) => other))) },
      {
        weight: 1,
        arbitrary: fc
          .constantFrom<JsonValue>(
            [{ name: 'alice' }],
            [{ name: 'bob', port: 22 }, { port: 443 }],
            [{ ranges: { cidr: '10.0.0.1' } }],
          )
          .map((maps) => ['requestParameters.items', maps] as const),
      },
    );
  });
