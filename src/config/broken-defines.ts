import { afterDefinitions, callingAll } from '../jq/definitions.ts';
import { type Define, definesFor } from './defines.ts';
import type { UnplacedProblem } from './problem.ts';
import { compilePrograms, type Program } from './programs.ts';

/** The defines that do not compile, or need one that does not. Only what is wrong with a define itself is a problem. */
interface BrokenDefines {
  readonly broken: ReadonlySet<Define>;
  readonly problems: readonly UnplacedProblem[];
}

/** Compiles each define with those that it needs. */
export const brokenDefines = async (
  defines: readonly Define[],
  compile: (texts: readonly string[]) => Promise<unknown>,
): Promise<BrokenDefines> => {
  const broken = new Set<Define>();
  const problems: UnplacedProblem[] = [];
  for (const [number, define] of defines.entries()) {
    const before = defines.slice(0, number).filter(({ table }) => table.file === define.table.file);
    const program = programFor(define, before);
    const { kind, defines: needed } = program.needed;
    const compilation = await compilePrograms([program], compile, broken);
    if (compilation.kind === 'refused') problems.push(...compilation.problems);
    const needsBroken = kind === 'known' && needed.some((other) => broken.has(other));
    if (compilation.kind === 'refused' || needsBroken) broken.add(define);
  }
  return { broken, problems };
};

const programFor = (
  { text, names, calls, table: { where, file, path } }: Define,
  before: readonly Define[],
): Program => {
  const program = afterDefinitions(text, callingAll(calls === undefined ? [] : names));
  const needed = definesFor(program, before);
  return { text: program, key: 'jq', where, file, path: [...path, 'jq'], needed };
};
