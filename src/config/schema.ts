import * as z from 'zod';
import type { DestinationConfig } from '../delivery/create-destinations.ts';
import { kindOf } from './problem.ts';

/** What a tattletail.toml says. */
export interface Config {
  readonly rules: readonly RuleConfig[];
  readonly destinations: readonly DestinationConfig[];
  readonly delivery: DeliveryConfig;
  readonly trail: TrailConfig;
}

/** The tables of the file. */
export const configKeys: readonly string[] = ['rule', 'destination', 'delivery', 'trail'];

/** A `[[rule]]`. Only its name, its jq and where its matches go are needed; `programIn` reads the jq. */
const ruleTable = z.strictObject({
  name: z.string().regex(/\S/, 'must not be blank'),
  jq_match: z.string().refine((text) => !isBlank(text), {
    error: 'holds no jq: it is blank or only a comment, which would match every record',
  }),
  description: z.string().default(''),
  destinations: z.array(z.string()),
  on_error: z.enum(['alert', 'log']).default('alert'),
});

export const ruleKeys = Object.keys(ruleTable.shape);

export const ruleSchema = ruleTable.transform(({ jq_match: _, on_error, ...rule }) => ({
  ...rule,
  onError: on_error,
}));

export type RuleConfig = Readonly<z.output<typeof ruleSchema>> & {
  /** Its name, told apart from an earlier rule of the same name. */
  readonly id: string;
};

/** `[delivery]`: how alerts are told. */
const deliveryTable = z.strictObject({
  ledger: z
    .string()
    // Old buckets of us-east-1 may have capitals, underscores and 255 characters (S3 User Guide, "Bucket naming rules").
    .regex(
      /^s3:\/\/[\w.-]{3,255}(\/.*)?$/,
      'must be where in S3 claims are kept: s3://bucket/prefix, with a name that a bucket can have',
    )
    .optional(),
  on_ledger_error: z.enum(['send', 'fail']).default('send'),
  roundup_after: z
    .custom<number | bigint>((value) => isCount(value), {
      error: ({ input }) => `must be a whole number of 0 or more, got ${asWritten(input)}`,
    })
    .transform(Number)
    .default(20),
});

export const deliveryKeys = Object.keys(deliveryTable.shape);

export const deliverySchema = deliveryTable.transform(({ ledger, on_ledger_error, roundup_after }) => ({
  ledger: ledger === undefined ? undefined : locationOf(ledger),
  onLedgerError: on_ledger_error,
  roundupAfter: roundup_after,
}));

type DeliveryConfig = Readonly<z.output<typeof deliverySchema>>;

/** `[trail]`: which records are inspected. */
const trailTable = z.strictObject({ own_records: z.enum(['skip', 'inspect']).default('skip') });

export const trailKeys = Object.keys(trailTable.shape);

export const trailSchema = trailTable.transform(({ own_records }) => ({ ownRecords: own_records }));

type TrailConfig = Readonly<z.output<typeof trailSchema>>;

/** A comment of jq goes on in the next line after an odd number of backslashes (jq manual, "COMMENTS"). */
export const isBlank = (text: string): boolean =>
  text.replaceAll(/#(?:\\(?:\\|\r?\n)|.)*/g, '').trim() === '';

/** @iarna/toml gives a bigint for what is above 2^53. */
const isCount = (value: unknown): boolean =>
  (typeof value === 'bigint' || Number.isInteger(value)) && Number(value) >= 0;

const asWritten = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint'
    ? String(value).replace('Infinity', 'inf').replace('NaN', 'nan')
    : kindOf(value);

const locationOf = (uri: string): { readonly bucket: string; readonly prefix: string } => {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
};
