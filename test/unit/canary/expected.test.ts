import { expect, it } from 'vitest';
import { eventRefOf } from '../../../src/alerts/alert.ts';
import { expectedOf } from '../../../src/canary/expected.ts';
import { canaryRecord } from '../../../src/canary/record.ts';
import { canaryRule } from '../../../src/canary/rule.ts';
import { chooseJq } from '../../../src/choose-jq.ts';
import { claimId } from '../../../src/delivery/ledger/claim.ts';

const place = { account: '000000000000', region: 'us-east-1' };
const record = canaryRecord('5eed0000-1111-4222-8333-000000000001', 0, place);

const destination = (id: string, fallback?: string): string => `
[[destination]]
id = "${id}"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:${id}"
${fallback === undefined ? '' : `fallback = "${fallback}"`}`;

const expectedIn = async (...tables: readonly string[]) =>
  expectedOf({ uri: 'tattletail.toml', text: tables.join('\n') }, record, {
    jq: await chooseJq({}, () => undefined),
  });

const idAt = (one: string): string => claimId('canary', one, eventRefOf(record, 'some log file'));

it('has the ids of the claims that the function makes, wherever the log file lies', async () => {
  const { deliveries } = await expectedIn(canaryRule(['a', 'b']), destination('a'), destination('b'));
  expect(deliveries).toEqual([
    { destination: 'a', id: idAt('a'), fallback: undefined },
    { destination: 'b', id: idAt('b'), fallback: undefined },
  ]);
});

it('has that of a fallback, unless it gets the alert anyway', async () => {
  const [a, b, c] = [destination('a', 'b'), destination('b', 'c'), destination('c')];
  const { deliveries } = await expectedIn(canaryRule(['a', 'b']), a, b, c);
  expect(deliveries.map(({ fallback }) => fallback)).toEqual([
    undefined,
    { destination: 'c', id: idAt('c') },
  ]);
});
