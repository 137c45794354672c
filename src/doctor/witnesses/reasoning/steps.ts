import { index } from '../../../jq/in-process/values/access.ts';
import { isJsonArray, isJsonObject } from '../../../json.ts';
import { allTypes, type Type, typesOf } from './fact.ts';
import { factAt, fewValues, type Knowledge, splitByStep } from './knowledge.ts';
import { type Given, type Outcomes, outcomes, output, value } from './outcome.ts';
import { attempt, type Step, stepTo, unknownPlace } from './place.ts';

/** Something of which only the types are known. */
export const anything = (types: readonly Type[] = allTypes): Given => ({
  kind: 'place',
  place: unknownPlace(types),
});

export const anyObject = (): Given => anything(['object']);

/** Everything may come of it. */
export const unknown = (knowledge: Knowledge, types: readonly Type[] = allTypes): Outcomes =>
  outcomes(
    [output(anything(types), knowledge), { kind: 'none', knowledge }, { kind: 'error', knowledge }],
    false,
  );

export const fieldStep = (key: string | number, from: Type): Step => ({
  text: JSON.stringify(key),
  run: (container) => index(container, key),
  field: key,
  from: [from, 'null'],
  to: allTypes,
});

/** What one step from a given value gives. */
export const taken = (of: Given, knowledge: Knowledge, step: Step): Outcomes => {
  if (of.kind === 'value') {
    const reached = attempt(() => step.run(of.value));
    if (reached.kind === 'value') return outcomes([output(value(reached.value), knowledge)]);
    return reached.kind === 'fails' ? outcomes([{ kind: 'error', knowledge }]) : unknown(knowledge, step.to);
  }
  const { reached, fails } = splitByStep(knowledge, of.place, step);
  return outcomes([
    ...(reached === undefined ? [] : [output({ kind: 'place', place: stepTo(of.place, step) }, reached)]),
    ...(fails === undefined ? [] : [{ kind: 'error' as const, knowledge: fails }]),
  ]);
};

/** `.[]`: each output may be any of the elements. */
export const elements = (of: Given, knowledge: Knowledge): Outcomes => {
  if (of.kind === 'value') {
    if (!isJsonArray(of.value) && !isJsonObject(of.value)) return outcomes([{ kind: 'error', knowledge }]);
    const items = Object.values(of.value);
    if (items.length === 0) return outcomes([{ kind: 'none', knowledge }]);
    return outcomes(
      items.map((item) => output(value(item), knowledge)),
      items.length === 1,
    );
  }
  const few = fewValues(knowledge, of.place);
  if (few !== undefined) return unknown(knowledge);
  const types = typesOf(factAt(knowledge, of.place));
  const given: Given = { kind: 'place', place: unknownPlace(allTypes, of.place) };
  return outcomes(
    [
      ...(types.some((type) => isContainer(type)) ? [output(given, knowledge)] : []),
      { kind: 'none' as const, knowledge },
      ...(types.every((type) => isContainer(type)) ? [] : [{ kind: 'error' as const, knowledge }]),
    ],
    false,
  );
};

const isContainer = (type: Type): boolean => type === 'array' || type === 'object';
