import { importEventBridge } from './eventbridge/eventbridge.ts';
import { importFivexl } from './fivexl/fivexl.ts';
import type { Importer } from './imported.ts';
import { importMetricFilters } from './metric-filter/metric-filter.ts';
import { importSigma } from './sigma/sigma.ts';
import { importTrailAlerts } from './trailalerts/trailalerts.ts';

interface Language {
  readonly importRules: Importer;
  /** How the names of files end that may have its rules. */
  readonly endings: readonly string[];
  /** Files with such names that have none. */
  readonly others?: RegExp;
}

const templates = ['.json', '.yml', '.yaml', '.template'];

/** One line for each language. */
export const languages: Readonly<Record<LanguageName, Language>> = {
  sigma: { importRules: importSigma, endings: ['.yml', '.yaml'] },
  'metric-filter': { importRules: importMetricFilters, endings: ['.tf', '.txt', ...templates] },
  eventbridge: { importRules: importEventBridge, endings: ['.tf', ...templates] },
  fivexl: { importRules: importFivexl, endings: ['.tf', '.py', '.txt'] },
  trailalerts: {
    importRules: importTrailAlerts,
    endings: ['.yml', '.yaml', '.json'],
    others: /_tests\.json$/,
  },
};

export type LanguageName = 'sigma' | 'metric-filter' | 'eventbridge' | 'fivexl' | 'trailalerts';
