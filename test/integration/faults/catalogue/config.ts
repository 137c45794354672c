import { expect } from 'vitest';
import { each, row } from './row.ts';

const configError = expect.objectContaining({
  errorType: 'ConfigError',
  errorMessage: expect.stringContaining('s3://config/tattletail.toml: '),
});

/**
 * Faults of the config. There is no secret store; a missing webhook URL comes nearest to one that is down. The messages
 * for each config are in the fixtures, where the unit tests read them.
 */
export const config = {
  50: row('a config that cannot be used', [
    ...each(
      [
        'no such object',
        'toml-syntax',
        'destination-ids',
        'destination-types',
        'jq-syntax',
        // Without a webhook URL.
        'missing-keys',
      ],
      'an error at every invocation, before any log file is read',
      { answers: [configError, configError], read: ['/config/tattletail.toml'] },
    ),
  ]),
} as const;
