import type { JsonValue } from '../../../json.ts';
import { spend } from '../values/budget.ts';
import { type ObjectDraft, put } from '../values/build.ts';
import { raise } from '../values/signals.ts';
import { describe } from '../values/text.ts';
import { allOf, type Code, type Many, many, manyOf, type One, one } from './code.ts';

/** `[items]`. */
export const collect = (items: Code): Code => {
  const all = allOf(items);
  return one((input) => {
    const collected = all(input);
    spend(collected.length);
    return collected;
  });
};

/** `{key: value}`: the outputs of the first key are the outermost loop, those of the last value the innermost. */
export const object = (entries: readonly { readonly key: Code; readonly value: Code }[]): Code => {
  const ones = entries.flatMap(({ key, value }) =>
    key.kind === 'one' && value.kind === 'one' ? [{ key: key.run, value: value.run }] : [],
  );
  if (ones.length === entries.length) return one((input) => objectOf(ones, input));
  const loops = entries.map(({ key, value }) => ({ key: manyOf(key), value: manyOf(value) }));
  return many((input, emit) => eachObject(loops, input, 0, [], emit));
};

const objectOf = (
  entries: readonly { readonly key: One; readonly value: One }[],
  input: JsonValue,
): JsonValue | undefined => {
  spend(entries.length);
  const draft: ObjectDraft = {};
  for (const entry of entries) {
    const key = entry.key(input);
    if (key === undefined) return undefined;
    const value = entry.value(input);
    if (value === undefined) return undefined;
    put(draft, asKey(key), value);
  }
  return draft;
};

const eachObject = (
  loops: readonly { readonly key: Many; readonly value: Many }[],
  input: JsonValue,
  at: number,
  fields: readonly (readonly [string, JsonValue])[],
  emit: (object: JsonValue) => boolean,
): boolean => {
  const loop = loops[at];
  if (loop !== undefined) {
    return loop.key(input, (key) =>
      loop.value(input, (value) => eachObject(loops, input, at + 1, [...fields, [asKey(key), value]], emit)),
    );
  }
  spend(fields.length);
  const draft: ObjectDraft = {};
  for (const [key, value] of fields) put(draft, key, value);
  return emit(draft);
};

const asKey = (key: JsonValue): string =>
  typeof key === 'string' ? key : raise(`Cannot use ${describe(key)} as object key`);
