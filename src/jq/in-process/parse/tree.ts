/** A jq program as its author wrote it: names are not looked up yet, and nothing is left out but the layout. */
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

/** `"a\(.b)c"`: text and interpolated programs in turn; `@base64 "…"` names what is done to the latter. */
export interface StringSyntax {
  readonly kind: 'string';
  readonly format: string;
  readonly parts: readonly (string | Syntax)[];
}

/** `{a}`, `{"a"}` and `{$a}` have no value of their own. */
export interface EntrySyntax {
  readonly key: Syntax;
  readonly value: Syntax | undefined;
}

/** What stands after `as`. More than one pattern is a destructuring alternative (`?//`). */
export type Pattern =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'array'; readonly items: readonly Pattern[] }
  | { readonly kind: 'object'; readonly entries: readonly PatternEntry[] };

/** `{$a: [$b]}` binds the field `a` and takes it apart too. */
export interface PatternEntry {
  readonly key: Syntax;
  readonly name: string | undefined;
  readonly value: Pattern | undefined;
}

export interface Definition {
  readonly name: string;
  /** A name that starts with `$` is a value, another one a filter. */
  readonly params: readonly string[];
  readonly body: Syntax;
}

export type Operator = (typeof operators)[number];

/** By rank, from the loosest. */
export const operators = [
  ...(['//', '=', '|=', '+=', '-=', '*=', '/=', '%=', '//=', 'or', 'and'] as const),
  ...(['==', '!=', '<', '<=', '>', '>=', '+', '-', '*', '/', '%'] as const),
] as const;
