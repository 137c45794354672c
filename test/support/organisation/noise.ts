import { oneByOne } from '../../../src/alerts/arrange.ts';
import { chooseJq } from '../../../src/choose-jq.ts';
import type { ConfigFile } from '../../../src/config/load.ts';
import { totalsOf } from '../../../src/report/report.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { createTattletail } from '../../../src/tattletail.ts';
import { anInvocation } from '../builders.ts';
import { dayOf } from './day.ts';

export interface Noise {
  readonly records: number;
  readonly alerts: ReadonlyMap<Rule, number>;
  readonly ignored: number;
  readonly ruleFailures: number;
}

/** The alerts of a config on a day without an attack. */
export const noiseOf = async (config: ConfigFile, seed: number): Promise<Noise> => {
  const alerts = new Map<Rule, number>();
  const tattletail = await createTattletail(config, {
    jq: await chooseJq({}, () => {}),
    connect: () => () => [
      {
        id: 'counted',
        type: 'test',
        deliver: async (alert) => {
          if (alert.kind === 'match' || alert.kind === 'burst')
            alerts.set(alert.rule, (alerts.get(alert.rule) ?? 0) + 1);
          return 'delivered';
        },
      },
    ],
    arrange: oneByOne,
    mayBePack: true,
  });
  const totals = { records: 0, ignored: 0, ruleFailures: 0 };
  for (const records of dayOf(seed)) {
    const report = await tattletail.inspect([{ kind: 'records', uri: 'day', records }], anInvocation());
    const { ignored, ruleFailures } = totalsOf(report);
    totals.records += records.length;
    totals.ignored += ignored;
    totals.ruleFailures += ruleFailures;
  }
  return { ...totals, alerts };
};
