import { importEventBridge } from './eventbridge/eventbridge.ts';
import { importFivexl } from './fivexl/fivexl.ts';
import type { Importer } from './imported.ts';
import { importMetricFilters } from './metric-filter/metric-filter.ts';
import { importSigma } from './sigma/sigma.ts';
import { importTrailAlerts } from './trailalerts/trailalerts.ts';

interface Language {
  readonly importRules: Importer;
  /** Which files of a folder have its rules. */
  readonly files: RegExp;
}

/** One line for each language. */
export const languages = {
  sigma: { importRules: importSigma, files: /\.ya?ml$/ },
  'metric-filter': { importRules: importMetricFilters, files: /\.(tf|json|ya?ml|template|txt)$/ },
  eventbridge: { importRules: importEventBridge, files: /\.(json|ya?ml|template)$/ },
  fivexl: { importRules: importFivexl, files: /\.(tf|py|txt)$/ },
  trailalerts: { importRules: importTrailAlerts, files: /\.ya?ml$|(?<!_tests)\.json$/ },
} satisfies Readonly<Record<string, Language>>;

export type LanguageName = keyof typeof languages;
