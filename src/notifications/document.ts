import * as z from 'zod';
import { TattletailError } from '../errors.ts';

/** One destination of a bucket's events. What else stands in it is kept. */
const entry = z.looseObject({
  Id: z.string().optional(),
  Events: z.array(z.string()),
  Filter: z
    .looseObject({
      Key: z
        .looseObject({ FilterRules: z.array(z.looseObject({ Name: z.string(), Value: z.string() })) })
        .optional(),
    })
    .optional(),
});

const documentSchema = z.strictObject({
  TopicConfigurations: z.array(entry.extend({ TopicArn: z.string() })).optional(),
  QueueConfigurations: z.array(entry.extend({ QueueArn: z.string() })).optional(),
  LambdaFunctionConfigurations: z.array(entry.extend({ LambdaFunctionArn: z.string() })).optional(),
  EventBridgeConfiguration: z.looseObject({}).optional(),
});

/** The notifications of a bucket: one document, which is replaced whole (S3 API Reference, "NotificationConfiguration"). */
export type NotificationDocument = Readonly<z.infer<typeof documentSchema>>;

export type Entry = Readonly<z.infer<typeof entry>>;

/** Where the entries of each kind are, and what names their destination. */
export const kindsOfEntries = [
  { list: 'LambdaFunctionConfigurations', arn: 'LambdaFunctionArn' },
  { list: 'QueueConfigurations', arn: 'QueueArn' },
  { list: 'TopicConfigurations', arn: 'TopicArn' },
] as const;

export type KindOfEntry = (typeof kindsOfEntries)[number];

export const entriesOf = (document: NotificationDocument): readonly (Entry & { readonly arn: string })[] =>
  kindsOfEntries.flatMap(({ list, arn }) =>
    (document[list] ?? []).map((found) => ({ ...found, arn: String(found[arn]) })),
  );

/**
 * What `aws s3api get-bucket-notification-configuration` prints: nothing for a bucket without notifications. Throws
 * TattletailError for what else there is.
 */
export const readDocument = (text: string): NotificationDocument => {
  const read = documentSchema.safeParse(text.trim() === '' ? {} : jsonIn(text));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue === undefined || issue.path.length === 0 ? '' : `${issue.path.join('.')}: `;
  throw new TattletailError(`${expected}, got ${where}${issue?.message}`);
};

const expected = 'expected what aws s3api get-bucket-notification-configuration --output json prints';

const jsonIn = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TattletailError(`${expected}, got no JSON`, { cause: error });
  }
};
