import type { JsonValue } from '../../../json.ts';
import { isTruthy } from '../values/kinds.ts';
import { Raised } from '../values/signals.ts';
import { type Code, firstOf, identity, many, manyOf, nothing, type One, one } from './code.ts';

export const pipe = (left: Code, right: Code): Code => {
  if (left.kind === 'one' && right.kind === 'one') {
    const [first, second] = [left.run, right.run];
    return one((input) => {
      const between = first(input);
      return between === undefined ? undefined : second(between);
    });
  }
  const [first, second] = [manyOf(left), manyOf(right)];
  return many((input, emit) => first(input, (between) => second(between, emit)), firstOfPipe(left, right));
};

const firstOfPipe = (left: Code, right: Code): One | undefined => {
  if (left.kind === 'many') return undefined;
  const [first, second] = [left.run, firstOf(right)];
  return (input) => {
    const between = first(input);
    return between === undefined ? undefined : second(between);
  };
};

export const comma = (left: Code, right: Code): Code => {
  const [first, second] = [manyOf(left), manyOf(right)];
  const [firstOfLeft, firstOfRight] = [firstOf(left), firstOf(right)];
  return many(
    (input, emit) => first(input, emit) || second(input, emit),
    (input) => {
      const output = firstOfLeft(input);
      return output === undefined ? firstOfRight(input) : output;
    },
  );
};

/** The right side is not evaluated when the left side decides. Both may have many outputs. */
export const and = (left: Code, right: Code): Code => decide(left, right, false);
export const or = (left: Code, right: Code): Code => decide(left, right, true);

const decide = (left: Code, right: Code, decisive: boolean): Code => {
  if (left.kind === 'one' && right.kind === 'one') {
    const [first, second] = [left.run, right.run];
    return one((input) => {
      const a = first(input);
      if (a === undefined) return undefined;
      if (isTruthy(a) === decisive) return decisive;
      const b = second(input);
      return b === undefined ? undefined : isTruthy(b);
    });
  }
  const [first, second] = [manyOf(left), manyOf(right)];
  return many((input, emit) =>
    first(input, (a) =>
      isTruthy(a) === decisive ? emit(decisive) : second(input, (b) => emit(isTruthy(b))),
    ),
  );
};

/** `left // right`: the truthy outputs of the left side or, if there are none, the outputs of the right side. */
export const alternative = (left: Code, right: Code): Code => {
  if (left.kind === 'one' && right.kind === 'one') {
    const [first, second] = [left.run, right.run];
    return one((input) => {
      const a = first(input);
      return a !== undefined && isTruthy(a) ? a : second(input);
    });
  }
  const [first, second] = [manyOf(left), manyOf(right)];
  return many((input, emit) => {
    let found = false;
    const stopped = first(input, (a) => {
      if (!isTruthy(a)) return false;
      found = true;
      return emit(a);
    });
    return stopped || (!found && second(input, emit));
  });
};

/** `select(condition)`. */
const select = (condition: Code): Code => {
  if (condition.kind === 'one') {
    const test = condition.run;
    return one((input) => {
      const decision = test(input);
      return decision !== undefined && isTruthy(decision) ? input : undefined;
    });
  }
  const tests = condition.run;
  return many((input, emit) => tests(input, (decision) => isTruthy(decision) && emit(input)));
};

export const ifElse = (condition: Code, then: Code, otherwise: Code): Code => {
  if (then === identity && otherwise === nothing) return select(condition);
  if (condition.kind === 'one' && then.kind === 'one' && otherwise.kind === 'one') {
    const [test, yes, no] = [condition.run, then.run, otherwise.run];
    return one((input) => {
      const decision = test(input);
      if (decision === undefined) return undefined;
      return isTruthy(decision) ? yes(input) : no(input);
    });
  }
  const [test, yes, no] = [manyOf(condition), manyOf(then), manyOf(otherwise)];
  return many((input, emit) =>
    test(input, (decision) => (isTruthy(decision) ? yes(input, emit) : no(input, emit))),
  );
};

/** Catches errors of the body, but not those of the filters that its outputs are passed to. */
export const tryCatch = (body: Code, handler: Code): Code => {
  if (body.kind === 'one' && handler.kind === 'one') {
    const [attempt, handle] = [body.run, handler.run];
    return one((input) => {
      try {
        return attempt(input);
      } catch (error) {
        return handle(raisedBy(error));
      }
    });
  }
  const [attempt, handle] = [manyOf(body), manyOf(handler)];
  return many((input, emit) => {
    let isInEmit = false;
    try {
      return attempt(input, (output) => {
        isInEmit = true;
        const stop = emit(output);
        isInEmit = false;
        return stop;
      });
    } catch (error) {
      if (isInEmit) throw error;
      return handle(raisedBy(error), emit);
    }
  });
};

const raisedBy = (error: unknown): JsonValue => {
  if (error instanceof Raised) return error.value;
  throw error;
};
