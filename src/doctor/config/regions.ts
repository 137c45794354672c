import { nearestRegion, partitionOf, regions } from '../../catalogue/regions.ts';
import type { Table } from '../../config/tables.ts';
import type { ConfigFinding } from '../config-finding.ts';
import { type ConfigCheck, warningAt } from './check.ts';

/** Topics in regions that do not exist, or that another partition of AWS has. */
export const arnRegions: ConfigCheck = ({ destinations }) =>
  destinations.flatMap((table) => {
    const [, partition, region] = /^arn:([\w-]+):sns:([\w-]+):/.exec(String(table.values.sns_arn)) ?? [];
    if (region === undefined) return [];
    if (regions.includes(region))
      return partition === partitionOf(region) ? [] : [wrongPartition(table, region)];
    const meant = nearestRegion(region);
    // A new region may not be in the catalogue yet.
    if (meant === undefined) return [];
    const message = `there is no region ${region}, did you mean ${meant}? Nothing can be sent there`;
    return [warningAt(table, 'sns_arn', { kind: 'unknown-region', message })];
  });

const wrongPartition = (table: Table, region: string): ConfigFinding =>
  warningAt(table, 'sns_arn', {
    kind: 'wrong-form',
    message: `ARNs in ${region} begin with arn:${partitionOf(region)}: nothing can be sent to this one`,
  });
