import type { JsonValue } from '../../../json.ts';
import type { Filter } from '../ir/filter.ts';
import type { Scope } from '../ir/scope.ts';
import { callsIn } from '../parse/calls.ts';
import type { Definition } from '../parse/syntax.ts';
import { type Code, type One, one } from './code.ts';
import { compileObserved } from './compile.ts';

/** Compiles programs that have the same functions. A function is evaluated once on an input, for all of them. */
export interface Sharing {
  readonly compile: (filter: Filter) => Code;
  /** Forgets the inputs, which may be changed afterwards. */
  readonly forget: () => void;
}

export const sharing = (): Sharing => {
  const numberOf = numbering();
  const lasts = new Map<number, Last>();
  const share = ({ calls }: Filter, code: Code): Code => {
    if (calls === undefined || code.kind === 'many') return code;
    const number = numberOf(calls.definition, calls.definedIn);
    const last = lasts.get(number) ?? { input: undefined, output: undefined };
    lasts.set(number, last);
    return one(unlessLast(last, code.run));
  };
  return {
    compile: (filter) => compileObserved(filter, share),
    forget: () => {
      for (const last of lasts.values()) last.input = undefined;
    },
  };
};

/** What a function was evaluated on, and what it gave, unless it raised an error. */
interface Last {
  input: JsonValue | undefined;
  output: JsonValue | undefined;
}

const unlessLast =
  (last: Last, run: One): One =>
  (input) => {
    if (typeof input !== 'object' || input === null) return run(input);
    if (last.input === input) return last.output;
    const output = run(input);
    last.input = input;
    last.output = output;
    return output;
  };

type NumberOf = (definition: Definition, definedIn: Scope) => number;

/** Functions have the same number if their text is the same, and those that they call have the same numbers. */
const numbering = (): NumberOf => {
  const numbers = new Map<string, number>();
  const known = new WeakMap<Definition, number>();
  const numberOf: NumberOf = (definition, { functions }) => {
    const before = known.get(definition);
    if (before !== undefined) return before;
    const called = callsIn(definition.body).map((nameAndArity) => {
      const callee = functions.get(nameAndArity);
      return callee?.kind === 'defined' ? numberOf(callee.definition, callee.scope) : '';
    });
    const text = `${JSON.stringify(definition)}${called.join()}`;
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    known.set(definition, number);
    return number;
  };
  return numberOf;
};
