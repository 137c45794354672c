import { describe, expect, it } from 'vitest';
import { aRecord } from '../support/builders.ts';
import { emfLineSchema } from '../support/emf.ts';
import { created, startFunction } from '../support/function.ts';

const rule = (name: string, program = '.eventName == "CreateAccessKey"') => `
[[rule]]
name = ${JSON.stringify(name)}
jq_match = '${program}'
destinations = ["topic"]
`;

const names = [
  ...Array.from({ length: 120 }, (_, number) => `Rule ${number}`),
  'アクセスキーの作成',
  ':colon',
  'long '.repeat(300),
];

/** How CloudTrail names a log file that it writes now. */
const logFileNow = (): string => {
  const time = `${new Date().toISOString().slice(0, 16).replace(/[-:]/g, '')}Z`;
  return `AWSLogs/111122223333/CloudTrail/us-east-1/2026/11/27/111122223333_CloudTrail_us-east-1_${time}_AbCdEf0123456789.json.gz`;
};

describe('with per_rule and per_region', async () => {
  await using func = await startFunction({
    rules: `[metrics]\nper_rule = true\nper_region = true\n${names.map((name) => rule(name)).join('')}${rule('Fails', '.eventName | error')}`,
  });
  const key = func.putRecords(logFileNow(), aRecord(), aRecord({ eventID: 'event-2' }));
  await func.invoke(created(key));
  await func.invoke({ tattletail: 'heartbeat' });
  const written = func.process.logs.filter((line) => JSON.stringify(line).includes('"_aws"'));
  const lines = written.map((line) => emfLineSchema.safeParse(line));
  const valuesOf = (metric: string) =>
    lines.flatMap(({ data = {} }) => (metric in data ? [data as Readonly<Record<string, unknown>>] : []));
  const dimensionsOf = (metric: string) =>
    new Set(
      valuesOf(metric).map((line) =>
        JSON.stringify(emfLineSchema.parse(line)._aws.CloudWatchMetrics[0]?.Dimensions),
      ),
    );

  it('every line is one that CloudWatch makes metrics of', () => {
    expect(lines.flatMap(({ error }) => error?.issues ?? [])).toEqual([]);
    expect(lines.length).toBeGreaterThan(names.length);
  });

  it('each rule that matched has one of its own, whatever its name is', () => {
    expect(dimensionsOf('ruleMatches')).toEqual(new Set(['[["service","rule"]]']));
    expect(new Set(valuesOf('ruleMatches').map((line) => line.rule)).size).toBe(names.length + 1);
    expect(valuesOf('ruleMatches').map(({ rule }) => rule)).toContain(
      encodeURIComponent('アクセスキーの作成'),
    );
    for (const line of valuesOf('ruleMatches')) expect(line.ruleMatches).toBe(2);
  });

  it('each rule that failed has one', () =>
    expect(valuesOf('failuresOfRule')).toMatchObject([{ rule: 'Fails', failuresOfRule: 2 }]));

  it('each account and region has the age of its newest log file', () => {
    expect(dimensionsOf('newestLogFileMinutes')).toEqual(new Set(['[["service","account","region"]]']));
    expect(valuesOf('newestLogFileMinutes')).toMatchObject([
      { account: '111122223333', region: 'us-east-1' },
    ]);
  });

  it('the numbers of an invocation are metrics of the service alone, without those', () => {
    expect(valuesOf('matches')).toMatchObject([{ matches: 2 * (names.length + 1), ruleFailures: 2 }]);
    expect(dimensionsOf('matches')).toEqual(new Set(['[["service"]]']));
    expect(valuesOf('silent')).toMatchObject([{ silent: 0 }]);
  });
});
