/** One of the alternatives in a regex, and the regex with only that one of its group. */
export interface Alternative {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly alone: string;
}

interface Group {
  readonly start: number;
  readonly bars: readonly number[];
  readonly isLook: boolean;
}

/** Of all groups but looks around. None for a regex with syntax that changes what follows it. */
export const alternativesIn = (pattern: string): readonly Alternative[] => {
  const found: Alternative[] = [];
  const groups: Group[] = [{ start: 0, bars: [], isLook: false }];
  const close = (end: number): void => {
    const group = groups.pop();
    if (group === undefined || group.bars.length === 0 || groups.some(({ isLook }) => isLook)) return;
    if (group.isLook) return;
    const bounds = [group.start - 1, ...group.bars, end];
    for (const [at, bar] of group.bars.concat(end).entries()) {
      const start = (bounds[at] ?? 0) + 1;
      const text = pattern.slice(start, bar);
      const alone = pattern.slice(0, group.start) + text + pattern.slice(end);
      if (text !== '') found.push({ text, start, end: bar, alone });
    }
  };
  for (const { 0: token, index } of pattern.matchAll(tokens)) {
    if (token === '(?') return [];
    if (token.startsWith('('))
      groups.push({ start: index + token.length, bars: [], isLook: /^\(\?<?[=!]/.test(token) });
    else if (token === ')') close(index);
    else if (token === '|') {
      const group = groups.pop();
      if (group !== undefined) groups.push({ ...group, bars: [...group.bars, index] });
    }
  }
  close(pattern.length);
  return found;
};

const tokens = /\\[\s\S]|\[\^?\]?(?:\\[\s\S]|[^\]\\])*\]|\(\?:|\(\?<?[=!]|\(\?<\w+>|\(\?|[()|]/g;
