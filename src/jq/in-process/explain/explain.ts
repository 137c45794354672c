import type { JsonValue } from '../../../json.ts';
import { isBuiltin } from '../builtins/registry.ts';
import { firstOf } from '../closures/code.ts';
import { compile } from '../closures/compile.ts';
import { resolve } from '../ir/resolve.ts';
import { parseWithSpans } from '../parse/parse.ts';
import { validate } from '../parse/validate.ts';
import { evaluate, type Program, type Result, unlessUnsupported } from '../program.ts';
import { decisionOf } from './decision.ts';
import { fixOf } from './fix.ts';
import { type Place, placeAt, type Source, sourceOf } from './source.ts';
import { type Trace, tracer } from './trace.ts';
import { type Line, linesOf } from './tree.ts';
import { whyOf } from './why.ts';

/** Why a program gives what it gives for an input. */
export interface Explanation {
  /** What `evaluate` gives. */
  readonly result: Result;
  /** The first output, which may be null or false. Undefined if there is none. */
  readonly output: JsonValue | undefined;
  /** Whether an output that does not count, since it is not the first, is neither null nor false. */
  readonly hasLaterOutput: boolean;
  /** What decided: `.eventName is "CreateUser", the rule wants "CreateAccessKey"`. */
  readonly reason: string;
  /** Where in the program the piece stands that decided. */
  readonly place: Place;
  /** The program as a tree, with the values of its parts. */
  readonly lines: readonly Line[];
  /** Of a failure, what to write instead of what. */
  readonly fix: { readonly instead: string; readonly of: string } | undefined;
}

/** Explains a program on one input after another. Undefined for a program that is not compiled in-process. */
export const explainer = (text: string): ((input: JsonValue) => Explanation) | undefined =>
  unlessUnsupported(() => {
    const { syntax, spans } = parseWithSpans(text);
    validate(syntax, isBuiltin);
    const [trace, source] = [tracer(syntax), sourceOf(text, spans)];
    const anyOutput: Program = {
      firstOutput: firstOf(
        compile(resolve({ kind: 'call', name: 'any', args: [syntax, { kind: 'identity' }] })),
      ),
      conditions: [],
    };
    return (input) => {
      const explanation = explanationOf(trace(input), source, input);
      const hasLaterOutput = explanation.result === undefined && evaluate(anyOutput, input)?.kind === 'value';
      return { ...explanation, hasLaterOutput };
    };
  });

const explanationOf = (
  trace: Trace,
  source: Source,
  input: JsonValue,
): Omit<Explanation, 'hasLaterOutput'> => {
  const { result, root } = trace;
  const chain = decisionOf(root);
  const decider = chain.findLast((step) => source.spanOf(step.syntax) !== undefined) ?? root;
  return {
    result,
    output: root.outputs[0],
    reason: whyOf(trace, source),
    place: placeAt(source.text, source.spanOf(decider.syntax)?.start ?? 0),
    lines: linesOf(root, source),
    fix: result?.kind === 'error' ? fixOf(chain, source, input) : undefined,
  };
};
