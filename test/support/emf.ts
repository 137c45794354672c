import * as z from 'zod';

const units = [
  ...['Seconds', 'Microseconds', 'Milliseconds', 'Bytes', 'Kilobytes', 'Megabytes', 'Gigabytes', 'Terabytes'],
  ...['Bits', 'Kilobits', 'Megabits', 'Gigabits', 'Terabits', 'Percent', 'Count', 'Count/Second', 'None'],
] as const;

/** ASCII without control characters, something but blanks, and no colon at its beginning. */
const dimensionValue = z
  .string()
  .max(1024)
  .regex(/^(?!:)(?=.*[!-~])[ -~]+$/);

const number = z.number();
const metricValue = z.union([number, z.array(number).min(1).max(100)]);

/**
 * A line of the embedded metric format that CloudWatch makes metrics of (CloudWatch User Guide, "Specification: Embedded
 * metric format", and CloudWatch API Reference, "Dimension"). CloudWatch ignores what breaks it, and says so nowhere.
 */
export const emfLineSchema = z
  .looseObject({
    _aws: z.strictObject({
      /** In milliseconds, no more than two weeks ago and two hours ahead. */
      Timestamp: z
        .int()
        .refine((time) => time > Date.now() - 14 * 24 * 3_600_000 && time < Date.now() + 2 * 3_600_000),
      CloudWatchMetrics: z
        .array(
          z.strictObject({
            Namespace: z.string().regex(/^(?!AWS\/)[\w.\-/#: ]{1,255}$/),
            Dimensions: z.array(z.array(z.string().regex(/^[!-9;-~][ -~]{0,249}$/)).max(30)).min(1),
            Metrics: z
              .array(
                z.strictObject({
                  Name: z.string().min(1).max(255),
                  Unit: z.enum(units),
                  StorageResolution: z.literal([1, 60]).optional(),
                }),
              )
              .min(1)
              .max(100),
          }),
        )
        .min(1),
    }),
  })
  .superRefine((line, context) => {
    for (const { Dimensions, Metrics } of line._aws.CloudWatchMetrics) {
      for (const name of Dimensions.flat())
        if (!dimensionValue.safeParse(line[name]).success)
          context.addIssue(`the dimension ${name} has no value that CloudWatch takes: ${String(line[name])}`);
      for (const { Name } of Metrics)
        if (!metricValue.safeParse(line[Name]).success)
          context.addIssue(`the metric ${Name} has no number: ${String(line[Name])}`);
    }
  });
