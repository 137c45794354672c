import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { pathOf, readText } from './fixtures.ts';

const stepSchema = z.union([
  z.strictObject({ uses: z.string(), with: z.record(z.string(), z.unknown()) }),
  z.strictObject({
    name: z.string(),
    id: z.string().optional(),
    if: z.string().optional(),
    shell: z.literal('bash'),
    env: z.record(z.string(), z.string()),
    run: z.string(),
  }),
]);

const actionSchema = z.strictObject({
  name: z.string(),
  description: z.string(),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(z.string(), z.strictObject({ description: z.string(), default: z.string() })),
  runs: z.strictObject({ using: z.literal('composite'), steps: z.array(stepSchema) }),
});

export const action = actionSchema.parse(parse(readText('action.yml')));

/** Runs the shell steps as a runner does, in a workspace, and gives what it would show. */
export const runAction = (
  workspace: string,
  inputs: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>> = {},
) => {
  const temporary = mkdtempSync(join(tmpdir(), 'runner-'));
  const summary = join(temporary, 'summary.md');
  writeFileSync(summary, '');
  const values: Record<string, string> = { 'github.action_repository || github.repository': 'owner/name' };
  for (const [name, input] of Object.entries(action.inputs))
    values[`inputs.${name}`] = inputs[name] ?? input.default;
  const ran: { readonly name: string; readonly status: number | null }[] = [];
  let log = '';
  for (const step of action.runs.steps) {
    if ('uses' in step) continue;
    // What comes after a step that failed runs only if it says so.
    const hasFailed = ran.some(({ status }) => status !== 0);
    if (step.if === undefined ? hasFailed : !holds(step.if, values)) continue;
    const output = join(temporary, 'output');
    writeFileSync(output, '');
    const { status, stdout, stderr } = spawnSync(
      'bash',
      ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run],
      {
        cwd: workspace,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH,
          HOME: temporary,
          NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
          ...env,
          GITHUB_ACTION_PATH: pathOf('.'),
          GITHUB_SERVER_URL: 'https://github.com',
          GITHUB_WORKSPACE: workspace,
          GITHUB_OUTPUT: output,
          GITHUB_STEP_SUMMARY: summary,
          RUNNER_TEMP: temporary,
          ...Object.fromEntries(Object.entries(step.env).map(([key, text]) => [key, filled(text, values)])),
        },
      },
    );
    log += stdout + stderr;
    ran.push({ name: step.name, status });
    for (const line of readFileSync(output, 'utf8').split('\n').filter(Boolean)) {
      const [key = '', value = ''] = line.split(/=(.*)/);
      values[`steps.${step.id}.outputs.${key}`] = value;
    }
  }
  return { ran, log, summary: readFileSync(summary, 'utf8') };
};

const filled = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\$\{\{ (.*?) \}\}/g, (_, expression: string) => {
    if (!(expression in values) && !expression.startsWith('steps.'))
      throw new Error(`the test does not know ${expression}`);
    return values[expression] ?? '';
  });

/** A condition of comparisons joined by `&&`. Nobody cancels a test. */
const holds = (condition: string, values: Readonly<Record<string, string>>): boolean => {
  const [, inside = ''] = /^\$\{\{ (.*) \}\}$/.exec(condition) ?? [];
  return inside.split(' && ').every((part) => {
    if (part === '!cancelled()') return true;
    const [, name, operator, expected = ''] = /^(\S+) ([!=]=) '(.*)'$/.exec(part) ?? [];
    if (name === undefined) throw new Error(`the test does not know ${part}`);
    return (filled(`\${{ ${name} }}`, values) === expected) === (operator === '==');
  });
};
