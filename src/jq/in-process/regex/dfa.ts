import { spend } from '../values/budget.ts';
import type { Alphabet } from './alphabet.ts';
import type { Program } from './instructions.ts';

/** What an automaton reads in one step: the conditions that hold at a position, and the class of the next character. */
export interface Reading {
  /** Steps, the last of which reads no character. */
  readonly steps: number;
  readonly classAt: (step: number) => number;
  /** As bits. */
  readonly conditionsAt: (step: number) => number;
}

/** Calls `visit` with whether a match ends before each step, until that returns true. A match may start anywhere. */
export type Dfa = (reading: Reading, visit: (matches: boolean, step: number) => boolean) => void;

/**
 * A deterministic automaton, whose states are sets of positions in the program. They are made when a text needs them, and
 * thrown away when there are too many of them, so that a text takes at most `steps × instructions`.
 */
export const dfaOf = (program: Program, { isIn }: Alphabet): Dfa => {
  const { instructions, start } = program;
  const bits = instructions.reduce((all, step) => (step.kind === 'condition' ? all | step.bit : all), 0);
  let states = new Map<string, State>();
  let size = 0;

  const stateOf = (positions: readonly number[]): State => {
    const key = positions.join();
    const known = states.get(key);
    if (known !== undefined) return known;
    size += positions.length + fixedSize;
    if (size > maxSize) {
      states = new Map();
      size = 0;
    }
    const state: State = { positions, edges: [], edgesIf: new Map() };
    states.set(key, state);
    return state;
  };

  const edgeOf = (state: State, characterClass: number, conditions: number): Edge => {
    const reached = new Set(state.positions);
    const next = new Set([start]);
    let matches = false;
    // A set is iterated over what is added meanwhile, too.
    for (const position of reached) {
      const step = instructions[position];
      if (step?.kind === 'choice') reached.add(step.preferred).add(step.other);
      else if (step?.kind === 'save') reached.add(step.next);
      else if (step?.kind === 'condition' && ((conditions & step.bit) !== 0) === step.holds)
        reached.add(step.next);
      else if (step?.kind === 'character' && isIn(characterClass, step.set)) next.add(step.next);
      matches ||= step?.kind === 'match';
    }
    spend(1 + reached.size / stepsPerValue);
    return { matches, to: stateOf([...next].sort((a, b) => a - b)) };
  };

  return ({ steps, classAt, conditionsAt }, visit) => {
    spend(1 + steps / readsPerValue);
    let state = stateOf([start]);
    for (let step = 0; step < steps; step += 1) {
      const characterClass = classAt(step);
      const conditions = bits === 0 ? 0 : conditionsAt(step) & bits;
      let edges = state.edges;
      if (conditions !== 0) {
        edges = state.edgesIf.get(conditions) ?? [];
        state.edgesIf.set(conditions, edges);
      }
      let edge = edges[characterClass];
      if (edge === undefined) {
        edge = edgeOf(state, characterClass, conditions);
        edges[characterClass] = edge;
      }
      if (visit(edge.matches, step)) return;
      state = edge.to;
    }
  };
};

interface State {
  readonly positions: readonly number[];
  /** By class. */
  readonly edges: Edges;
  /** Where conditions hold: by their bits. */
  readonly edgesIf: Map<number, Edges>;
}

type Edges = (Edge | undefined)[];

interface Edge {
  /** Whether a match ends before the character. */
  readonly matches: boolean;
  readonly to: State;
}

/** Numbers in all states together. */
const maxSize = 20_000;
const fixedSize = 10;

/** They take about as long as a visit to a value, which is what the budget counts. */
const stepsPerValue = 50;
const readsPerValue = 500;
