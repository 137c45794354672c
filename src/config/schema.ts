import * as z from 'zod';
import type { ObjectRef } from '../aws/object-ref.ts';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import { isBlank } from '../jq/blank.ts';
import { quoted } from '../redact.ts';
import type { Ignore } from '../rules/ignore.ts';
import { wantedOutcomes } from '../rules/outcome.ts';
import type { Rule } from '../rules/rule.ts';
import { severities } from '../rules/severity.ts';
import { wholeNumber } from './whole-number.ts';

/** The content of a tattletail.toml. */
export interface Config {
  /** Those of the config, then those of the files that it includes. */
  readonly rules: readonly Rule[];
  /** Those that an override turns off. They are not read any further. */
  readonly rulesOff: readonly RuleOff[];
  /** URIs of the files that it includes. */
  readonly included: readonly string[];
  /** Where in S3 its `include` looks for files: a key is what theirs begin with. */
  readonly searched: readonly ObjectRef[];
  /** Whether its rules have no destinations, and another config is to include it. */
  readonly isPack: boolean;
  readonly destinations: readonly DestinationConfig[];
  readonly delivery: DeliveryConfig;
  readonly trail: TrailConfig;
  /** In the order in which alerts go through them. */
  readonly routes: readonly RouteConfig[];
  /** Names of AWS accounts by ID. */
  readonly accounts: ReadonlyMap<string, string>;
  readonly display: DisplayConfig;
  /** Those of `[[ignore]]`, then the profiles that are on. */
  readonly ignores: readonly Ignore[];
}

export type RuleOff = Pick<Rule, 'id' | 'ownId' | 'name' | 'place'>;

/** Its tables and lists. An included file may have the same. */
export const configKeys: readonly string[] = [
  ...['rule', 'destination', 'delivery', 'trail'],
  ...['ignore', 'ignore_profiles', 'define'],
  ...['include', 'override', 'default_destinations'],
  ...['route', 'accounts', 'display'],
];

const name = z.string().regex(/\S/, 'must not be blank');

const jq = z.string().refine((text) => !isBlank(text), {
  error: 'holds no jq: it is blank or only a comment, which would match every record',
});

/** What `Intl` knows. It throws RangeError for what it does not know. */
const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
};

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

/** `include`: paths from the folder of the file, or objects in S3. `*` stands for any text in a segment. */
export const includeSchema = z.array(
  z
    .string()
    .regex(/^(s3:\/\/[\w.-]{3,255}\/[^/].*|(?![\w+.-]+:\/\/).+)$/, 'must be a path, or s3://bucket/key'),
);

export const defaultDestinationsSchema = z.array(z.string());

/** `[[define]]`: definitions that programs can use. */
export const defineSchema = z.strictObject({
  jq: z.string().describe('Definitions in jq, such as def human: …; and nothing else.'),
});

export const defineKeys = Object.keys(defineSchema.shape);

/** `[[ignore]]`: matches that are routine. */
const ignoreTable = z.strictObject({
  name: name.describe('What it ignores is counted by this name.'),
  jq_match: jq.describe('A jq program that sees the record, as that of a rule does.'),
  rules: z
    .array(z.string().min(1))
    .min(1)
    .default(['*'])
    .describe('Ids or names of rules, in which * stands for any text.'),
  expires: z.iso
    .date('must be a day, such as 2027-01-31')
    .optional()
    .describe('The last day, in UTC, on which it ignores.'),
  reason: z.string().optional().describe('For whoever reads it later.'),
});

export const ignoreKeys = Object.keys(ignoreTable.shape);

/** An ignore without the number of its program. */
export const ignoreSchema = ignoreTable.transform(({ jq_match, ...ignore }) => ({
  ...ignore,
  jqMatch: jq_match,
  isProfile: false,
}));

const principals = z
  .array(
    z
      .string()
      .regex(
        /^arn:aws(-[a-z]+)*:iam::\d{12}:(role|user)\/[\w+=,.@/*-]+$/,
        'must be the ARN of an IAM role or user with its account, such as arn:aws:iam::111122223333:role/deploy-*',
      ),
  )
  .default([]);

/** `[ignore_profiles]`: routine that is the same everywhere. */
export const profilesSchema = z.strictObject({
  'aws-self': z.boolean().default(false).describe('Calls that AWS services make by themselves.'),
  'service-linked': z.boolean().default(false).describe('Calls of service-linked roles.'),
  'sso-mfa': z.boolean().default(false).describe('Console sign-ins by IAM Identity Center, in rules on MFA.'),
  anonymous: z.boolean().default(false).describe('Requests without credentials that were denied.'),
  deployers: principals.describe('IAM roles and users that deploy; * stands for any text.'),
  scanners: principals.describe('IAM roles and users that read the configuration; * stands for any text.'),
});

export const profileKeys = Object.keys(profilesSchema.shape);

/** `[delivery]`: how alerts are delivered. */
const deliveryTable = z.strictObject({
  ledger: z
    .string()
    // Old buckets in us-east-1 may have capitals, underscores and 255 characters (S3 User Guide, "Bucket naming rules").
    .regex(
      /^s3:\/\/[\w.-]{3,255}(\/.*)?$/,
      'must be where in S3 claims are kept: s3://bucket/prefix, with a name that a bucket can have',
    )
    .optional()
    .describe('Where in S3 claims are kept, so that no alert is sent twice.'),
  on_ledger_error: z.enum(['send', 'fail']).default('send').describe('What happens if it cannot be used.'),
  roundup_after: wholeNumber(0)
    .default(20)
    .describe('After so many matches of a rule, the others are sent as one alert.'),
  max_single_alerts: wholeNumber(0)
    .default(50)
    .describe('After so many alerts for a destination, the matches of each rule are sent as one alert.'),
});

export const deliveryKeys = Object.keys(deliveryTable.shape);

export const deliverySchema = deliveryTable.transform(
  ({ ledger, on_ledger_error, roundup_after, max_single_alerts }) => ({
    ledger: ledger === undefined ? undefined : locationOf(ledger),
    onLedgerError: on_ledger_error,
    roundupAfter: roundup_after,
    maxSingle: max_single_alerts,
  }),
);

type DeliveryConfig = Readonly<z.output<typeof deliverySchema>>;

/** `[trail]`: which records are inspected. */
const trailTable = z.strictObject({
  own_records: z.enum(['skip', 'inspect']).default('skip').describe('Records of calls of the function.'),
});

export const trailKeys = Object.keys(trailTable.shape);

export const trailSchema = trailTable.transform(({ own_records }) => ({ ownRecords: own_records }));

type TrailConfig = Readonly<z.output<typeof trailSchema>>;

/** `[accounts]`: what people call their AWS accounts. */
export const accountIdSchema = z.string().regex(/^\d{12}$/);

export const accountNameSchema = name;

/** `[display]`: how messages show what records hold. */
const displayTable = z.strictObject({
  timezone: z
    .string()
    .refine(isTimeZone, {
      error: ({ input }) =>
        `must be a time zone of the IANA database, such as Europe/Berlin, got ${quoted(String(input))}`,
    })
    .default('UTC')
    .describe('The time zone of times in messages, such as Europe/Berlin.'),
});

export const displayKeys = Object.keys(displayTable.shape);

export const displaySchema = displayTable.transform(({ timezone }) => ({ timeZone: timezone }));

type DisplayConfig = Readonly<z.output<typeof displaySchema>>;

const locationOf = (uri: string): { readonly bucket: string; readonly prefix: string } => {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
};
