import * as z from 'zod';
import { secret } from '../secrets/reference.ts';

const headerValue = z
  .string()
  .regex(/^[!-~](?:[ -~]{0,4000}[!-~])?$/, {
    error: 'must be 1 to 4,000 printable ASCII characters, without space around them',
  })
  .refine((text) => !/(?:^|\s)(?:ssm|secretsmanager|env):/i.test(text), {
    error: 'must be a reference and nothing else, or hold none: put what stands before it into the secret',
  });

/** Headers by their names. Values may be secrets, so no message repeats one. */
export const customHeaders = z.record(z.string(), secret(headerValue)).superRefine((headers, context) => {
  const seen = new Set<string>();
  for (const name of Object.keys(headers)) {
    const message = problemOfName(name, seen);
    seen.add(name.toLowerCase());
    if (message !== undefined) context.addIssue({ code: 'custom', path: [name], message });
  }
});

/** RFC 9110, "Field names". */
const token = /^[\w!#$%&'*+.^`|~-]{1,100}$/;

/** Those that Node writes itself or refuses, and those that are ours. */
const reserved =
  /^(?:connection|content-(?:length|type|encoding)|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade|webhook-.*)$/i;

const problemOfName = (name: string, seen: ReadonlySet<string>): string | undefined => {
  if (!token.test(name)) return 'is no name of a header';
  if (reserved.test(name)) return 'is a header that cannot be changed';
  return seen.has(name.toLowerCase()) ? 'is there twice' : undefined;
};
