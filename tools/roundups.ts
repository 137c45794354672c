/**
 * How many messages a channel gets with different values of `roundup_after`: of a config's rules on days of an ordinary
 * organisation of 20 accounts, made by test/support/organisation, and in its busiest invocation. Of a page, such as
 * docs/cookbook.md, the rules are those of its TOML blocks.
 *
 *   node tools/roundups.ts rules/threats.toml [--days 3] [--after 20,10,5] [--files 1]
 */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { withRoundups } from '../src/alerts/arrange.ts';
import { chooseJq } from '../src/choose-jq.ts';
import type { ConfigFile } from '../src/config/load.ts';
import { readConfigFile } from '../src/config/read-file.ts';
import { createTattletail, type Tools } from '../src/tattletail.ts';
import { anInvocation } from '../test/support/builders.ts';
import { dayOf } from '../test/support/organisation/day.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    days: { type: 'string', default: '3' },
    after: { type: 'string', default: '20,10,5' },
    // How many log files an invocation has: S3 notifies of one, a queue may bring ten.
    files: { type: 'string', default: '1' },
  },
});
const [days, files] = [Number(values.days), Number(values.files)];

const readRules = async (path: string): Promise<ConfigFile> =>
  path.endsWith('.md')
    ? {
        uri: path,
        text: [...readFileSync(path, 'utf8').matchAll(/^```toml\n(.*?)^```$/gms)]
          .map(([, block = '']) => block)
          .join('\n'),
      }
    : readConfigFile(path, '');

/** Messages of one invocation after another, all to one channel. */
interface Counted {
  readonly after: number;
  readonly perInvocation: number[];
}

const counted: readonly Counted[] = values.after
  .split(',')
  .map((after) => ({ after: Number(after), perInvocation: [] }));

const arrange: Tools['arrange'] = (_after, _idsFor, limits) => {
  const all = counted.map(({ after, perInvocation }) => {
    perInvocation.push(0);
    return { arrangement: withRoundups(after, () => ['channel'], limits), perInvocation };
  });
  const count = (perInvocation: number[], messages: number): void => {
    perInvocation.push((perInvocation.pop() ?? 0) + messages);
  };
  return {
    add: (batch) => {
      for (const one of all) count(one.perInvocation, one.arrangement.add(batch).length);
      return [];
    },
    end: () => {
      for (const one of all) count(one.perInvocation, one.arrangement.end().length);
      return [];
    },
  };
};

const { inspect } = await createTattletail(await readRules(positionals[0] ?? 'rules/threats.toml'), {
  jq: await chooseJq({}, () => {}),
  connect: () => () => [],
  arrange,
  mayBePack: true,
});
for (let seed = 1; seed <= days; seed += 1) {
  const logFiles = [...dayOf(seed)].map(
    (records, n) => ({ kind: 'records', uri: `${seed}/${n}`, records }) as const,
  );
  for (let at = 0; at < logFiles.length; at += files)
    await inspect(logFiles.slice(at, at + files), anInvocation());
}

const print = (line: string): void => void process.stdout.write(`${line}\n`);
print('after  messages a day  most in one invocation  invocations with more than 5  more than 10');
for (const { after, perInvocation } of counted) {
  const more = (than: number): string => String(perInvocation.filter((one) => one > than).length);
  const cells = [
    [String(after), 5],
    [(perInvocation.reduce((sum, one) => sum + one, 0) / days).toFixed(1), 16],
    [String(perInvocation.reduce((most, one) => Math.max(most, one), 0)), 24],
    [more(5), 30],
    [more(10), 14],
  ] as const;
  print(cells.map(([cell, width]) => cell.padStart(width)).join(''));
}
