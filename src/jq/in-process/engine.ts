import { setImmediate } from 'node:timers/promises';
import type { JsonValue } from '../../json.ts';
import type { JqEngine, Outcome, Programs } from '../engine.ts';
import { type Pair, realJq } from './fallback.ts';
import { indexOf } from './prefilter/record-index.ts';
import { judge, type Program, understand, type Verdict } from './program.ts';
import { spent } from './values/signals.ts';

/**
 * Evaluates in-process the part of jq that it understands exactly, and on each record only the programs that may have
 * something to say about it. Everything else goes to a real jq, which is loaded when it is first needed.
 */
export const direct = (fallback: () => JqEngine | Promise<JqEngine>): JqEngine => {
  let loading: Promise<JqEngine> | undefined;
  const load = async (): Promise<JqEngine> => {
    loading ??= Promise.resolve(fallback());
    return loading;
  };
  return { compile: (texts) => compilePrograms(texts, load) };
};

const compilePrograms = async (
  texts: readonly string[],
  load: () => Promise<JqEngine>,
): Promise<Programs> => {
  const programs = texts.map(understand);
  // Two, so that programs which hand over most records do not take along those that seldom hand over one.
  const [often, seldom] = [realJq(texts, load), realJq(texts, load)];
  await often.include([...programs.keys()].filter((at) => programs[at] === undefined));
  const evaluate = evaluatorOf(programs);
  return {
    start: (limits) => {
      const [oftenOutcomesOf, seldomOutcomesOf] = [often.start(limits), seldom.start(limits)];
      return {
        firstOutputs: async (records) => {
          const { outcomes, handedOver } = await evaluate(records, limits.signal);
          if (handedOver.length === 0) return outcomes;
          const pairsOf = Map.groupBy(handedOver, ({ program }) => program);
          const isOften = ({ program }: Pair): boolean =>
            programs[program] === undefined ||
            (pairsOf.get(program) ?? []).length > Math.max(few, records.length / 2);
          const [oftenPairs, seldomPairs] = [
            handedOver.filter(isOften),
            handedOver.filter((pair) => !isOften(pair)),
          ];
          return [
            ...outcomes,
            ...(await oftenOutcomesOf(oftenPairs, records)),
            ...(await seldomOutcomesOf(seldomPairs, records)),
          ];
        },
      };
    },
  };
};

interface Evaluated {
  readonly outcomes: readonly Outcome[];
  readonly handedOver: readonly Pair[];
}

type Evaluate = (records: readonly JsonValue[], signal: AbortSignal) => Promise<Evaluated>;

const evaluatorOf = (programs: readonly (Program | undefined)[]): Evaluate => {
  const meet = indexOf(programs.map((program) => program?.guards ?? []));
  return async (records, signal) => {
    const outcomes: Outcome[] = [];
    const handedOver: Pair[] = [];
    let work = 0;
    signal.throwIfAborted();
    for (const [at, record] of records.entries()) {
      meet(record, (number) => {
        const program = programs[number];
        const verdict = program === undefined ? outside : judge(program, record);
        work += spent();
        if (verdict === undefined) return;
        if (verdict.kind === 'handed over') handedOver.push({ program: number, record: at });
        else outcomes.push({ ...verdict, program: number, record: at });
      });
      if (work < longWork) continue;
      work = 0;
      await setImmediate();
      signal.throwIfAborted();
    }
    return { outcomes, handedOver };
  };
};

/** After so much, which takes some tenths of a second at worst, others have their turn: also who calls it off. */
const longWork = 200_000;

const outside: Verdict = { kind: 'handed over', reason: 'a program that we do not read' };

/** Of so few records, it means nothing that a program hands over most. */
const few = 10;
