import * as z from 'zod';
import { holdsUrl, quoted } from '../../errors.ts';

/** One address, bare or behind a name. Only what can be none is refused: SES judges the rest. */
export const mailAddress = z.string().refine((text) => isAddress(text), {
  error: ({ input }) =>
    `must be one address, like a@example.com or Alice <a@example.com>, got ${quoted(String(input))}`,
});

const isAddress = (text: string): boolean =>
  !holdsUrl(text) &&
  !/\p{Cc}/u.test(text) &&
  oneAddress.test(withoutComments(text.replaceAll(/"(?:[^"\\]|\\.)*"/g, 'quoted')));

/** RFC 5322: comments are in parentheses, also in one another. */
const withoutComments = (text: string): string => {
  const less = text.replaceAll(/\([^()]*\)/g, ' ');
  return less === text ? text : withoutComments(less);
};

/** RFC 5322: behind a name it is in angle brackets. */
const oneAddress = /^\s*(?:[^<>,;]*<\s*[^\s<>@,;]+@[^\s<>@,;]+\s*>|[^\s<>@,;]+@[^\s<>@,;]+)\s*$/;
