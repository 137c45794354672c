import type { Batch, NumberedProgram } from './batch.ts';
import { maxBreaks, maxPrograms, maxProgramText } from './budget.ts';

/** The programs in groups, each small enough for one run of jq. */
export const groupsOf = (programs: readonly NumberedProgram[]): readonly (readonly NumberedProgram[])[] => {
  const groups: NumberedProgram[][] = [];
  let characters = 0;
  for (const program of programs) {
    const group = groups.at(-1);
    characters += program.text.length;
    if (group !== undefined && group.length < maxPrograms && characters <= maxProgramText) {
      group.push(program);
    } else {
      groups.push([program]);
      characters = program.text.length;
    }
  }
  return groups;
};

/**
 * Smaller batches of a batch that broke jq: the first inputs, on which a program that breaks jq every time is soon given
 * up, and the two halves of the rest. Programs are halved before inputs, since one program mostly breaks jq on many
 * inputs. Undefined for a single program and input.
 */
export const divide = ({ programs, lines }: Batch): readonly Batch[] | undefined => {
  const rest = lines.slice(maxBreaks);
  if (rest.length === 0) return halve({ programs, lines });
  const halves = halve({ programs, lines: rest }) ?? [{ programs, lines: rest }];
  return [{ programs, lines: lines.slice(0, maxBreaks) }, ...halves];
};

const halve = ({ programs, lines }: Batch): readonly Batch[] | undefined => {
  if (programs.length > 1) return halvesOf(programs).map((half) => ({ programs: half, lines }));
  if (lines.length > 1) return halvesOf(lines).map((half) => ({ programs, lines: half }));
  return undefined;
};

const halvesOf = <T>(items: readonly T[]): readonly (readonly T[])[] => {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
};
