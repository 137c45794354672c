import { destinationTypes } from '../../destinations/registry.ts';
import { isReference } from '../../destinations/secrets/reference.ts';
import { type ConfigCheck, warningAt } from './check.ts';

/** URLs that are read from elsewhere and may lead to any host. */
export const freeHosts: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) => {
    const { type, allowed_hosts } = table.values;
    const known = destinationTypes.find((one) => one.type === type);
    if (known?.hosts?.pins !== 'nothing' || allowed_hosts !== undefined) return [];
    return known.urls
      .filter((key) => isReference(String(table.values[key])))
      .map((key) =>
        warningAt(table, key, {
          kind: 'free-host',
          message: `${key} is a reference without allowed_hosts: whoever may change what it names can send alerts to any host`,
        }),
      );
  });
