import { setImmediate } from 'node:timers/promises';
import type { Problem } from '../errors.ts';
import type { Finders } from './lines.ts';
import type { ConfigFile } from './load.ts';
import type { Place, UnplacedProblem } from './problem.ts';
import { canBePlaced } from './size.ts';

/** Problems in the order of the files and of their lines. */
export const placed = async (
  problems: readonly UnplacedProblem[],
  config: ConfigFile,
): Promise<readonly Problem[]> => {
  const files = [config, ...(config.included ?? [])];
  const numberOf = ({ file }: Pick<Place, 'file'>): number =>
    file === undefined ? 0 : files.findIndex(({ uri }, number) => number > 0 && uri === file);
  const lineOf = await lineFinderFor(
    problems.flatMap((problem) => [problem, problem.other ?? problem]),
    (place) => files[numberOf(place)]?.text ?? '',
  );
  const words = ({ message, other }: UnplacedProblem): string =>
    other === undefined ? message : `${message} (${other.file ?? config.uri}, line ${lineOf(other) ?? '?'})`;
  return problems
    .map((problem) => {
      const { file, where } = problem;
      const inFile = file === undefined ? {} : { file };
      return { ...inFile, where, line: lineOf(problem), message: words(problem) };
    })
    .toSorted((a, b) => numberOf(a) - numberOf(b) || (a.line ?? 0) - (b.line ?? 0));
};

const lineFinderFor = async (
  places: readonly Place[],
  textOf: (place: Place) => string,
): Promise<(place: Place) => number | undefined> => {
  const finders = new Map<string | undefined, Finders>();
  for (const place of places)
    if (!finders.has(place.file)) finders.set(place.file, await findersOf(textOf(place)));
  return ({ file, path }) => finders.get(file)?.lineOf(path);
};

/** What is where in a TOML text: nothing in one that takes too long to look at. */
export const findersOf = async (text: string): Promise<Finders> => {
  const { findersIn, findNothing } = await import('./lines.ts');
  await setImmediate();
  return canBePlaced(text) ? findersIn(text) : findNothing;
};
