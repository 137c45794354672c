import * as z from 'zod';
import type { DestinationConfig } from '../destinations/connect.ts';

/** What a tattletail.toml says. */
export interface Config {
  readonly rules: readonly RuleConfig[];
  readonly destinations: readonly DestinationConfig[];
  readonly delivery: DeliveryConfig;
  readonly trail: TrailConfig;
}

/** A `[[rule]]` table. Only its name, its jq and where its matches go are needed. */
export const ruleSchema = z
  .strictObject({
    name: z.string().regex(/\S/, 'must not be blank'),
    jq_match: z.string().refine((text) => !isBlank(text), {
      error: 'holds no jq: it is blank or only a comment, which would match every record',
    }),
    description: z.string().default(''),
    destinations: z.array(z.string()),
    on_error: z.enum(['alert', 'log']).default('alert'),
  })
  .transform(({ jq_match, on_error, ...rule }) => ({ ...rule, jqMatch: jq_match, onError: on_error }));

export type RuleConfig = Readonly<z.output<typeof ruleSchema>> & {
  /** Its name, told apart from an earlier rule of the same name. */
  readonly id: string;
};

/** The `[delivery]` table: how alerts are told. */
export const deliverySchema = z
  .strictObject({
    ledger: z
      .string()
      .regex(/^s3:\/\/[^/]+(\/.*)?$/, 'must be where in S3 claims are kept: s3://bucket/prefix')
      .optional(),
    on_ledger_error: z.enum(['send', 'fail']).default('send'),
    roundup_after: z.int().min(0).default(20),
  })
  .transform(({ ledger, on_ledger_error, roundup_after }) => ({
    ledger: ledger === undefined ? undefined : locationOf(ledger),
    onLedgerError: on_ledger_error,
    roundupAfter: roundup_after,
  }));

type DeliveryConfig = Readonly<z.output<typeof deliverySchema>>;

/** The `[trail]` table: which records are inspected. */
export const trailSchema = z
  .strictObject({ own_records: z.enum(['skip', 'inspect']).default('skip') })
  .transform(({ own_records }) => ({ ownRecords: own_records }));

type TrailConfig = Readonly<z.output<typeof trailSchema>>;

/** The tables at the top of the file, and the keys of those that are not destinations. */
export const configKeys = ['rule', 'destination', 'delivery', 'trail'] as const;
export const ruleKeys = ['name', 'jq_match', 'description', 'destinations', 'on_error'] as const;
export const deliveryKeys = ['ledger', 'on_ledger_error', 'roundup_after'] as const;
export const trailKeys = ['own_records'] as const;

/** A comment of jq goes on in the next line after an odd number of backslashes (jq manual, "COMMENTS"). */
export const isBlank = (text: string): boolean =>
  text.replaceAll(/#(?:\\(?:\\|\r?\n)|.)*/g, '').trim() === '';

const locationOf = (uri: string): { readonly bucket: string; readonly prefix: string } => {
  const [, bucket = '', path = ''] = /^s3:\/\/([^/]+)\/?(.*)$/.exec(uri) ?? [];
  return { bucket, prefix: path === '' || path.endsWith('/') ? path : `${path}/` };
};
