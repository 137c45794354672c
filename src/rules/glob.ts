/** A pattern in which `*` stands for any text, also none, and `\` makes the next character stand for itself. */
export const matchesGlob = (glob: string): ((text: string) => boolean) => {
  const [first = '', ...others] = literalsOf(glob);
  const last = others.pop();
  if (last === undefined) return (text) => text === first;
  return (text) => {
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const literal of others) {
      const found = text.indexOf(literal, at);
      if (found === -1) return false;
      at = found + literal.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
};

/** The glob that matches only this text. */
export const globFor = (text: string): string => text.replaceAll(/[*\\]/g, '\\$&');

/** What stands before, between and after the stars. */
const literalsOf = (glob: string): readonly string[] => {
  const literals = [''];
  for (const [, escaped, plain] of glob.matchAll(/\\(.)|(.)/gs)) {
    if (plain === '*') literals.push('');
    else literals.push(`${literals.pop() ?? ''}${escaped ?? plain}`);
  }
  return literals;
};
