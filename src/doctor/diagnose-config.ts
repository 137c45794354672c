import type { CheckedConfig, ConfigCheck } from './config/check.ts';
import { duplicates } from './config/duplicates.ts';
import { freeHosts } from './config/free-hosts.ts';
import { mailDomains } from './config/mail-domains.ts';
import { placeholders } from './config/placeholders.ts';
import { arnRegions } from './config/regions.ts';
import { routes } from './config/routes.ts';
import { thresholds } from './config/thresholds.ts';
import { unusedDestinations, withoutDestinations } from './config/unused.ts';
import { webhooks } from './config/webhooks.ts';
import type { ConfigFinding } from './config-finding.ts';

/** One line for each kind of check. */
const checks: readonly ConfigCheck[] = [
  webhooks,
  freeHosts,
  placeholders,
  arnRegions,
  mailDomains,
  unusedDestinations,
  withoutDestinations,
  duplicates,
  thresholds,
  routes,
];

/** What hardly anybody means in a config besides its programs. */
export const diagnoseConfig = (config: CheckedConfig): readonly ConfigFinding[] =>
  checks.flatMap((check) => check(config));
