import * as z from 'zod';
import { jq, name } from './required-text.ts';

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
