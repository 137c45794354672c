import { afterDefinitions, definitionsIn, functionsCalledBy, possibleNamesIn } from '../jq/definitions.ts';
import { defineKeys, defineSchema } from './ignore-schema.ts';
import { problemsOf, type UnplacedProblem } from './problem.ts';
import type { Found, Table } from './tables.ts';

/** A `[[define]]` of the config: definitions in jq, which all of its programs can use. */
export interface Define {
  readonly text: string;
  readonly table: Table;
  /** What it defines, as `human/0`; if it is not parsed, all that may be the name of a definition in it. */
  readonly names: readonly string[];
  /** What it calls. Undefined if it is not parsed. */
  readonly calls: readonly string[] | undefined;
}

export const readDefine = (table: Table): Found<Define> => {
  const { values, where, path } = table;
  const define = defineSchema.safeParse(values);
  if (!define.success)
    return { values: [], problems: problemsOf(define.error, values, { where, path, keys: defineKeys }) };
  const text = define.data.jq;
  const refused = (message: string): Found<Define> => ({
    values: [],
    problems: [{ where, path: [...path, 'jq'], message }],
  });
  const definitions = definitionsIn(text);
  if (definitions === 'more') return refused('jq must hold only definitions: def name: …;');
  if (definitions?.names.length === 0) return refused('jq holds no definition: def name: …;');
  const { names, calls } = definitions ?? { names: possibleNamesIn(text), calls: undefined };
  return { values: [{ text, table, names, calls }], problems: [] };
};

export const repeatedDefinitions = (defines: readonly Define[]): readonly UnplacedProblem[] => {
  const seen = new Set<string>();
  return defines.flatMap(({ names, calls, table: { where, path } }) =>
    (calls === undefined ? [] : names).flatMap((name) => {
      const message = `jq defines ${name}, which is defined before`;
      if (seen.has(name)) return [{ where, path: [...path, 'jq'], message }];
      seen.add(name);
      return [];
    }),
  );
};

/** What a program needs of the defines: some of them, with those that they need themselves, or what nobody knows. */
export type Needed =
  | { readonly kind: 'known'; readonly defines: readonly Define[] }
  | { readonly kind: 'unknown'; readonly defines: readonly Define[] };

/** In the order of the config, in which a define sees those before it. Of a program that is not parsed, all of them. */
export const definesFor = (program: string, defines: readonly Define[]): Needed => {
  if (defines.length === 0) return { kind: 'known', defines };
  let called = setOf(functionsCalledBy(program));
  if (called === undefined) return { kind: 'unknown', defines };
  const isNeeded = ({ names, calls }: Define): boolean => {
    const known = called;
    if (known !== undefined && !names.some((name) => known.has(name))) return false;
    called = known === undefined || calls === undefined ? undefined : setOf([...known, ...calls]);
    return true;
  };
  return { kind: 'known', defines: defines.toReversed().filter(isNeeded).toReversed() };
};

/** The text of definitions, to stand before a program. */
export const definitionsOf = (defines: readonly Define[]): string =>
  defines.map(({ text }) => afterDefinitions(text, '')).join('');

const setOf = (names: readonly string[] | undefined): ReadonlySet<string> | undefined =>
  names === undefined ? undefined : new Set(names);
