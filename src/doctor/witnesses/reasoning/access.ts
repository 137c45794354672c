import { literalOf } from '../../../jq/in-process/explain/paths.ts';
import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { index } from '../../../jq/in-process/values/access.ts';
import { caught } from './attempts.ts';
import type { Knowledge } from './knowledge.ts';
import { type Given, type Outcomes, onEach } from './outcome.ts';
import type { Step } from './place.ts';
import type { Setting } from './setting.ts';
import { fieldStep, taken, unknown } from './steps.ts';

/** `.key`. The key is evaluated on the same input as the target. */
export const followIndex = (
  { target, key, optional }: Extract<Syntax, { readonly kind: 'index' }>,
  setting: Setting,
): Outcomes =>
  onEach(setting.follow(key, setting), (by, knows) =>
    onEach(setting.follow(target, { ...setting, knowledge: knows }), (of, after) =>
      caught(fieldOf(of, by, after), optional),
    ),
  );

const fieldOf = (of: Given, by: Given, knowledge: Knowledge): Outcomes => {
  const key = by.kind === 'value' ? by.value : undefined;
  if (typeof key === 'string') return taken(of, knowledge, fieldStep(key, 'object'));
  if (typeof key === 'number') return taken(of, knowledge, fieldStep(key, 'array'));
  return unknown(knowledge);
};

export const followSlice = (
  { target, from, to, optional }: Extract<Syntax, { readonly kind: 'slice' }>,
  setting: Setting,
): Outcomes => {
  const [start, end] = [from, to].map((bound) => (bound === undefined ? null : boundOf(bound)));
  if (start === undefined || end === undefined) return unknown(setting.knowledge);
  const step: Step = {
    text: `[${start}:${end}]`,
    run: (container) => index(container, { start, end }),
    field: undefined,
    from: ['string', 'array', 'null'],
    to: ['string', 'array', 'null'],
  };
  return onEach(setting.follow(target, setting), (of, knows) => caught(taken(of, knows, step), optional));
};

const boundOf = (syntax: Syntax): number | undefined => {
  const literal = literalOf(syntax);
  return typeof literal === 'number' ? literal : undefined;
};
