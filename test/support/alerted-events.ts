import { oneByOne } from '../../src/alerts/arrange.ts';
import { jqEngine } from '../../src/choose-jq.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { createTattletail } from '../../src/tattletail.ts';

const config = `
[[rule]]
name = "R"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ["topic"]

[[destination]]
id = "topic"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

/** A core with one rule, and the IDs of the events that it has alerted about: it sends nothing. */
export const collectAlertedEvents = async () => {
  const alerted = new Set<unknown>();
  const tattletail = await createTattletail(
    { uri: 'tattletail.toml', text: config },
    {
      jq: jqEngine(async () => jqWasm()),
      arrange: oneByOne,
      connect: () => () => [
        {
          id: 'topic',
          type: 'test',
          deliver: async (alert) => {
            if (alert.kind === 'match') alerted.add(alert.record.eventID);
            return 'delivered';
          },
        },
      ],
    },
  );
  return { tattletail, alerted };
};
