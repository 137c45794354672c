import type * as z from 'zod';

/** Reads values of one shape. Undefined for all others. */
export const ofShape =
  <Shaped, Reading>(shape: z.ZodType<Shaped>, read: (value: Shaped) => Reading) =>
  (value: unknown): Reading | undefined => {
    const { success, data } = shape.safeParse(value);
    return success ? read(data) : undefined;
  };
