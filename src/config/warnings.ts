import { quoted } from '../redact.ts';
import { isAbout, isExpired } from '../rules/ignore.ts';
import type { Config } from './schema.ts';

/** What is allowed in a config but probably a mistake, on a day such as 2026-11-27. */
export const warningsOf = (
  { rules, ignores, isPack }: Config,
  uri: string,
  today: string,
): readonly string[] => [
  ...(isPack
    ? [`${uri} has no destinations: it is for a config that includes it, with default_destinations`]
    : []),
  ...(rules.length === 0 ? [`${uri} has no rules: no alert will be sent`] : []),
  ...ignores
    .filter((ignore) => isExpired(ignore, today))
    .map(({ name, expires }) => `ignore ${quoted(name)} expired on ${expires}, and ignores nothing any more`),
  ...ignores
    .filter((ignore) => !ignore.isProfile && !rules.some((rule) => isAbout(ignore, rule)))
    .map(({ name }) => `ignore ${quoted(name)} is about no rule: none has a name or id that its rules match`),
];
