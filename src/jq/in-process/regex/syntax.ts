import type { CharacterSet } from './character-sets.ts';

/** A regex of Oniguruma in its Perl syntax, which is what jq uses, or a part of one. */
export type Syntax =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'assertion'; readonly assertion: Assertion }
  | {
      readonly kind: 'look';
      readonly direction: 'ahead' | 'behind';
      readonly negated: boolean;
      readonly inner: Syntax;
    }
  | { readonly kind: 'sequence'; readonly parts: readonly Syntax[] }
  | { readonly kind: 'either'; readonly branches: readonly Syntax[] }
  | { readonly kind: 'group'; readonly inner: Syntax; readonly capture: Capture | undefined }
  | { readonly kind: 'repeat'; readonly inner: Syntax; readonly quantifier: Quantifier };

/** `^` is the start of the text, not of a line. `$` is its end, or before a line break that ends it. */
export type Assertion = 'start' | 'last line end' | 'end' | 'word boundary' | 'no word boundary';

export interface Capture {
  /** The first group has 0. */
  readonly number: number;
  /** Null for a group without a name. */
  readonly name: string | null;
}

export interface Quantifier {
  readonly source: string;
  readonly min: number;
  /** Undefined when there is no bound. */
  readonly max: number | undefined;
  readonly lazy: boolean;
}

/** Whether it can match the empty string. */
export const isNullable = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'set':
      return false;
    case 'assertion':
    case 'look':
      return true;
    case 'sequence':
      return syntax.parts.every(isNullable);
    case 'either':
      return syntax.branches.some(isNullable);
    case 'group':
      return isNullable(syntax.inner);
    case 'repeat':
      return syntax.quantifier.min === 0 || isNullable(syntax.inner);
  }
};

/** Whether something is repeated that can match the empty string. */
export const repeatsEmpty = (syntax: Syntax): boolean => {
  switch (syntax.kind) {
    case 'set':
    case 'assertion':
      return false;
    case 'sequence':
      return syntax.parts.some(repeatsEmpty);
    case 'either':
      return syntax.branches.some(repeatsEmpty);
    case 'look':
    case 'group':
      return repeatsEmpty(syntax.inner);
    case 'repeat':
      return isNullable(syntax.inner) || repeatsEmpty(syntax.inner);
  }
};
