import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { isField, isLiteral, type LiteralValue, pathBelow, type Values } from './values.ts';

/** What a program does with a record, for checks to look at. */
export interface Facts {
  /** Every `.key` on the record or on a field of it, also one that CloudTrail does not write. */
  readonly reads: Read[];
  /** Every `.[]` and `any(…)` on a field. */
  readonly iterations: Iteration[];
  readonly comparisons: Comparison[];
  readonly calls: Call[];
  /** The pieces whose value decides whether the program matches: conditions, and operands of `and`, `or` and `not`. */
  readonly conditions: Set<Syntax>;
}

interface Read {
  readonly syntax: Syntax;
  /** `userIdentity.userName` for `.userIdentity.userName`. */
  readonly path: string;
  /** That of what `.key` is applied to. */
  readonly parent: string;
}

interface Iteration {
  readonly syntax: Syntax;
  readonly path: string;
}

/** `subject` is compared with text, a number, a boolean or null that stands in the program. */
export interface Comparison {
  readonly syntax: Syntax;
  readonly how: How;
  readonly subject: Values;
  readonly literal: LiteralValue;
  /** Of a regex. */
  readonly flags?: string;
  /** Whether the program matches when it does not hold. Undefined when that is not known. */
  readonly excludes: boolean | undefined;
  /** The piece whose value is compared, where it is one piece: `.eventName` in `.eventName == "CreateUser"`. */
  readonly subjectSyntax: Syntax | undefined;
}

export type How = '==' | '<' | 'startswith' | 'endswith' | 'contains' | 'test';

interface Call {
  readonly syntax: Extract<Syntax, { readonly kind: 'call' }>;
  readonly input: Values;
  readonly args: readonly Values[];
}

export const noteReads = (syntax: Syntax, target: Values, keys: Values, { reads }: Facts): void => {
  for (const { path } of target.filter(isField))
    for (const { value } of keys.filter(isLiteral))
      if (typeof value === 'string') reads.push({ syntax, path: pathBelow(path, value), parent: path });
};

export const noFacts = (): Facts => ({
  reads: [],
  iterations: [],
  comparisons: [],
  calls: [],
  conditions: new Set(),
});
