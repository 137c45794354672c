import type { FailureKind, Outcome } from '../engine.ts';
import type { NumberedProgram } from './batch.ts';
import type { RecordLine } from './input.ts';

/** Programs to run over records. */
export interface Work {
  readonly programs: readonly NumberedProgram[];
  readonly lines: readonly RecordLine[];
}

/**
 * Milliseconds that it may take. Real programs take about 10 µs for a record; the rest is for a slow machine,
 * and for regular expressions that jq gives up on by itself after half a second.
 */
export const budgetOf = ({ programs, lines }: Work): number =>
  1000 + Math.ceil(0.2 * programs.length * lines.length);

/**
 * A few records, where a program that breaks on all is soon found out, and two halves of the rest: of the programs first,
 * since one program mostly breaks on many records. Undefined for a single pair.
 */
export const divide = ({ programs, lines }: Work): readonly Work[] | undefined => {
  const rest = lines.slice(few);
  if (rest.length === 0) return halve({ programs, lines });
  const halves = halve({ programs, lines: rest }) ?? [{ programs, lines: rest }];
  return [{ programs, lines: lines.slice(0, few) }, ...halves];
};

/** As many as it takes until a program is given up. */
const few = 3;

const halve = ({ programs, lines }: Work): readonly Work[] | undefined => {
  if (programs.length > 1) {
    const [left, right] = halvesOf(programs);
    return [
      { programs: left, lines },
      { programs: right, lines },
    ];
  }
  if (lines.length > 1) {
    const [left, right] = halvesOf(lines);
    return [
      { programs, lines: left },
      { programs, lines: right },
    ];
  }
  return undefined;
};

/** The programs in groups that jq takes at once: 4,095 definitions, and 128 KB where it is a command's argument. */
export const groupsOf = (programs: readonly NumberedProgram[]): readonly (readonly NumberedProgram[])[] => {
  const groups: NumberedProgram[][] = [];
  let characters = 0;
  for (const program of programs) {
    const group = groups.at(-1);
    characters += program.text.length;
    if (group !== undefined && group.length < 500 && characters <= 80_000) group.push(program);
    else {
      groups.push([program]);
      characters = program.text.length;
    }
  }
  return groups;
};

/** The same failure for every pair. */
export const failAll = (
  programs: readonly NumberedProgram[],
  records: readonly number[],
  message: string,
  kind: FailureKind = 'error',
): readonly Outcome[] =>
  records.flatMap((record) =>
    programs.map(({ number }): Outcome => ({ kind, program: number, record, message })),
  );

const halvesOf = <T>(items: readonly T[]): readonly [readonly T[], readonly T[]] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};
