import type { Fact } from './fact.ts';
import type { Knowledge, Known } from './knowledge.ts';
import type { Outcome } from './outcome.ts';

/** Fewer ways: two that give the same and differ in what one value is become one, where it is either. */
export const joined = (ways: readonly Outcome[]): readonly Outcome[] => {
  const kept: Outcome[] = [];
  for (const way of ways) {
    const last = kept.at(-1);
    const both = last && joinedWays(last, way);
    if (both === undefined) kept.push(way);
    else kept.splice(-1, 1, both);
  }
  return kept;
};

const joinedWays = (one: Outcome, other: Outcome): Outcome | undefined => {
  if (one.kind !== 'output' || other.kind !== 'output') return undefined;
  const isSame =
    one.given.kind === 'value' && other.given.kind === 'value' && one.given.value === other.given.value;
  const knowledge = isSame ? joinedKnowledge(one.knowledge, other.knowledge) : undefined;
  return knowledge && { ...one, knowledge };
};

const joinedKnowledge = (one: Knowledge, other: Knowledge): Knowledge | undefined => {
  const [ones, others] = [factsIn(one), factsIn(other)];
  if (ones.length !== others.length) return undefined;
  const different = ones.flatMap((known, at): readonly (readonly [Known, Fact, Fact])[] => {
    const fact = others[at]?.fact;
    return fact === undefined || fact === known.fact ? [] : [[known, known.fact, fact]];
  });
  const [[known, a, b] = [], ...more] = different;
  const isSamePlace = ones.every(
    ({ place }, at) =>
      place === others[at]?.place || JSON.stringify(place.steps) === JSON.stringify(others[at]?.place.steps),
  );
  if (known === undefined || more.length > 0 || !isSamePlace) return undefined;
  if (a?.kind !== 'one of' || b?.kind !== 'one of') return undefined;
  const fact: Fact = { kind: 'one of', values: [...a.values, ...b.values] };
  const { root } = known.place;
  const joinedFacts = [...(one.get(root) ?? [])].map(
    ([key, each]) => [key, each === known ? { ...each, fact } : each] as const,
  );
  return new Map(one).set(root, new Map(joinedFacts));
};

const factsIn = (knowledge: Knowledge): readonly Known[] =>
  [...knowledge.values()].flatMap((facts) => [...facts.values()]);
