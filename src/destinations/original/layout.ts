import * as z from 'zod';

/** `classic` gives the original's payload, for tools that read it. */
export const layout = z
  .enum(['standard', 'classic'])
  .default('standard')
  .describe('How messages look: classic is that of the Go program.');
