import { hasSurrogateEscape, type JsonValue, wellFormed } from '../../json.ts';
import { maxInputText } from './budget.ts';

/** An input as the line of JSON that jq reads, with its position in what the engine was given. */
export interface InputLine {
  readonly input: number;
  readonly value: JsonValue;
  readonly text: string;
  /** Whether it has a number above the largest double. */
  readonly hasInfinity: boolean;
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
    const { text, hasInfinity } = lineOf(value);
    room -= text.length;
    if (room < 0) {
      chunks.push([]);
      room = maxInputText - text.length;
    }
    chunks.at(-1)?.push({ input, value, text, hasInfinity });
  }
  return { chunks, tooDeep };
};

/**
 * JSON.stringify writes a lone surrogate as an escape, for which jq would refuse all of its input, and Infinity as null.
 */
const lineOf = (value: JsonValue): Pick<InputLine, 'text' | 'hasInfinity'> => {
  const text = JSON.stringify(value);
  const hasInfinity = text.includes('null') && isInfiniteSomewhere(value);
  if (hasInfinity) return { text: JSON.stringify(wellFormed(value), infinityAsNumber), hasInfinity };
  return { text: hasSurrogateEscape(text) ? JSON.stringify(wellFormed(value)) : text, hasInfinity };
};

const infinityAsNumber = (_: string, value: unknown): unknown =>
  value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
    ? rawJson(`${value > 0 ? '' : '-'}1e999`)
    : value;

/** Every Node that we support has it, TypeScript's library of ES2024 does not. */
const { rawJSON: rawJson } = JSON as unknown as { readonly rawJSON: (text: string) => unknown };

const isInfiniteSomewhere = (value: JsonValue): boolean => {
  if (typeof value === 'number') return !Number.isFinite(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(isInfiniteSomewhere);
};

const isDeeper = (value: JsonValue, levels: number): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  return Object.values(value).some((item) => isDeeper(item, levels - 1));
};
