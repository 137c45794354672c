import { type Cost, eitherOf, inTurn, repeated } from './cost.ts';
import type { Quantifier } from './syntax.ts';

/** A part of a regex in JavaScript's syntax. */
export interface Part extends Cost {
  readonly source: string;
  /** How many characters it has with its repetitions expanded. */
  readonly size: number;
  /** Whether it can match the empty string: Oniguruma and JavaScript differ in repeating such a part. */
  readonly nullable: boolean;
  /** Whether it matches texts of one length only, each in one way: then it may be repeated without bound. */
  readonly uniform: boolean;
  /** Whether it matches only at the start of a text. */
  readonly anchored: boolean;
  /** `padding` is `.*`. */
  readonly kind: 'text' | 'assertion' | 'padding';
}

export const textPart = (source: string): Part => ({
  source,
  size: 1,
  ways: 1,
  degree: 0,
  nullable: false,
  uniform: true,
  anchored: false,
  kind: 'text',
});

export const assertion = (source: string): Part => ({
  ...textPart(source),
  ...zeroWidth,
  anchored: source === '^',
});

/** A lookahead. */
export const lookahead = (source: string, inner: Part): Part => ({
  ...group(source, inner),
  ...zeroWidth,
  anchored: false,
});

const zeroWidth = { nullable: true, uniform: false, kind: 'assertion' } as const;

export const sequence = (parts: readonly Part[]): Part => ({
  source: parts.map(({ source }) => source).join(''),
  size: sum(parts.map(({ size }) => size)),
  ...inTurn(parts),
  nullable: parts.every(({ nullable }) => nullable),
  uniform: parts.length > 0 && parts.every(({ uniform }) => uniform),
  anchored: parts[0]?.anchored ?? false,
  kind: 'text',
});

export const either = (branches: readonly Part[]): Part => {
  const [only, ...others] = branches;
  if (only !== undefined && others.length === 0) return only;
  return {
    source: branches.map(({ source }) => source).join('|'),
    size: sum(branches.map(({ size }) => size)),
    ...eitherOf(branches),
    nullable: branches.some(({ nullable }) => nullable),
    uniform: false,
    anchored: branches.every(({ anchored }) => anchored),
    kind: 'text',
  };
};

export const group = (open: string, inner: Part): Part => ({
  ...inner,
  source: `${open}${inner.source})`,
  kind: 'text',
});

/** Undefined when Oniguruma and JavaScript may repeat the part differently, or when matching may take long. */
export const repeat = (part: Part, { min, max, source }: Quantifier): Part | undefined => {
  const size = part.size * (max ?? min + 1);
  if (part.kind === 'assertion' || part.nullable || size > maxSize) return undefined;
  const repeatedPart = { ...part, source: part.source + source, size, nullable: min === 0 };
  if (max !== undefined) {
    const cost = repeated(part, min, max);
    const isSound = (part.degree === 0 || max === 1) && cost.ways < maxWays;
    return isSound
      ? { ...repeatedPart, ...cost, uniform: part.uniform && min === max, kind: 'text' }
      : undefined;
  }
  if (!part.uniform) return undefined;
  const kind = part.source === '.' && min === 0 ? 'padding' : 'text';
  return { ...repeatedPart, ways: 1, degree: 1, uniform: false, kind };
};

const maxSize = 1000;

const maxWays = 1_000_000;

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0);
