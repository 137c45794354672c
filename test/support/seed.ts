import fc from 'fast-check';

/**
 * Of all randomised tests. It stays the same, so that a change fails for what it broke; `make fuzz` looks for what nobody
 * has broken yet. A failure names its seed: TATTLETAIL_SEED=… plays it again.
 */
export const seed = Number(process.env.TATTLETAIL_SEED ?? 1);

fc.configureGlobal({ seed });
