import type { Comparison } from '../../../jq/in-process/parse/comparisons.ts';
import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import type { JsonValue } from '../../../json.ts';
import type { Given } from './outcome.ts';

/** What is done with a value where a program is followed. */
export type Seen =
  | {
      readonly kind: 'comparison';
      readonly syntax: Syntax;
      readonly given: Given;
      /** With the given value on its left. */
      readonly operator: Comparison;
      readonly literal: JsonValue;
    }
  | {
      /** A builtin of constant arguments. */
      readonly kind: 'call';
      readonly syntax: Extract<Syntax, { readonly kind: 'call' }>;
      readonly given: Given;
      readonly args: readonly JsonValue[];
      /** Throws what the evaluator throws. */
      readonly run: (input: JsonValue) => JsonValue;
    };

export type Watch = (seen: Seen) => void;
