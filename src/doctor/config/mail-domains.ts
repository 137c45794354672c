import { closestMatch } from 'leven';
import { type ConfigCheck, textsIn, warningAt } from './check.ts';

/** Mail domains one letter off a common one: somebody else gets the alerts. */
export const mailDomains: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) =>
    ['to_emails', 'from_email'].flatMap((key) =>
      textsIn(table.values[key]).flatMap((address) => {
        const [, domain = ''] = /@([\w.-]+)>?\s*$/.exec(address.toLowerCase()) ?? [];
        if (common.includes(domain) || similar.includes(domain)) return [];
        const meant =
          closestMatch(domain, common, { maxDistance: 1 }) ?? common.find((one) => isSwapped(one, domain));
        if (meant === undefined) return [];
        const message = `${key} has the mail domain ${domain}, did you mean ${meant}?`;
        return [warningAt(table, key, { kind: 'mail-domain', message })];
      }),
    ),
  );

/** Whether two letters beside each other have changed places. */
const isSwapped = (meant: string, written: string): boolean =>
  [...written].some(
    (_, at) =>
      written.slice(0, at) + [...written.slice(at, at + 2)].reverse().join('') + written.slice(at + 2) ===
      meant,
  );

const common: readonly string[] =
  'gmail.com googlemail.com outlook.com hotmail.com yahoo.com icloud.com proton.me protonmail.com live.com aol.com yandex.ru qq.com naver.com docomo.ne.jp yahoo.co.jp yahoo.co.uk amazon.com'.split(
    ' ',
  );

/** Domains that are themselves, though they look like another. */
const similar: readonly string[] = [
  'mail.com',
  'ymail.com',
  'email.com',
  'gmx.com',
  'love.com',
  'life.com',
  'aon.com',
];
