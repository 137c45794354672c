import * as z from 'zod';

/** A duration in a config: `"30m"`, `"2h"` or `"1d"`. Read, it is in milliseconds. */
export const duration = z
  .string()
  .regex(/^[1-9]\d{0,3}[mhd]$/, 'must be a duration in minutes, hours or days: "30m", "2h" or "1d"');

export const millisecondsOf = (text: string): number => {
  const unit = { m: 60_000, h: 3_600_000, d: 86_400_000 }[text.slice(-1)] ?? 0;
  return Number(text.slice(0, -1)) * unit;
};
