import * as z from 'zod';
import { quoted } from '../redact.ts';
import { name } from './required-text.ts';

/** `[accounts]`: what people call their AWS accounts. */
export const accountIdSchema = z.string().regex(/^\d{12}$/);

export const accountNameSchema = name;

/** `[display]`: how messages show what records hold. */
const displayTable = z.strictObject({
  timezone: z
    .string()
    .refine((text) => isTimeZone(text), {
      error: ({ input }) =>
        `must be a time zone of the IANA database, such as Europe/Berlin, got ${quoted(String(input))}`,
    })
    .default('UTC')
    .describe('The time zone of times in messages, such as Europe/Berlin.'),
});

export const displayKeys = Object.keys(displayTable.shape);

export const displaySchema = displayTable.transform(({ timezone }) => ({ timeZone: timezone }));

export type DisplayConfig = Readonly<z.output<typeof displaySchema>>;

/** What `Intl` knows. It throws RangeError for what it does not know. */
const isTimeZone = (text: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }) !== undefined;
  } catch {
    return false;
  }
};
