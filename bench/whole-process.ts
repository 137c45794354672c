import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aLogFile } from './corpus.ts';
import { compare, type Timing } from './measure.ts';
import { isInstalled, run } from './processes.ts';
import { configOf, type Matches, programsOf } from './rules.ts';

/** The command line over 29,000 records as a process, beside a Node that only parses them and beside other jqs. */
export const wholeProcess = async (rules: number, matches: Matches): Promise<readonly Timing[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'tattletail-bench-'));
  const put = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const logFile = put('log.json.gz', aLogFile(29_000));
  const config = put('tattletail.toml', configOf(rules, matches));
  const floor = put('floor.mjs', floorProgram(logFile));
  const program = put('rules.jq', allInOne(programsOf(rules, matches)));
  const jqs = Object.entries({ 'native jq': process.env.JQ_PATH ?? 'jq', gojq: 'gojq' });
  return compare(
    {
      floor: () => run(process.execPath, [floor]),
      tattletail: () => run(process.execPath, ['dist/cli.mjs', 'scan', '-c', config, '-f', 'count', logFile]),
      ...Object.fromEntries(
        jqs
          .filter(([, path]) => isInstalled(path))
          .map(([name, path]) => [
            name,
            () => run('sh', ['-c', `gunzip -c '${logFile}' | '${path}' -c -f '${program}'`]),
          ]),
      ),
    },
    { rounds: 7, warmUp: 0 },
  );
};

const floorProgram = (logFile: string): string => `
  import { readFileSync } from 'node:fs';
  import { gunzipSync } from 'node:zlib';
  JSON.parse(gunzipSync(readFileSync(${JSON.stringify(logFile)})).toString());`;

/** What other jqs have to do for the same: every rule's first output, and an error is none. */
const allInOne = (programs: readonly string[]): string =>
  `.Records[] | [${programs.map((text) => `(try first(${text}) catch null)`).join(',\n')}] | map(select(.)) | length | select(. > 0)`;
