import { eventNamesOf } from './event-names.ts';
import { eventSourcesOf } from './event-sources.ts';
import { readServiceModels, readVersion, type ServiceModel } from './service-models.ts';

/** The source of src/catalogue/api-events.ts, from one or more data folders of botocore. */
export const apiEventsSource = (dataFolders: readonly string[]): string => {
  const versions = dataFolders.map(readVersion).join(' and ');
  const events = [...namesBySource(dataFolders.flatMap(readServiceModels))]
    .map(([source, names]) => [source, [...names].sort().join(' ')] as const)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `// Written by tools/make-catalogue.ts from the service models of botocore ${versions}. Do not edit it.

/** The eventNames of API calls, separated by spaces, by eventSource. */
export const apiEvents: Readonly<Record<string, string>> = {
${events.map(([source, names]) => formatted(`  '${source}':`, `'${names}',`)).join('\n')}
};
`;
};

const namesBySource = (models: readonly ServiceModel[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const bySource = new Map<string, Set<string>>();
  for (const model of models) {
    const names = eventNamesOf(model);
    for (const source of eventSourcesOf(model)) {
      bySource.set(source, new Set([...(bySource.get(source) ?? []), ...names]));
    }
  }
  return bySource;
};

/** As Biome formats it, so that a new catalogue needs no more than this script. */
const formatted = (key: string, value: string): string =>
  key.length + 1 + value.length > 110 ? `${key}\n    ${value}` : `${key} ${value}`;
