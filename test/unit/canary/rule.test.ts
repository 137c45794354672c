import { expect, it } from 'vitest';
import { canaryRule } from '../../../src/canary/rule.ts';
import { chooseJq } from '../../../src/choose-jq.ts';
import { examineConfig } from '../../../src/config/load.ts';
import { findingsIn } from '../../../src/doctor/findings.ts';

it('is a rule in which check finds nothing, whatever the destinations are called', async () => {
  const ids = ['Security channel', '"quoted" \\ ünïcode'];
  const destinations = ids.map(
    (id, index) =>
      `[[destination]]\nid = '${id}'\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122224444:topic-${index}"\n`,
  );
  const config = { uri: 'tattletail.toml', text: [canaryRule(ids), ...destinations].join('\n\n') };
  const examined = await examineConfig(config, (await chooseJq({}, () => undefined)).compile);
  expect(examined.problems).toEqual([]);
  expect(examined.config.rules.map(({ destinations: of }) => of)).toEqual([ids]);
  expect(findingsIn(config, examined)).toEqual([]);
});
