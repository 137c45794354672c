import { describe, expect, it } from 'vitest';
import type { FaultCase, Row } from './catalogue/row.ts';
import { type Catalogue, catalogue } from './catalogue.ts';

/** What a test has seen of a case. */
interface Observation {
  /** What servers and processes have taken of what the case injects: they are asked, not the test. */
  readonly injected: readonly string[];
  readonly outcome: unknown;
}

type RunCase<Case> = (given: Case) => Promise<Observation>;

type CaseOf<Rows, N extends keyof Rows> = Rows[N] extends Row<infer Cases> ? Cases[number] : never;

/** Everything that a row injects, by name. */
export type Injected<Place extends keyof Catalogue, N extends keyof Catalogue[Place]> = CaseOf<
  Catalogue[Place],
  N
>['inject'][number];

/** What tests the rows of one part of the catalogue. A row without a test is a failure. */
export const faultTestsOf = <Place extends keyof Catalogue>(place: Place) => {
  const rows: Readonly<Record<string, Row>> = catalogue[place];
  const tested = new Set<string>();
  it('every row of the catalogue has a test here', () =>
    expect([...tested].toSorted()).toEqual(Object.keys(rows).toSorted()));

  const testIn =
    (register: typeof describe | typeof describe.concurrent) =>
    <N extends keyof Catalogue[Place] & number>(
      number: N,
      run: RunCase<CaseOf<Catalogue[Place], N>>,
    ): void => {
      const row = rows[number];
      if (row === undefined) throw new Error(`the catalogue has no row ${number}`);
      tested.add(String(number));
      register(`${number}: ${row.fault}`, () => {
        // The cases of this row, which is of this type.
        for (const given of row.cases as readonly CaseOf<Catalogue[Place], N>[])
          it(titleOf(given), () => expectOutcome(given, run));
      });
    };
  return Object.assign(testIn(describe), { concurrent: testIn(describe.concurrent) });
};

/** Fails unless the test has seen everything arrive that the case injects, and has come to the outcome of the case. */
export const expectOutcome = async <Case extends FaultCase>(
  given: Case,
  run: RunCase<Case>,
): Promise<void> => {
  const { inject, expected } = given;
  expect(await run(given)).toEqual({ injected: inject, outcome: expected });
};

/** Which of these were seen, by name, in the order in which they were seen. */
export const namesOf = (
  seen: readonly unknown[],
  named: Readonly<Record<string, unknown>>,
): readonly string[] => seen.flatMap((one) => Object.keys(named).filter((name) => one === named[name]));

const titleOf = ({ inject, outcome }: FaultCase): string => {
  const names = [...new Set<string>(inject)].map((name) => {
    const times = inject.filter((other) => other === name).length;
    return times === 1 ? name : `${times} × ${name}`;
  });
  return `${names.join(', ')}: ${outcome}`;
};
