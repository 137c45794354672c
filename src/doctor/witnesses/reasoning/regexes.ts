import { readRegex } from '../../../jq/in-process/regex/reader.ts';
import type { Syntax } from '../../../jq/in-process/regex/syntax.ts';

/** Whether a regex matches every text, because it matches nothing at all at its start: `""`, `Create|`, `.*`. */
export const matchesEverything = (pattern: string, flags: string): boolean => {
  if (/[^gi]/.test(flags)) return false;
  const read = readRegex(pattern, flags.includes('i'));
  return read !== undefined && matchesNothing(read.syntax);
};

const matchesNothing = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'set':
    case 'look':
      return false;
    case 'assertion':
      return syntax.assertion === 'start';
    case 'sequence':
      return syntax.parts.every(matchesNothing);
    case 'either':
      return syntax.branches.some(matchesNothing);
    case 'group':
      return matchesNothing(syntax.inner);
    case 'repeat':
      return syntax.quantifier.min === 0 || matchesNothing(syntax.inner);
  }
};

/** A text that is in everything that a regex without alternatives, groups and repetitions matches; the empty one is in all. */
export const literalIn = (pattern: string): string => {
  const bare = pattern.replace(/^\^/, '').replace(/\$$/, '');
  const hasMore = /[*+?()[\]{}|^$]|\\[^./:-]/.test(bare);
  return hasMore
    ? ''
    : bare
        .split(/(?<!\\)\./)
        .map((part) => part.replaceAll('\\', ''))
        .reduce((longest, part) => (part.length > longest.length ? part : longest), '');
};
