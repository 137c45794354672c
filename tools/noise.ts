/**
 * How noisy a config is: its alerts on days of an ordinary organisation of 20 accounts, made by test/support/organisation.
 * With `--deployers`, its ignore profile knows the organisation's deployers.
 *
 *   node tools/noise.ts rules/threats.toml [--days 3] [--deployers]
 */
import { parseArgs } from 'node:util';
import { readConfigFile } from '../src/config/read-file.ts';
import type { Rule } from '../src/rules/rule.ts';
import { deployerNames } from '../test/support/organisation/callers.ts';
import { accounts } from '../test/support/organisation/day.ts';
import { noiseOf } from '../test/support/organisation/noise.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { days: { type: 'string', default: '3' }, deployers: { type: 'boolean', default: false } },
});
const days = Number(values.days);
const file = await readConfigFile(positionals[0] ?? 'rules/threats.toml', '');
const deployers = accounts.flatMap((account) =>
  deployerNames.map((name) => `arn:aws:iam::${account}:${name}`),
);
const profile = values.deployers ? `\n[ignore_profiles]\ndeployers = ${JSON.stringify(deployers)}\n` : '';

const perRule = new Map<string, { readonly rule: Rule; alerts: number }>();
const perSeverity = new Map<string, number>();
let [records, failures] = [0, 0];
for (let seed = 1; seed <= days; seed += 1) {
  const day = await noiseOf({ ...file, text: `${file.text}${profile}` }, seed);
  records += day.records;
  failures += day.ruleFailures;
  for (const [rule, alerts] of day.alerts) {
    const known = perRule.get(rule.id);
    perRule.set(rule.id, { rule, alerts: alerts + (known?.alerts ?? 0) });
    const severity = rule.severity ?? 'none';
    perSeverity.set(severity, (perSeverity.get(severity) ?? 0) + alerts);
  }
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const aDay = (count: number): string => (count / days).toFixed(1).padStart(8);
print(`${Math.round(records / days)} records a day, ${failures} failures of rules`);
for (const [severity, alerts] of perSeverity) print(`${aDay(alerts)}  ${severity}`);
print('');
for (const { rule, alerts } of [...perRule.values()].toSorted((a, b) => b.alerts - a.alerts))
  print(`${aDay(alerts)}  ${(rule.severity ?? 'none').padEnd(8)}  ${rule.id}`);
