import { type AST, parseTOML } from 'toml-eslint-parser';
import type { Path } from './problem.ts';
import { type StringSource, stringSource } from './string-source.ts';

/** What is where in a TOML text. */
export interface Finders {
  /** The line of something, counted from 1, or else the line of what is around it. */
  lineOf(path: Path): number | undefined;
  /** How a string is written: undefined for what is no string there, or no text that the parser takes. */
  stringAt(path: Path): StringSource | undefined;
}

/** @iarna/toml, which reads the values, keeps no positions. This parser does, and is only loaded if they are needed. */
export const findersIn = (text: string): Finders => {
  const placed = placedIn(text);
  return { lineOf: lineFinder(placed), stringAt: stringFinder(text, placed) };
};

/** For a text that takes too long to look at. */
export const findNothing: Finders = { lineOf: () => undefined, stringAt: () => undefined };

const lineFinder = (placed: readonly Placed[]): Finders['lineOf'] => {
  const lines = new Map<string, number>();
  for (const { path, line } of placed) if (!lines.has(keyOf(path))) lines.set(keyOf(path), line);
  const lineOf = (path: Path): number | undefined =>
    path.length === 0 ? undefined : (lines.get(keyOf(path)) ?? lineOf(path.slice(0, -1)));
  return lineOf;
};

const stringFinder = (text: string, placed: readonly Placed[]): Finders['stringAt'] => {
  const strings = new Map(
    placed.flatMap(({ path, string }) => (string === undefined ? [] : [[keyOf(path), string] as const])),
  );
  return (path) => {
    const range = strings.get(keyOf(path));
    return range === undefined ? undefined : stringSource(text, ...range);
  };
};

interface Placed {
  readonly path: Path;
  readonly line: number;
  /** Where a string starts and ends, with its quotes. */
  readonly string?: readonly [number, number];
}

/** None if this parser refuses what @iarna/toml accepted, or overflows the stack: then problems have no line. */
const placedIn = (text: string): readonly Placed[] => {
  try {
    return parseTOML(text).body[0].body.flatMap((node) => placedOf(node, []));
  } catch {
    return [];
  }
};

type Node = AST.TOMLTable | AST.TOMLKeyValue | AST.TOMLContentNode;

const placedOf = (node: Node, parent: Path): readonly Placed[] => {
  const path = pathOf(node, parent);
  const line = node.loc.start.line;
  const children = childrenOf(node).flatMap((child) => placedOf(child.node, [...path, ...child.step]));
  if (node.type === 'TOMLValue' && node.kind === 'string') return [{ path, line, string: node.range }];
  // The list of rules begins at the first [[rule]].
  return path.at(-1) === 0
    ? [{ path: path.slice(0, -1), line }, { path, line }, ...children]
    : [{ path, line }, ...children];
};

const pathOf = (node: Node, parent: Path): Path => {
  if (node.type === 'TOMLTable') return node.resolvedKey;
  if (node.type !== 'TOMLKeyValue') return parent;
  return [...parent, ...node.key.keys.map((key) => (key.type === 'TOMLBare' ? key.name : key.value))];
};

const childrenOf = (node: Node): readonly { readonly node: Node; readonly step: Path }[] => {
  if (node.type === 'TOMLKeyValue') return [{ node: node.value, step: [] }];
  if (node.type === 'TOMLArray')
    return node.elements.map((element, index) => ({ node: element, step: [index] }));
  return node.type === 'TOMLValue' ? [] : node.body.map((child) => ({ node: child, step: [] }));
};

/** Keys of a config may be in any case. */
const keyOf = (path: Path): string => JSON.stringify(path.map((part) => String(part).toLowerCase()));
