import * as z from 'zod';

/** What every block may have. */
export const blockId = { block_id: z.string().min(1).max(255).optional() };

export const url = z
  .string()
  .max(3000)
  .regex(/^https?:\/\/[^\s<>|]+$/);
