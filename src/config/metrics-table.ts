import * as z from 'zod';

/** `[metrics]`: those that cost more, since each rule, or account and region, is a metric. */
const metricsTable = z.strictObject({
  per_rule: z.boolean().default(false).describe('A metric of matches and one of failures for each rule.'),
  per_region: z
    .boolean()
    .default(false)
    .describe('A metric of the age of the newest log file for each account and region.'),
});

export const metricsKeys = Object.keys(metricsTable.shape);

export const metricsSchema = metricsTable.transform(({ per_rule, per_region }) => ({
  perRule: per_rule,
  perRegion: per_region,
}));

export type MetricsConfig = Readonly<z.output<typeof metricsSchema>>;
