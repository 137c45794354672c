import { bailOut } from './signals.ts';

/** Values that one program may visit on one input. What takes more goes to the real jq and its time limit. */
const budget = 20_000;

let left = 0;

/** Call it before a program is evaluated on an input. Evaluation is synchronous, so there is one budget at a time. */
export const resetBudget = (): void => {
  left = budget;
};

export const spentBudget = (): number => budget - left;

export const spend = (amount: number): void => {
  left -= amount;
  if (left < 0) bailOut('many steps');
};
