import { isJsonObject, type JsonObject } from '../../json.ts';
import { refuse } from '../imported.ts';
import { allOf, anyOf, type Condition, not } from '../jq/condition.ts';
import { blockCondition } from './block.ts';

/** From left to right: `a or b and c` is `(a or b) and c`. */
export const conditionOf = (text: string, blocks: JsonObject): Condition => {
  if (/[()]/.test(text))
    refuse('TrailAlerts does not know the parentheses in its condition: try tattletail import sigma');
  const reader: Reader = { words: text.split(/\s+/).filter((word) => word !== ''), at: 0, blocks };
  let condition = readItem(reader);
  while (reader.at < reader.words.length) {
    const operator = nextWord(reader).toLowerCase();
    if (operator !== 'and' && operator !== 'or')
      return refuse(`its condition has ${operator} in an unexpected place`);
    condition = (operator === 'and' ? allOf : anyOf)([condition, readItem(reader)]);
  }
  return condition;
};

interface Reader {
  readonly words: readonly string[];
  readonly blocks: JsonObject;
  at: number;
}

const nextWord = (reader: Reader): string => {
  const word = reader.words[reader.at] ?? refuse('its condition ends too soon');
  reader.at += 1;
  return word;
};

const readItem = (reader: Reader): Condition => {
  const word = nextWord(reader);
  if (word.toLowerCase() === 'not') return not(readItem(reader));
  const isCount = reader.words[reader.at]?.toLowerCase() === 'of';
  if (!isCount) return anyOf(blocksLike(word, reader.blocks));
  if (!/^\d+$/.test(word)) refuse(`TrailAlerts does not know "${word} of": try tattletail import sigma`);
  reader.at += 1;
  const pattern = nextWord(reader);
  return counted(Number(word), pattern, blocksLike(pattern, reader.blocks));
};

/** Other than in Sigma, `1 of selection_*` is exactly one. */
const counted = (count: number, pattern: string, blocks: readonly Condition[]): Condition => {
  if (count > blocks.length) return refuse(`there are never ${count} of ${pattern}`);
  if (count === 0) return not(anyOf(blocks));
  return count === blocks.length ? allOf(blocks) : { kind: 'exactly', count, of: blocks };
};

const blocksLike = (pattern: string, blocks: JsonObject): readonly Condition[] => {
  const parts = pattern.split('*').map((part) => part.replace(/[\\.[\]{}()+?^$|]/g, '\\$&'));
  const regex = new RegExp(`^${parts.join('.*')}$`);
  const names = Object.keys(blocks).filter((name) => regex.test(name));
  if (names.length === 0) refuse(`its condition names ${pattern}, which it does not define`);
  return names.map((name) => {
    const block = blocks[name] ?? null;
    return isJsonObject(block)
      ? blockCondition(block)
      : refuse(`${name} is not a map, which TrailAlerts never matches`);
  });
};
