/** The syntax tree of a jq program: names are not resolved; only parentheses, comments and white space are lost. */
export type Syntax =
  | { readonly kind: 'identity' }
  | { readonly kind: 'recurse' }
  | { readonly kind: 'location' }
  | { readonly kind: 'constant'; readonly value: null | boolean }
  | { readonly kind: 'number'; readonly text: string }
  | StringSyntax
  | { readonly kind: 'format'; readonly name: string }
  | { readonly kind: 'variable'; readonly name: string }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Syntax[] }
  | { readonly kind: 'index'; readonly target: Syntax; readonly key: Syntax; readonly optional: boolean }
  | {
      readonly kind: 'slice';
      readonly target: Syntax;
      readonly from: Syntax | undefined;
      readonly to: Syntax | undefined;
      readonly optional: boolean;
    }
  | { readonly kind: 'each'; readonly target: Syntax; readonly optional: boolean }
  | { readonly kind: 'negate'; readonly of: Syntax }
  | { readonly kind: 'array'; readonly items: Syntax | undefined }
  | { readonly kind: 'object'; readonly entries: readonly EntrySyntax[] }
  | { readonly kind: 'pipe' | 'comma'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'binary'; readonly operator: Operator; readonly left: Syntax; readonly right: Syntax }
  | {
      readonly kind: 'if';
      readonly condition: Syntax;
      readonly yes: Syntax;
      readonly no: Syntax | undefined;
    }
  | { readonly kind: 'try'; readonly body: Syntax; readonly handler: Syntax | undefined }
  | {
      readonly kind: 'reduce';
      readonly source: Syntax;
      readonly patterns: readonly Pattern[];
      readonly init: Syntax;
      readonly update: Syntax;
    }
  | {
      readonly kind: 'foreach';
      readonly source: Syntax;
      readonly patterns: readonly Pattern[];
      readonly init: Syntax;
      readonly update: Syntax;
      readonly extract: Syntax | undefined;
    }
  | {
      readonly kind: 'bind';
      readonly source: Syntax;
      readonly patterns: readonly Pattern[];
      readonly body: Syntax;
    }
  | { readonly kind: 'label'; readonly name: string; readonly body: Syntax }
  | { readonly kind: 'break'; readonly name: string }
  | { readonly kind: 'define'; readonly definition: Definition; readonly rest: Syntax };

/** `"a\(.b)c"`: texts and interpolated programs. In `@base64 "…"` the format is applied to the interpolations. */
export interface StringSyntax {
  readonly kind: 'string';
  readonly format: string;
  readonly parts: readonly (string | Syntax)[];
}

/** `{a}` and `{"a"}` have no value of their own. `{$a}` is `{a: $a}`. */
export interface EntrySyntax {
  readonly key: Syntax;
  readonly value: Syntax | undefined;
}

/** What follows `as`. Several patterns are destructuring alternatives (`?//`). */
export type Pattern =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntry[] };

/** `{$a: [$b]}` binds the field `a` and also destructures it. */
export interface PatternEntry {
  readonly key: Syntax;
  readonly name: string | undefined;
  readonly value: Pattern | undefined;
}

export interface Definition {
  readonly name: string;
  /** A parameter is a value if its name starts with `$`, otherwise a filter. */
  readonly params: readonly string[];
  readonly body: Syntax;
}

export type Operator = (typeof operators)[number];

/** From loosest to tightest. */
export const operators = [
  ...(['//', '=', '|=', '+=', '-=', '*=', '/=', '%=', '//=', 'or', 'and'] as const),
  ...(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'] as const),
] as const;
