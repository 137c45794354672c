import { gunzipSync } from 'node:zlib';
import { withRoundups } from '../src/alerts/arrange.ts';
import { unlimitedInvocation } from '../src/invocation.ts';
import type { JqEngine } from '../src/jq/engine.ts';
import { createTattletail, type Tools } from '../src/tattletail.ts';
import type { LogFileSource } from '../src/trail/log-file-source.ts';
import { aLogFile } from './corpus.ts';
import { compare, type Timing } from './measure.ts';
import { configOf, type Matches } from './rules.ts';

export interface Scenario {
  readonly records: number;
  readonly rules: number;
  readonly matches: Matches;
}

/** The whole way of a log file in a warm process: from gzip to alerts that are delivered to nobody. */
export const inProcess = async (
  { records, rules, matches }: Scenario,
  engines: Readonly<Record<string, () => JqEngine>>,
): Promise<readonly Timing[]> => {
  const bytes = aLogFile(records);
  const logFile: LogFileSource = { kind: 'bytes', uri: 'bench', read: async () => bytes };
  const candidates: Record<string, () => unknown> = {
    floor: () => JSON.parse(gunzipSync(bytes).toString()),
  };
  for (const [name, create] of Object.entries(engines)) {
    const tattletail = await createTattletail(
      { uri: 'bench', text: configOf(rules, matches) },
      toolsThatTellNobody(create()),
    );
    candidates[name] = () => tattletail.inspect([logFile], unlimitedInvocation('bench'));
  }
  return compare(candidates, records < 100 ? { rounds: 300, warmUp: 100 } : { rounds: 40, warmUp: 15 });
};

export const toolsThatTellNobody = (jq: JqEngine): Tools => ({
  jq,
  connect: () => () => [{ id: 'nobody', type: 'nobody', deliver: async () => 'delivered' }],
  arrange: withRoundups,
});
