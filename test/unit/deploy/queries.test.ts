import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { oneByOne } from '../../../src/alerts/arrange.ts';
import type { Destination } from '../../../src/delivery/deliver.ts';
import { jqWasm } from '../../../src/jq/real/wasm.ts';
import { logDelivery } from '../../../src/report/delivery-line.ts';
import { logReport } from '../../../src/report/log.ts';
import { logProblems } from '../../../src/report/operations.ts';
import { withoutContent } from '../../../src/report/report.ts';
import { createRulesInUse } from '../../../src/report/rules-in-use.ts';
import { createTattletail } from '../../../src/tattletail.ts';
import { anInvocation, anOperationalAlert, aRecord } from '../../support/builders.ts';
import { pathOf, readText } from '../../support/fixtures.ts';
import { aLogOfLines } from '../../support/log-lines.ts';
import { deploy } from '../../support/template.ts';
import { readModule } from '../../support/terraform.ts';

const text = `
[[rule]]
name = "matches"
jq_match = '.eventName == "CreateAccessKey"'
destinations = ["S"]

[[rule]]
name = "fails"
jq_match = '.eventName | error'
destinations = ["S"]

[[destination]]
id = "S"
type = "sns"
sns_arn = "arn:aws:sns:us-east-1:111122223333:alerts"
`;

/** What is logged by an invocation in which a rule matches, another one fails, and something is a problem. */
const loggedLines = async () => {
  const { log, lines } = aLogOfLines();
  const destination: Destination = { id: 'S', type: 'sns', deliver: async () => 'delivered' };
  const tattletail = await createTattletail(
    { uri: 'tattletail.toml', text },
    {
      jq: jqWasm(),
      connect: () => () => [destination],
      arrange: oneByOne,
      onDelivery: logDelivery(log),
    },
  );
  const source = { kind: 'records', uri: 'event:1', records: [aRecord()] } as const;
  const report = withoutContent(await tattletail.inspect([source], anInvocation()));
  createRulesInUse(log)(tattletail.config.rules, '2026-11-27');
  logReport(log, report, { malformed: { count: 0, reasons: [] }, skipped: new Map(), by: {}, ms: 0 });
  logProblems(log, [anOperationalAlert().problem], []);
  return lines;
};

const lines = await loggedLines();

const queries = readdirSync(pathOf('deploy/queries')).map((file) => ({
  file,
  query: readText(`deploy/queries/${file}`),
}));

const byName = new Map(queries.map(({ file, query }) => [file.replace('.txt', ''), query.trim()]));

describe('every query is saved, as it is in deploy/queries, and no other', () => {
  it('by the template', () => {
    const { resources } = deploy('s3');
    const saved = Object.values(resources).filter(({ Type }) => Type === 'AWS::Logs::QueryDefinition');
    expect(saved.map(({ Properties: { Name, QueryString } }) => [Name, QueryString]).toSorted()).toEqual(
      [...byName].map(([name, query]) => [`cloudtrail-tattletail/${name}`, query]).toSorted(),
    );
    for (const { Properties } of saved)
      expect(Properties.LogGroupNames).toEqual(['/aws/lambda/cloudtrail-tattletail']);
  });

  it('by the Terraform module', async () => {
    const { locals, resources } = await readModule('deploy/terraform');
    const saved = Object.entries(locals.queries ?? {}).map(([name, query]) => [name, String(query).trim()]);
    expect(saved.toSorted()).toEqual([...byName].toSorted());
    expect(resources['aws_cloudwatch_query_definition.tattletail']).toMatchObject({
      for_each: `\${local.queries}`,
      query_string: `\${each.value}`,
    });
  });

  it('has its line in docs/operations.md', () => {
    const named = [...readText('docs/operations.md').matchAll(/^\| `([\w-]+)\.txt` \|/gm)];
    expect(named.map(([, name]) => name).toSorted()).toEqual([...byName.keys()].toSorted());
  });
});

/** The names in a query that are neither its functions, nor words of the language, nor names that it gives itself. */
const fieldsIn = (query: string): readonly string[] => {
  const withoutTexts = query
    .replace(/"[^"]*"/g, '')
    .replace(/\w+\(/g, '(')
    .replace(/\bas \w+/g, '');
  const given = [...query.matchAll(/\bas (\w+)/g)].map(([, name]) => name ?? '');
  const known = new Set([...given, ...'filter stats by sort desc asc limit fields bin 1d and or'.split(' ')]);
  return [...new Set(withoutTexts.match(/@?\b[A-Za-z]\w*\b/g) ?? [])].filter((name) => !known.has(name));
};

describe('every query asks for what the log has', () => {
  it.each(queries)('$file', ({ query }) => {
    const messages = [...query.matchAll(/message = "([^"]+)"/g)].map(([, message]) => message);
    expect(messages).not.toEqual([]);
    const fields = fieldsIn(query).filter((field) => !['@timestamp', 'timestamp'].includes(field));
    expect(fields.length).toBeGreaterThan(1);
    for (const message of messages) {
      const found = lines.find((line) => line.message === message);
      expect(found, message).toBeDefined();
      for (const field of fields) expect(found, field).toHaveProperty(field);
    }
  });
});

it('a rule that never matched is one whose lines add up to 0 times', () => {
  const counted = lines.filter(
    ({ message }) => message === 'A rule is in use' || message === 'A rule matched',
  );
  const byRule = Map.groupBy(counted, ({ rule }) => rule);
  const sums = [...byRule].map(([rule, ofRule]) => [
    rule,
    ofRule.reduce((sum, { times }) => sum + Number(times), 0),
  ]);
  expect(sums.filter(([, matches]) => matches === 0)).toEqual([['fails', 0]]);
});
