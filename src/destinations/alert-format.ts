import * as z from 'zod';

/** For programs: our own JSON, or a finding of OCSF. */
export const alertFormat = z
  .enum(['standard', 'ocsf'])
  .default('standard')
  .describe('What messages are: the JSON of the documentation, or a Detection Finding of OCSF.');

export const writers = {
  standard: async () => (await import('./alert-json.ts')).alertJson,
  ocsf: async () => (await import('./ocsf/finding.ts')).ocsfFinding,
} as const;
