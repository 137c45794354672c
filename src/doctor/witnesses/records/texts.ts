import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import type { CharacterSet } from '../../../jq/in-process/regex/character-sets.ts';
import { readRegex } from '../../../jq/in-process/regex/reader.ts';
import type { Syntax as Regex } from '../../../jq/in-process/regex/syntax.ts';
import { piecesOf } from '../pieces.ts';

/** The texts that a program has in quotes, and texts that its regexes match. */
export const textsIn = (program: Syntax): readonly string[] =>
  [...new Set(piecesOf(program).flatMap(ownTexts))].slice(0, 100);

const ownTexts = (syntax: Syntax): readonly string[] => {
  if (syntax.kind !== 'string' || syntax.parts.some((part) => typeof part !== 'string')) return [];
  const text = syntax.parts.join('');
  const regex = /[\\^$.|?*+()[\]{}]/.test(text) ? readRegex(text, false) : undefined;
  return regex === undefined ? [text] : [text, ...matchesOf(regex.syntax)];
};

/** Some texts that a regex matches, or nearly. */
const matchesOf = (regex: Regex): readonly string[] => {
  switch (regex.kind) {
    case 'set':
      return [characterOf(regex.set)];
    case 'assertion':
    case 'look':
      return [''];
    case 'sequence':
      return regex.parts.reduce<readonly string[]>(
        (before, part) =>
          before.flatMap((start) => matchesOf(part).map((end) => start + end)).slice(0, maxTexts),
        [''],
      );
    case 'either':
      return regex.branches.flatMap(matchesOf).slice(0, maxTexts);
    case 'group':
      return matchesOf(regex.inner);
    case 'repeat':
      return matchesOf(regex.inner).map((text) => text.repeat(Math.min(regex.quantifier.min, 100)));
  }
};

const maxTexts = 10;

/** A usual character of a set, if it has one. */
const characterOf = ({ source, has }: CharacterSet): string =>
  [...'ax0A1 -_./:', ...source].find((character) => has(character.codePointAt(0) ?? 0)) ?? '';
