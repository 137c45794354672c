import * as z from 'zod';
import type { DestinationConfig } from '../destinations/connect.ts';

/** What a tattletail.toml says. */
export interface Config {
  readonly rules: readonly RuleConfig[];
  readonly destinations: readonly DestinationConfig[];
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
  })
  .transform(({ jq_match, ...rule }) => ({ ...rule, jqMatch: jq_match }));

export type RuleConfig = Readonly<z.output<typeof ruleSchema>>;

export const ruleKeys = ['name', 'jq_match', 'description', 'destinations'] as const;

/** The tables at the top of the file. */
export const configKeys = ['rule', 'destination'] as const;

/** A comment of jq goes on in the next line after an odd number of backslashes (jq manual, "COMMENTS"). */
export const isBlank = (text: string): boolean =>
  text.replaceAll(/#(?:\\(?:\\|\r?\n)|.)*/g, '').trim() === '';
