import * as z from 'zod';
import { alertJson } from './alert-json.ts';
import { ocsfFinding } from './ocsf/finding.ts';

/** For programs: our own JSON, or a finding of OCSF. */
export const alertFormat = z
  .enum(['standard', 'ocsf'])
  .default('standard')
  .describe('What messages are: the JSON of the documentation, or a Detection Finding of OCSF.');

export const writers = { standard: alertJson, ocsf: ocsfFinding } as const;
