import type { JsonValue } from '../../../json.ts';
import { type Code, firstOf, type Many, many, type One, one } from '../closures/code.ts';
import { compileObserved } from '../closures/compile.ts';
import type { Filter } from '../ir/filter.ts';
import { type Origins, resolveWithOrigins } from '../ir/resolve.ts';
import type { Syntax } from '../parse/syntax.ts';
import { evaluate, type Result } from '../program.ts';

/** One evaluation of a piece of syntax on one input, with those of the pieces inside it, in their order. */
export interface Step {
  readonly syntax: Syntax;
  readonly input: JsonValue;
  /** Those that were needed: what comes after the first output of a program is not evaluated. */
  readonly outputs: readonly JsonValue[];
  /** What it threw: a Raised, a BailOut or a RangeError. The same object in all steps that it went through. */
  readonly thrown: unknown;
  readonly steps: readonly Step[];
}

export interface Trace {
  /** What `evaluate` gives. */
  readonly result: Result;
  readonly root: Step;
  /** Whether there were more steps than are kept. */
  readonly isCut: boolean;
  /** How many steps there were. */
  readonly steps: number;
}

/**
 * Compiles a program that `validate` accepts to the closures with which it is always evaluated, and notes what each of
 * them gets and gives. Throws UnsupportedProgram.
 */
export const tracer = (program: Syntax): ((input: JsonValue) => Trace) => {
  const { filter, origins } = resolveWithOrigins(program);
  const recorder = createRecorder();
  const code = compileObserved(filter, observing(origins, recorder));
  const traced = { firstOutput: firstOf(code), conditions: [] };
  return (input) => {
    const top = recorder.start(program, input);
    const result = evaluate(traced, input);
    // The program itself is a step. It is missing only if its input is no value that jq has.
    const [root = top] = top.steps;
    return { result, root, isCut: recorder.steps() > maxSteps, steps: recorder.steps() };
  };
};

interface Draft extends Step {
  readonly outputs: JsonValue[];
  thrown: unknown;
  readonly steps: Draft[];
}

interface Recorder {
  start(syntax: Syntax, input: JsonValue): Draft;
  enter(syntax: Syntax, input: JsonValue): Draft;
  /** What is evaluated from now on is part of this step. Returns the step that it was part of. */
  continueIn(step: Draft): Draft;
  steps(): number;
}

/** A program may take 20,000 times as many steps as it has pieces. */
const maxSteps = 100_000;

const createRecorder = (): Recorder => {
  let current = draft({ kind: 'identity' }, null);
  let count = 0;
  const continueIn = (step: Draft): Draft => {
    const before = current;
    current = step;
    return before;
  };
  return {
    start: (syntax, input) => {
      count = 0;
      const top = draft(syntax, input);
      continueIn(top);
      return top;
    },
    enter: (syntax, input) => {
      const step = draft(syntax, input);
      count += 1;
      if (count <= maxSteps) current.steps.push(step);
      return step;
    },
    continueIn,
    steps: () => count,
  };
};

const draft = (syntax: Syntax, input: JsonValue): Draft => ({
  syntax,
  input,
  outputs: [],
  thrown: undefined,
  steps: [],
});

const observing =
  (origins: Origins, recorder: Recorder) =>
  (filter: Filter, code: Code): Code =>
    (origins.get(filter) ?? []).reduceRight<Code>(
      (inner, syntax) =>
        inner.kind === 'one'
          ? one(observedOne(inner.run, syntax, recorder))
          : many(observedMany(inner.run, syntax, recorder)),
      code,
    );

const observedOne = (run: One, syntax: Syntax, { enter, continueIn }: Recorder): One => {
  return (input) => {
    const step = enter(syntax, input);
    const parent = continueIn(step);
    try {
      const output = run(input);
      if (output !== undefined) step.outputs.push(output);
      return output;
    } catch (error) {
      step.thrown = error;
      throw error;
    } finally {
      continueIn(parent);
    }
  };
};

const observedMany = (run: Many, syntax: Syntax, { enter, continueIn }: Recorder): Many => {
  return (input, emit) => {
    const step = enter(syntax, input);
    const parent = continueIn(step);
    let isInEmit = false;
    try {
      return run(input, (output) => {
        step.outputs.push(output);
        // What is done with an output is no part of the step that has it.
        isInEmit = true;
        continueIn(parent);
        const stop = emit(output);
        continueIn(step);
        isInEmit = false;
        return stop;
      });
    } catch (error) {
      if (!isInEmit) step.thrown = error;
      throw error;
    } finally {
      continueIn(parent);
    }
  };
};
