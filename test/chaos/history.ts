import type { Loopback } from '../support/loopback.ts';
import { senderOf } from './kills.ts';
import { claimIdOf } from './ledger-log.ts';
import type { ExpectedAlert } from './traffic.ts';

type Servers = Readonly<Record<'s3' | 'ses' | 'slack' | 'sns', Pick<Loopback, 'requests'>>>;

/** Every request about an alert, in order: to read when it was lost, or duplicated without a note. */
export const historyOf = (alert: ExpectedAlert, servers: Servers): readonly string[] => {
  const claim = claimIdOf(alert);
  const begin = Math.min(...servers.s3.requests.slice(0, 1).map(({ at }) => at));
  const isAbout = (target: string, body: string): boolean =>
    target.includes(claim) || (body.includes(alert.eventId) && body.includes(alert.rule));
  return Object.entries(servers)
    .flatMap(([service, { requests }]) =>
      requests.map((request) => ({ ...request, service, body: textOf(request.body) })),
    )
    .filter(({ target, body }) => isAbout(target, body))
    .toSorted((a, b) => a.at - b.at)
    .map(({ at, service, method, headers, fault = '', applied, status = 'no answer', body }) => {
      const time = `${((at - begin) / 1000).toFixed(2).padStart(9)} s`;
      const sender = senderOf(headers['user-agent']) || '--';
      const said =
        service === 's3' ? body.slice(0, 200) : body.includes('possible duplicate') ? 'with a note' : '';
      return [time, sender, service, method, status, applied ? 'applied' : 'not applied', fault, said].join(
        ' ',
      );
    });
};

/** SNS takes a form. */
const textOf = (body: Buffer | undefined): string => {
  const text = String(body ?? '');
  return text.startsWith('Action=') || text.includes('&Message=')
    ? decodeURIComponent(text.replaceAll('+', ' '))
    : text;
};
