import * as z from 'zod';

/** `classic` gives the original's payload, for people whose tools match on it. */
export const layout = z.enum(['standard', 'classic']).default('standard');
