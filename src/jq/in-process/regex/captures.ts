import { spend } from '../values/budget.ts';
import type { Text } from './conditions.ts';
import type { Automaton } from './search.ts';

/** Positions in code points. */
interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Found extends Span {
  /** Undefined for a group that took no part. */
  readonly groups: readonly (Span | undefined)[];
}

/**
 * The match that a backtracking engine finds first, from this position on. All ways to match are followed at once, in the
 * order in which a backtracking engine tries them (Russ Cox, "Regular Expression Matching: the Virtual Machine Approach").
 */
export const firstMatch = (
  { program: { instructions, start }, alphabet: { isIn } }: Automaton,
  { classes, conditions }: Text,
  from: number,
  groups: number,
): Found | undefined => {
  let found: Thread | undefined;
  let threads: Thread[] = [];

  /** Follows a thread to where it reads characters. */
  const follow = (thread: Thread, at: number, into: Thread[], seen: Set<number>): void => {
    const pending = [thread];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const step = instructions[next.position];
      if (step === undefined || seen.has(next.position)) continue;
      seen.add(next.position);
      if (step.kind === 'choice') {
        pending.push({ ...next, position: step.other }, { ...next, position: step.preferred });
      } else if (step.kind === 'save') {
        pending.push({ ...next, position: step.next, slots: next.slots.with(step.slot, at) });
      } else if (step.kind === 'condition') {
        if ((((conditions[at] ?? 0) & step.bit) !== 0) === step.holds)
          pending.push({ ...next, position: step.next });
      } else into.push(next);
    }
  };

  for (let at = from; at < classes.length; at += 1) {
    const seen = new Set<number>();
    const here: Thread[] = [];
    for (const thread of threads) follow(thread, at, here, seen);
    if (found === undefined) {
      const slots = Array.from({ length: 2 * groups }, () => -1);
      follow({ position: start, from: at, end: at, slots }, at, here, seen);
    }
    spend(seen.size / stepsPerValue);
    threads = [];
    for (const thread of here) {
      const step = instructions[thread.position];
      if (step?.kind === 'match') {
        found = { ...thread, end: at };
        break;
      }
      if (step?.kind === 'character' && isIn(classes[at] ?? 0, step.set))
        threads.push({ ...thread, position: step.next });
    }
    if (found !== undefined && threads.length === 0) break;
  }
  return found && foundBy(found);
};

/** One way to match, up to a position in the program. */
interface Thread {
  readonly position: number;
  readonly from: number;
  readonly end: number;
  /** Where the groups start and end; -1 when they have not. */
  readonly slots: readonly number[];
}

const foundBy = ({ from, end, slots }: Thread): Found => ({
  start: from,
  end,
  groups: Array.from({ length: slots.length / 2 }, (_, group) => {
    const [start = -1, groupEnd = -1] = slots.slice(2 * group);
    return groupEnd === -1 ? undefined : { start, end: groupEnd };
  }),
});

/** They take about as long as a visit to a value, which is what the budget counts. */
const stepsPerValue = 5;
