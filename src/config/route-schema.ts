import * as z from 'zod';
import { severities } from '../rules/severity.ts';

const globs = z.array(z.string().min(1)).min(1).optional();

/** `[[route]]`: where alerts go besides the destinations of their rules. */
const routeTable = z.strictObject({
  accounts: globs.describe('IDs of AWS accounts or names of [accounts], in which * stands for any text.'),
  regions: globs.describe('Regions, in which * stands for any text.'),
  min_severity: z.enum(severities).optional().describe('How severe alerts are at least.'),
  rules: globs.describe('Ids or names of rules, in which * stands for any text.'),
  tags: globs.describe('Tags, of which the rule has one.'),
  destinations: z.array(z.string()).describe('The ids of destinations.'),
  continue: z.boolean().default(false).describe('true: the routes after it count too.'),
});

export const routeKeys = Object.keys(routeTable.shape);

export const routeSchema = routeTable.transform(({ min_severity, ...route }) => ({
  ...route,
  minSeverity: min_severity,
}));

export type RouteConfig = Readonly<z.output<typeof routeSchema>>;
