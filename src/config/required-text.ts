import * as z from 'zod';
import { isBlank } from '../jq/blank.ts';

export const name = z.string().regex(/\S/, 'must not be blank');

export const jq = z.string().refine((text) => !isBlank(text), {
  error: 'holds no jq: it is blank or only a comment, which would match every record',
});
