import { hasSurrogateEscape, type JsonValue, wellFormed } from '../../json.ts';
import { maxInputText } from './budget.ts';

/** An input as the line of JSON that jq reads, with its position in what the engine was given. */
export interface InputLine {
  readonly input: number;
  readonly value: JsonValue;
  readonly text: string;
}

/** The inputs as lines, in chunks that each fit into one run of jq, and the positions of those that nest too deep. */
export const linesOf = (
  inputs: readonly JsonValue[],
  maxDepth: number,
): { readonly chunks: readonly (readonly InputLine[])[]; readonly tooDeep: readonly number[] } => {
  const chunks: InputLine[][] = [];
  const tooDeep: number[] = [];
  let room = 0;
  for (const [input, value] of inputs.entries()) {
    if (isDeeper(value, maxDepth)) {
      tooDeep.push(input);
      continue;
    }
    const text = lineOf(value);
    room -= text.length;
    if (room < 0) {
      chunks.push([]);
      room = maxInputText - text.length;
    }
    chunks.at(-1)?.push({ input, value, text });
  }
  return { chunks, tooDeep };
};

/** JSON.stringify writes a lone surrogate as an escape, for which jq would refuse all of its input. */
const lineOf = (value: JsonValue): string => {
  const text = JSON.stringify(value);
  return hasSurrogateEscape(text) ? JSON.stringify(wellFormed(value)) : text;
};

const isDeeper = (value: JsonValue, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeper(item, levels - 1));
};
