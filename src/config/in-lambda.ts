import { ConfigError } from '../errors.ts';
import { quoted } from '../redact.ts';
import type { Config } from './schema.ts';

/** A config that has lost all rules is a mistake: no alert would be sent any more. Throws ConfigError. */
export const expectStillHasRules = (uri: string, { rules }: Config, before: Config): void => {
  if (rules.length > 0 || before.rules.length === 0) return;
  const message = 'has no rules, and does not replace a config that has some';
  throw new ConfigError(uri, [{ where: 'config', message }]);
};

/** On the machine of a function there is nothing that people read, only the API of Lambda itself. Throws ConfigError. */
export const expectNothingLocal = (uri: string, { destinations }: Config): void => {
  const local = destinations.filter(({ isLocal }) => isLocal);
  if (local.length === 0) return;
  throw new ConfigError(
    uri,
    local.map(({ id }) => ({
      where: `destination ${quoted(id)}`,
      message: 'sends to this machine, which Lambda does not allow: it is for tests and previews',
    })),
  );
};
