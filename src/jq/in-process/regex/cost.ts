/** How many ways of matching a backtracking engine may try on a text: at most `ways × length ^ degree`. */
export interface Cost {
  readonly ways: number;
  readonly degree: number;
}

export const inTurn = (costs: readonly Cost[]): Cost => ({
  ways: costs.reduce((product, { ways }) => product * ways, 1),
  degree: costs.reduce((sum, { degree }) => sum + degree, 0),
});

export const eitherOf = (costs: readonly Cost[]): Cost => ({
  ways: costs.reduce((sum, { ways }) => sum + ways, 0),
  degree: Math.max(...costs.map(({ degree }) => degree)),
});

export const repeated = ({ ways, degree }: Cost, min: number, max: number): Cost => {
  let sum = 0;
  for (let times = min; times <= max; times += 1) sum += ways ** times;
  return { ways: sum, degree: degree * max };
};

/** The bound for a text of this length. */
export const stepsOf = ({ ways, degree }: Cost, length: number): number => ways * (length + 1) ** degree;
