import * as z from 'zod';
import { isBlank } from '../jq/blank.ts';
import { wantedOutcomes } from '../rules/outcome.ts';
import { severities } from '../rules/severity.ts';
import { jq, name } from './required-text.ts';
import { wholeNumber } from './whole-number.ts';

const httpsUrl = z.string().regex(/^https:\/\/[^\s/]\S*$/, 'must be a URL that begins with https://');

/** `[[rule]]`. Only its name, its jq and where its alerts go are required. */
const ruleTable = z.strictObject({
  name: name.describe('The title of the alert.'),
  jq_match: jq.describe('The jq program: a record matches if its first output is not null or false.'),
  description: z.string().default('').describe('Shown below the title: why it matters, what to do.'),
  destinations: z
    .array(z.string())
    .optional()
    .describe('The ids of destinations, or else default_destinations; with [], matches are only logged.'),
  on_error: z.enum(['alert', 'log']).default('alert').describe('What happens when the program fails.'),
  id: name.optional().describe("The rule's own ID, which stays when its name changes."),
  severity: z.enum(severities).optional().describe('The most severe alerts are sent first.'),
  outcome: z.enum(wantedOutcomes).default('any').describe('Of which calls the records can match.'),
  runbook_url: httpsUrl.optional().describe('What to do about an alert.'),
  tags: z.array(z.string().min(1)).default([]).describe('Words of your own.'),
  attack: z
    .array(z.string().regex(/^T\d{4}(\.\d{3})?$/, 'must be an ATT&CK technique, such as T1098 or T1098.001'))
    .default([])
    .describe('MITRE ATT&CK techniques.'),
  author: z.string().optional().describe('Who wrote the rule.'),
  references: z.array(httpsUrl).default([]).describe('Links that explain the rule.'),
  // Read by itself, since it has programs of its own.
  threshold: z.unknown().optional(),
  // Tests cost a Lambda nothing: only the command line reads them.
  test: z.unknown().optional(),
});

const thresholdJq = z
  .string()
  .refine((text) => !isBlank(text), { error: 'holds no jq: it is blank or only a comment' });

/** `[rule.threshold]`: how many matches with the same key cause an alert. */
export const thresholdSchema = z.strictObject({
  count: wholeNumber(2).describe('So many matches with the same key cause one alert.'),
  key: thresholdJq.describe(
    'A jq program that sees the record: matches for which it gives the same are counted together.',
  ),
  distinct: thresholdJq
    .optional()
    .describe('Another: what is counted is how many different values it gives.'),
  within: z
    .custom<never>(() => false, {
      error:
        'cannot be used yet: matches are counted within one log file, which is about five minutes of an account and region',
    })
    .meta({ not: {} })
    .optional()
    .describe('Not yet: matches are counted within one log file.'),
});

export const thresholdKeys = Object.keys(thresholdSchema.shape);

export const ruleKeys = Object.keys(ruleTable.shape);

/** A rule without the number of its program, which is collected with those of all others. */
export const ruleSchema = ruleTable.transform(
  ({ jq_match, on_error, id, runbook_url, destinations = [], threshold: _, test: __, ...rule }) => ({
    ...rule,
    destinations,
    ownId: id,
    jqMatch: jq_match,
    onError: on_error,
    runbookUrl: runbook_url,
  }),
);

/** `[[override]]`: what rules, also of included files, have instead of what they say. */
const overrideTable = z.strictObject({
  rule: z.string().min(1).describe('The id of a rule, or of several: * stands for any text.'),
  enabled: z.boolean().optional().describe('false turns the rule off.'),
  severity: z.enum(severities).optional().describe('Instead of that of the rule.'),
  destinations: z.array(z.string()).optional().describe('Instead of those of the rule.'),
});

export const overrideKeys = Object.keys(overrideTable.shape);

export const overrideSchema = overrideTable.refine(
  ({ enabled, severity, destinations }) =>
    enabled !== undefined || severity !== undefined || destinations !== undefined,
  { error: 'needs enabled, severity or destinations beside it', path: ['rule'] },
);

export type Override = Readonly<z.output<typeof overrideSchema>>;
