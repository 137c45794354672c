import { anyCharacter } from './character-sets.ts';
import type { Syntax } from './syntax.ts';

/**
 * Oniguruma searches a regex that starts with `.*` or `.+` at starts of lines only, as it may, but some regexes also
 * where an assertion comes before that: it does not find `\B.+1` in `ab1`.
 */
export const isSearchedWrongly = (parts: readonly Syntax[]): boolean => {
  const head = parts.findIndex((part) => !isAssertion(part));
  const first = parts[head];
  return first !== undefined && parts.slice(0, head).some((part) => !isStart(part)) && startsWithAny(first);
};

/** Or nothing. */
const isAssertion = (part: Syntax): boolean => {
  if (part.kind === 'group' || part.kind === 'repeat') return isAssertion(part.inner);
  if (part.kind === 'sequence') return part.parts.every(isAssertion);
  if (part.kind === 'either') return part.branches.every(isAssertion);
  return part.kind === 'assertion' || part.kind === 'look';
};

const isStart = (part: Syntax): boolean => part.kind === 'assertion' && part.assertion === 'start';

const startsWithAny = (part: Syntax): boolean => {
  if (part.kind === 'group') return startsWithAny(part.inner);
  if (part.kind === 'sequence') return part.parts.some(startsWithAny);
  if (part.kind === 'either') return part.branches.some(startsWithAny);
  if (part.kind !== 'repeat') return false;
  return part.inner.kind === 'set' && part.inner.set === anyCharacter
    ? part.quantifier.max === undefined
    : startsWithAny(part.inner);
};
