import * as z from 'zod';
import { quoted, secretIn } from '../../redact.ts';

/** One address, bare or after a name. Refuses only what cannot be an address; SES decides about the rest. */
export const mailAddress = z.string().refine((text) => isAddress(text), {
  error: ({ input }) =>
    `must be one address, like a@example.com or Alice <a@example.com>, got ${quoted(String(input))}`,
});

const isAddress = (text: string): boolean =>
  text.length <= maxLength &&
  secretIn(text) === undefined &&
  !/\p{Cc}/u.test(text) &&
  oneAddress.test(withoutComments(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, 'quoted')));

/** The patterns below take quadratic time. RFC 5321 has 254 for the address itself; the rest is for names. */
const maxLength = 1000;

/** RFC 5322: comments are in parentheses, and may be nested. */
const withoutComments = (text: string): string => {
  const less = text.replaceAll(/\([^()]*\)/g, ' ');
  return less === text ? text : withoutComments(less);
};

/** RFC 5322: after a name, the address is in angle brackets. */
const oneAddress = /^\s*(?:[^<>,;]*<\s*[^\s<>@,;]+@[^\s<>@,;]+\s*>|[^\s<>@,;]+@[^\s<>@,;]+)\s*$/;
