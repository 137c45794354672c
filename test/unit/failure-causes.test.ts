import { expect, it } from 'vitest';
import { withRoundups } from '../../src/alerts/arrange.ts';
import { type Content, contentOf } from '../../src/alerts/content.ts';
import type { Deliver } from '../../src/delivery/deliver.ts';
import { createJqEngine } from '../../src/jq/engine.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import { createTattletail } from '../../src/tattletail.ts';
import { anInvocation, aRecord } from './../support/builders.ts';

const destination = `
[[destination]]
id = "S"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

/** What the alerts about one record say. */
const alertsAbout = async (rule: string, included: string | undefined = undefined) => {
  const sent: Content[] = [];
  const deliver: Deliver = async (alert) => {
    sent.push(contentOf(alert));
    return 'delivered';
  };
  const text = `${included === undefined ? '' : 'include = ["rules/aws.toml"]\n'}${destination}${rule}`;
  const { inspect } = await createTattletail(
    {
      uri: 'tattletail.toml',
      text,
      ...(included !== undefined && { included: [{ uri: 'rules/aws.toml', text: included }] }),
    },
    {
      jq: createJqEngine({ fallback: () => jqWasm() }),
      connect: () => () => [{ id: 'S', type: 'test', deliver }],
      arrange: withRoundups,
    },
  );
  const Records = [aRecord({ readOnly: true })];
  const logFile = {
    kind: 'bytes',
    uri: 'a',
    read: async () => Buffer.from(JSON.stringify({ Records })),
  } as const;
  await inspect([logFile], anInvocation());
  return sent;
};

const factIn = (content: Content | undefined, label: string) =>
  content?.facts.find(([name]) => name === label)?.[1];

const rule = (jq: string) => `
[[rule]]
name = "denied"
jq_match = '''
${jq}
'''
destinations = ["S"]
`;

it('the alert about a rule that failed has the field, the line of the config, and a fix', async () => {
  const [content] = await alertsAbout(
    rule('select(.eventName == "CreateAccessKey")\n| .errorCode\n| test("x")'),
  );
  expect(content?.facts.slice(0, 4)).toEqual([
    ['Field', '.errorCode is missing'],
    ['Program', 'test("x") (tattletail.toml, line 12)'],
    ['Fix', 'write (.errorCode // "") instead of .errorCode'],
    ['What', 'CreateAccessKey (iam.amazonaws.com)'],
  ]);
  expect(content?.sentence).toContain('alice');
  expect(content?.description).toContain('reported once a day');
});

it('in an included file, the line is one of that file', async () => {
  const [content] = await alertsAbout('', rule('.errorCode | test("x")'));
  expect(factIn(content, 'Program')).toBe('test("x") (rules/aws.toml, line 5)');
});

it('what fails in a definition says so', async () => {
  const define = `
[[define]]
jq = 'def denied: .errorCode | test("Denied");'
`;
  const [content] = await alertsAbout(define + rule('denied'));
  expect(factIn(content, 'Program')).toBe('test("Denied") (a definition that tattletail.toml has for it)');
});

it('what the real jq evaluated has its message only', async () => {
  const [content] = await alertsAbout(rule('getpath(["errorCode"]) | walk(.) | ltrimstr(1) | test("x")'));
  expect(content?.annotation?.[0]).toBe('Reason');
  expect(factIn(content, 'Field')).toBeUndefined();
});
