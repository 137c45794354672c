import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, not } from '../jq/condition.ts';

/** The selections of a rule by name, each read when the condition needs it. */
type Selections = ReadonlyMap<string, () => Condition>;

/** `selection and not 1 of filter_*`: `of` binds most, then `not`, `and` and `or`. */
export const conditionOf = (text: string, selections: Selections): Condition => {
  if (text.includes('|'))
    refuse('its condition has a | with which Sigma 1 counts over several records: not supported yet');
  const reader: Reader = { text, selections, words: text.match(/[()]|[^\s()]+/g) ?? [], at: 0 };
  const condition = readAlternatives(reader);
  const rest = reader.words[reader.at];
  return rest === undefined
    ? condition
    : refuse(`its condition ${JSON.stringify(text)} has ${rest} in an unexpected place`);
};

interface Reader {
  readonly text: string;
  readonly selections: Selections;
  readonly words: readonly string[];
  at: number;
}

const take = (reader: Reader, word: string): boolean => {
  const isThere = reader.words[reader.at]?.toLowerCase() === word;
  if (isThere) reader.at += 1;
  return isThere;
};

const readAlternatives = (reader: Reader): Condition => {
  const parts = [readConjunction(reader)];
  while (take(reader, 'or')) parts.push(readConjunction(reader));
  return anyOf(parts);
};

const readConjunction = (reader: Reader): Condition => {
  const parts = [readNegation(reader)];
  while (take(reader, 'and')) parts.push(readNegation(reader));
  return allOf(parts);
};

const readNegation = (reader: Reader): Condition =>
  take(reader, 'not') ? not(readNegation(reader)) : readOperand(reader);

const readOperand = (reader: Reader): Condition => {
  if (take(reader, '(')) {
    const inner = readAlternatives(reader);
    return take(reader, ')') ? inner : refuse(`its condition ${JSON.stringify(reader.text)} lacks a )`);
  }
  const word =
    reader.words[reader.at] ?? refuse(`its condition ${JSON.stringify(reader.text)} ends too soon`);
  reader.at += 1;
  if (!take(reader, 'of')) {
    const read =
      reader.selections.get(word) ?? refuse(`its condition names ${word}, which it does not define`);
    return read();
  }
  const pattern =
    reader.words[reader.at] ?? refuse(`its condition ${JSON.stringify(reader.text)} ends too soon`);
  reader.at += 1;
  const parts = chosen(pattern, reader.selections).map((read) => read());
  switch (word.toLowerCase()) {
    case '1':
    case 'any':
      return anyOf(parts);
    case 'all':
      return allOf(parts);
    default:
      return refuse(`its condition has "${word} of", expected "1 of" or "all of"`);
  }
};

/** What begins with `_` is for none but those who call it so. */
const chosen = (pattern: string, selections: Selections): readonly (() => Condition)[] => {
  const parts = pattern.toLowerCase() === 'them' ? ['', ''] : pattern.split('*');
  const regex = new RegExp(`^${parts.map((part) => part.replace(/[\\.[\]{}()+?^$|]/g, '\\$&')).join('.*')}$`);
  const names = [...selections.keys()].filter(
    (name) => regex.test(name) && (pattern.startsWith('_') || !name.startsWith('_')),
  );
  if (names.length === 0) refuse(`its condition names ${pattern}, which it does not define`);
  return names.flatMap((name) => selections.get(name) ?? []);
};
