/** A Python expression over an event. */
export type Expression =
  | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'compare';
      readonly operator: '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'is';
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'affix';
      readonly method: 'startswith' | 'endswith';
      readonly of: Expression;
      readonly texts: readonly string[];
    }
  /** `event["key"]`, or `event.get("key", fallback)`. */
  | { readonly kind: 'field'; readonly key: string; readonly fallback: Constant | undefined }
  | { readonly kind: 'event' }
  | { readonly kind: 'constant'; readonly value: Constant }
  | { readonly kind: 'list'; readonly items: readonly Constant[] };

export type Constant = string | number | boolean | null;
