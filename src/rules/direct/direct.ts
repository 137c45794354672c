import type { JsonValue } from '../../json.ts';
import type { JqEngine, Outcome, Programs } from '../jq.ts';
import { indexOf } from './index/record-index.ts';
import { judge, type Program, understand, type Verdict } from './program.ts';
import { type Pair, realJq } from './real-jq.ts';

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
    firstOutputs: async (records, signal) => {
      signal.throwIfAborted();
      const { outcomes, handedOver } = evaluate(records);
      if (handedOver.length === 0) return outcomes;
      const isOften = mostly(handedOver, records.length);
      const [many, few] = [handedOver.filter(isOften), handedOver.filter((pair) => !isOften(pair))];
      return inOrder([
        ...outcomes,
        ...(await often.outcomesOf(many, records, signal)),
        ...(await seldom.outcomesOf(few, records, signal)),
      ]);
    },
  };
};

interface Evaluation {
  readonly outcomes: readonly Outcome[];
  readonly handedOver: readonly Pair[];
}

const evaluatorOf = (
  programs: readonly (Program | undefined)[],
): ((records: readonly JsonValue[]) => Evaluation) => {
  const meet = indexOf(programs.map((program) => program?.guards ?? []));
  return (records) => {
    const outcomes: Outcome[] = [];
    const handedOver: Pair[] = [];
    for (let at = 0; at < records.length; at += 1) {
      const record = records[at] ?? null;
      meet(record, (number) => {
        const program = programs[number];
        const verdict = program === undefined ? outside : judge(program, record);
        if (verdict === undefined) return;
        if (verdict.kind === 'handed over') handedOver.push({ program: number, record: at });
        else outcomes.push({ ...verdict, program: number, record: at });
      });
    }
    return { outcomes, handedOver };
  };
};

const outside: Verdict = { kind: 'handed over', reason: 'a program that we do not read' };

const mostly = (handedOver: readonly Pair[], records: number): ((pair: Pair) => boolean) => {
  const counts = new Map<number, number>();
  for (const { program } of handedOver) counts.set(program, (counts.get(program) ?? 0) + 1);
  return ({ program }) => (counts.get(program) ?? 0) > records / 2;
};

const inOrder = (outcomes: readonly Outcome[]): readonly Outcome[] =>
  outcomes.toSorted((a, b) => a.record - b.record || a.program - b.program);
