import type { JsonObject, JsonValue } from '../../../json.ts';
import { type Fact, isPossible } from '../reasoning/fact.ts';
import type { Knowledge } from '../reasoning/knowledge.ts';
import { follow, type Place, type Root, recordRoot, type Step } from '../reasoning/place.ts';

/**
 * Values for all that is known, by the name of the record's field: `{"eventName": "CreateUser", …}`. It need not have
 * all that is known: whether a record matches, only the evaluator says. `texts` are values to try.
 */
export const samplesOf = (knowledge: Knowledge, texts: readonly string[]): JsonObject => {
  const value = sampleOf(treeOf({ root: recordRoot, steps: [] }, knowledge), texts);
  // The record is an object.
  return value as JsonObject;
};

/** What is known of a place and of all that comes from it. */
interface Tree {
  readonly known: readonly (readonly [steps: readonly Step[], fact: Fact])[];
  readonly fields: readonly (readonly [Step, Tree])[];
  /** What it is the JSON text of. */
  readonly document: Tree | undefined;
  readonly element: Tree | undefined;
}

const treeOf = (place: Place, knowledge: Knowledge): Tree => {
  const facts = [...(knowledge.get(place.root)?.values() ?? [])].filter((known) =>
    isAtOrBelow(known.place, place),
  );
  const lists = [...knowledge.keys()].flatMap(({ elementOf }) =>
    elementOf?.root === place.root && isAtOrBelow(elementOf, place) ? [elementOf] : [],
  );
  const nextSteps = new Map(
    [...facts.map((known) => known.place), ...lists].flatMap(({ steps }) => {
      const step = steps[place.steps.length];
      return step === undefined ? [] : [[step.text, step] as const];
    }),
  );
  const below = (step: Step): Tree => treeOf({ root: place.root, steps: [...place.steps, step] }, knowledge);
  const steps = [...nextSteps.values()];
  const parse = steps.find(({ text }) => text.startsWith('fromjson/0'));
  const elements = [...knowledge.keys()].filter(({ elementOf }) => isSame(elementOf, place));
  const [element] = elements;
  return {
    known: facts.map(({ place: { steps: path }, fact }) => [path.slice(place.steps.length), fact]),
    fields: steps.filter(({ field }) => field !== undefined).map((step) => [step, below(step)]),
    document: parse && below(parse),
    element: element && treeOf({ root: element, steps: [] }, knowledge),
  };
};

const isAtOrBelow = ({ steps }: Place, upper: Place): boolean =>
  upper.steps.every(({ text }, at) => steps[at]?.text === text);

const isSame = (one: Root['elementOf'], other: Place): boolean =>
  one !== undefined &&
  one.root === other.root &&
  one.steps.length === other.steps.length &&
  one.steps.every(({ text }, at) => text === other.steps[at]?.text);

const sampleOf = (tree: Tree, texts: readonly string[]): JsonValue => {
  const { known, fields, document, element } = tree;
  const own = known.find(([steps]) => steps.length === 0)?.[1];
  if (own?.kind === 'one of') return own.values[0] ?? null;
  if (element !== undefined) return [sampleOf(element, texts)];
  if (document !== undefined) return JSON.stringify(sampleOf(document, texts));
  if (fields.length > 0) return objectOf(fields, texts);
  const found = candidatesFor(own, texts).find((value) =>
    known.every(([steps, fact]) => hasFact(value, steps, fact)),
  );
  return found === undefined ? 'x' : found;
};

const objectOf = (fields: Tree['fields'], texts: readonly string[]): JsonValue => {
  const positions = fields.filter(([{ field }]) => typeof field === 'number');
  if (positions.length > 0) return positions.map(([, tree]) => sampleOf(tree, texts));
  return Object.fromEntries(fields.map(([{ field }, tree]) => [String(field), sampleOf(tree, texts)]));
};

const candidatesFor = (own: Fact | undefined, texts: readonly string[]): readonly JsonValue[] => {
  const prefix = own?.kind === 'some' ? own.prefix : '';
  const [above, below] = own?.kind === 'some' ? [own.above?.value, own.below?.value] : [];
  const bounds = [above, below].flatMap((bound): readonly JsonValue[] =>
    typeof bound === 'number' ? [bound, bound + 1, bound - 1] : bound === undefined ? [] : [bound],
  );
  return [
    ...(prefix === '' ? [] : [prefix, `${prefix}x`, ...texts.map((text) => prefix + text)]),
    'x',
    ...texts,
    ...texts.flatMap((text) => [`x${text}`, `${text}x`, `x${text}x`, text.toLowerCase(), text.toUpperCase()]),
    ...bounds,
    ...usual,
  ];
};

const usual: readonly JsonValue[] = [
  ...[
    '111122223333',
    '203.0.113.7',
    '2026-11-20T09:02:11Z',
    '2026-11-21T23:30:00Z',
    'arn:aws:iam::111122223333:user/alice',
  ],
  ...[1, 0, 7, 22, 100, true, false],
  ...[['x'], [], { x: 'x' }, {}, null],
];

const hasFact = (value: JsonValue, steps: readonly Step[], fact: Fact): boolean => {
  const reached = follow(value, steps);
  return reached.kind === 'value' && isPossible(fact, reached.value);
};
