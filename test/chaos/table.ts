import type { FaultCounts } from './plan-faults.ts';
import type { ChaosResult } from './run.ts';

export const tableOf = (result: ChaosResult): string => {
  const { options, service, faultCounts, failures } = result;
  const rows: readonly (readonly [string, unknown])[] = [
    ['seed', options.seed],
    ['ledger', options.ledger ? 'S3' : 'in memory'],
    ['ledger down', `${100 * options.outages} % of the time`],
    ['alerts', result.alerts],
    ['lost', result.lost.length],
    ['duplicates without a note', result.silentDuplicates.length],
    ['duplicates with a note', result.labelledDuplicates],
    ['  of them noted too soon', result.notedTooSoon],
    ['exactly once', result.exactlyOnce],
    ['kept in the failure store', result.kept.length],
    ['unexpected', result.unexpected.length],
    ['id changed', result.idChanged.length],
    ['messages', result.messages],
    ['  of them without the ledger', result.unclaimed],
    ['notifications', `${result.notifications}, with duplicates ${result.delivered}`],
    ['invocations', service.invocations],
    ['  failed', `${service.errors}, timed out ${service.timeouts}, crashed ${service.crashes}`],
    ['kills', service.kills],
    ['processes', `${service.starts}, at most ${options.processes} at a time`],
    ['failure store, redrive by redrive', failures.join(' → ')],
    ...faultRows(faultCounts),
    ['seconds', result.seconds],
    ...result.histories.map((history) => ['wrong', history] as const),
  ];
  return `${rows.map(([name, value]) => `${name.padEnd(36)}${String(value)}`).join('\n')}\n`;
};

const faultRows = (counts: FaultCounts): readonly (readonly [string, unknown])[] => {
  const byService = Object.entries(Object.groupBy(counts, ([name]) => name.split(':')[0] ?? ''));
  return byService
    .map(([service, faults = []]) => {
      const sum = faults.reduce((total, [, count]) => total + count, 0);
      return [`faults, ${service}`, `${sum}, of ${faults.length} kinds`] as const;
    })
    .toSorted();
};
