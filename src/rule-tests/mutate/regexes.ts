/** The regex without one of its anchors, or without one of its branches: each matches something else. */
export const widerRegexes = (regex: string): readonly string[] => [
  ...withoutAnchors(regex),
  ...withoutBranches(regex),
];

const withoutAnchors = (regex: string): readonly string[] => [
  ...(regex.startsWith('^') && regex.length > 1 ? [regex.slice(1)] : []),
  // `\$` is a dollar sign, `\\$` a backslash at the end.
  ...(/(?<!\\)(?:\\\\)*\$$/.test(regex) && regex.length > 1 ? [regex.slice(0, -1)] : []),
];

const withoutBranches = (regex: string): readonly string[] => {
  const bars = barsIn(regex);
  if (bars === undefined) return [];
  const { from, to, at } = bars;
  const starts = [from, ...at.map((bar) => bar + 1)];
  const branches = starts.map((start, index) => regex.slice(start, at[index] ?? to));
  return branches.map((_, dropped) =>
    [regex.slice(0, from), branches.filter((_, index) => index !== dropped).join('|'), regex.slice(to)].join(
      '',
    ),
  );
};

/** Where the branches of a regex are divided: outside groups, or else in its only group, as in `^(?:A|B)$`. */
const barsIn = (
  regex: string,
): { readonly from: number; readonly to: number; readonly at: readonly number[] } | undefined => {
  const signs = signsIn(regex);
  const atDepth = (depth: number) =>
    signs.filter((sign) => sign.text === '|' && sign.depth === depth).map(({ index }) => index);
  if (atDepth(0).length > 0) return { from: 0, to: regex.length, at: atDepth(0) };
  const [open, ...others] = signs.filter(({ text, depth }) => text === '(' && depth === 1);
  const close = signs.find(({ text, depth }) => text === ')' && depth === 0);
  if (open === undefined || close === undefined || others.length > 0 || atDepth(1).length === 0)
    return undefined;
  const [prefix = ''] = /^\((?:\?(?::|<\w+>))?/.exec(regex.slice(open.index)) ?? [];
  return { from: open.index + prefix.length, to: close.index, at: atDepth(1) };
};

interface Sign {
  readonly text: string;
  readonly index: number;
  /** How many groups are open behind it. */
  readonly depth: number;
}

/** Bars and brackets of groups; escapes and classes hold none. */
const signsIn = (regex: string): readonly Sign[] => {
  let depth = 0;
  return [...regex.matchAll(/\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[|()]/gs)]
    .filter(({ 0: text }) => text.length === 1)
    .map(({ 0: text, index }) => {
      depth += text === '(' ? 1 : text === ')' ? -1 : 0;
      return { text, index, depth };
    });
};
