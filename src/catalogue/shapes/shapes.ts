import { callers } from './callers.ts';
import { otherKinds } from './other-kinds.ts';
import { outcomes } from './outcomes.ts';
import { requests } from './requests.ts';
import type { Shape } from './shape.ts';
import { signIns } from './sign-ins.ts';

/**
 * Records in every form that CloudTrail gives them, by which to see what a program does with what it was not written
 * for. All are invented; accounts, addresses and keys are those that AWS's documentation and RFC 5737 set aside.
 */
export const shapes = (): readonly Shape[] => [
  ...callers(),
  ...outcomes(),
  ...signIns(),
  ...otherKinds(),
  ...requests(),
];
