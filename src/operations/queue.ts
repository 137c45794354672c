import type { OperationalProblem } from '../alerts/alert.ts';

/** Problems that are found where nothing can be delivered, until somebody delivers them. One for each subject. */
export const createProblemQueue = () => {
  const waiting = new Map<string, OperationalProblem>();
  return {
    add: (problem: OperationalProblem): void => void waiting.set(problem.subject, problem),
    take: (): readonly OperationalProblem[] => {
      const taken = [...waiting.values()];
      waiting.clear();
      return taken;
    },
  };
};
