import { nearestRegion, regions } from '../../catalogue/regions.ts';
import { type ConfigCheck, warningAt } from './check.ts';

/** Topics in regions that do not exist. */
export const arnRegions: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) => {
    const [, region] = /^arn:[\w-]+:sns:([\w-]+):/.exec(String(table.values.sns_arn)) ?? [];
    if (region === undefined || regions.includes(region)) return [];
    const meant = nearestRegion(region);
    // A new region may not be in the catalogue yet.
    if (meant === undefined) return [];
    const message = `there is no region ${region}, did you mean ${meant}? Nothing can be sent there`;
    return [warningAt(table, 'sns_arn', { kind: 'unknown-region', message })];
  });
