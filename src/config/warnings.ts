import { ConfigError } from '../errors.ts';
import type { Config } from './schema.ts';

/** What is allowed in a config but probably a mistake. */
export const warningsOf = ({ rules }: Config, uri: string): readonly string[] =>
  rules.length === 0 ? [`${uri} has no rules: no alert will be sent`] : [];

/** A config that has lost all rules is a mistake: no alert would be sent any more. Throws ConfigError. */
export const expectStillHasRules = (uri: string, { rules }: Config, before: Config): void => {
  if (rules.length > 0 || before.rules.length === 0) return;
  const message = 'has no rules, and does not replace a config that has some';
  throw new ConfigError(uri, [{ where: 'config', message }]);
};
