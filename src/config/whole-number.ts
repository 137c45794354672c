import * as z from 'zod';
import { kindOf } from './problem.ts';

/** @iarna/toml reads integers above 2^53 as bigint. */
export const wholeNumber = (least: number) =>
  z
    .custom<number | bigint>(
      (value) => (typeof value === 'bigint' || Number.isInteger(value)) && Number(value) >= least,
      { error: ({ input }) => `must be a whole number of ${least} or more, got ${asWritten(input)}` },
    )
    .meta({ type: 'integer', minimum: least })
    .transform(Number);

const asWritten = (value: unknown): string =>
  typeof value === 'number' || typeof value === 'bigint'
    ? String(value).replace('Infinity', 'inf').replace('NaN', 'nan')
    : kindOf(value);
