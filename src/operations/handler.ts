import { createDisplay } from '../alerts/display.ts';
import type { Config } from '../config/schema.ts';
import { isHeartbeatRequest } from '../events/heartbeat-request.ts';
import type { Invocation } from '../invocation.ts';
import type { Log } from '../log.ts';
import { logProblems } from '../report/operations.ts';
import { createRulesInUse } from '../report/rules-in-use.ts';
import { beat, type HeartbeatTools } from './heartbeat.ts';
import type { AlertOperators } from './operators.ts';
import type { Silence } from './rhythm.ts';
import { problemsOfHeartbeat } from './silence.ts';

type Handle = (event: unknown, invocation: Invocation) => Promise<unknown>;

/** Answers a schedule that asks who is silent, and leaves every other event to the handler. */
export const withHeartbeat =
  (handle: Handle, answer: (invocation: Invocation) => Promise<unknown>): Handle =>
  (event, invocation) =>
    isHeartbeatRequest(event) ? answer(invocation) : handle(event, invocation);

/** What a heartbeat needs of the config as it is now. */
export interface Operated {
  readonly config: Pick<Config, 'rules' | 'operations' | 'metrics' | 'accounts' | 'display'>;
  readonly alertOperators: AlertOperators;
  /** Undefined: there is no ledger in S3, so nobody knows what other processes have seen. */
  readonly tools: HeartbeatTools | undefined;
}

/** What a heartbeat found: accounts and regions, as `ACCOUNT/REGION`. */
interface HeartbeatAnswer {
  readonly known: number;
  readonly silent: readonly string[];
  readonly back: readonly string[];
}

/** Throws what the ledger throws: Lambda then retries, and its alarm for errors goes off. */
export const createHeartbeat = (log: Log, current: (signal: AbortSignal) => Promise<Operated>) => {
  const logRulesInUse = createRulesInUse(log);
  return async (invocation: Invocation): Promise<HeartbeatAnswer | undefined> => {
    log.begin(invocation.id);
    try {
      const { config, alertOperators, tools } = await current(invocation.deliverSignal);
      logRulesInUse(config.rules, invocation.today);
      if (tools === undefined) {
        log.error('A heartbeat needs a ledger in S3: set [delivery] ledger or TATTLETAIL_LEDGER');
        return undefined;
      }
      const { rhythms, silent, back } = await beat(
        tools,
        config.operations.silentAfterMs,
        async (found) => {
          const problems = problemsOfHeartbeat(found, createDisplay(config));
          logProblems(log, problems, await alertOperators(problems, invocation));
        },
        invocation.deliverSignal,
      );
      const answer = {
        known: Object.keys(rhythms).length,
        silent: silent.map(originOf),
        back: back.map(originOf),
      };
      log.info('Heartbeat', { known: answer.known, silent: silent.length, back: back.length });
      log.count('silent', silent.length);
      if (config.metrics.perRegion)
        for (const [origin, { newest }] of Object.entries(rhythms))
          log.count('newestLogFileMinutes', Math.round((tools.now() - newest) / 60_000), placeOf(origin));
      return answer;
    } finally {
      log.flush();
    }
  };
};

const originOf = ({ origin }: Silence): string => origin;

const placeOf = (origin: string): Readonly<Record<string, string>> => {
  const [account = '', region = ''] = origin.split('/');
  return { account, region };
};
