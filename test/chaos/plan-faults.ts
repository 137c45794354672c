import { type Faults, fault, type RequestHead } from '../support/faults.ts';
import { s3Error } from '../support/s3/errors.ts';
import type { FastClock } from './clock.ts';
import type { Kills } from './kills.ts';
import { type Menu, s3Menus, sesMenu, slackMenu, snsMenu } from './menus.ts';
import type { Random } from './random.ts';
import type { Servers } from './servers.ts';

/** How often each fault was injected, by what it happened to and its name. */
export type FaultCounts = Map<string, number>;

interface Plan {
  readonly random: Random;
  /** What part of the requests goes wrong. */
  readonly rate: number;
  readonly kills: Kills;
  readonly counts: FaultCounts;
  readonly isLedgerDown: () => boolean;
}

/** From now on, something goes wrong at each of them. */
export const breakServers = ({ s3, ses, slack, sns }: Servers, clock: FastClock, plan: Plan): void => {
  const { random } = plan;
  planFaults(s3, s3Menus(clock), { ...plan, random: random.fork('s3') });
  planFaults(ses, () => ['SES', sesMenu(clock)], { ...plan, random: random.fork('ses') });
  planFaults(slack, () => ['Slack', slackMenu(clock)], { ...plan, random: random.fork('slack') });
  planFaults(sns, () => ['SNS', snsMenu(clock)], { ...plan, random: random.fork('sns') });
};

const planFaults = (
  { faults }: { readonly faults: Faults },
  menuFor: (request: RequestHead) => readonly [what: string, menu: Menu],
  { random, rate, kills, counts, isLedgerDown }: Plan,
): void =>
  faults.plan((request) => {
    const struck = kills.strike(request);
    if (struck !== undefined) return struck === 'before reading' ? fault.resetBeforeReading() : undefined;
    if (request.target.startsWith('/state/') && isLedgerDown()) {
      counts.set('claim: outage', (counts.get('claim: outage') ?? 0) + 1);
      return random.pick([fault.hang(), fault.answer(s3Error('SlowDown'))]);
    }
    if (!random.chance(rate)) return undefined;
    const [what, menu] = menuFor(request);
    const names = Object.keys(menu);
    const name = names[random.between(0, names.length - 1)] ?? '';
    counts.set(`${what}: ${name}`, (counts.get(`${what}: ${name}`) ?? 0) + 1);
    return menu[name];
  });
