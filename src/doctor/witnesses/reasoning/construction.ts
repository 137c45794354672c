import { literalOf } from '../../../jq/in-process/explain/paths.ts';
import type { EntrySyntax, Syntax } from '../../../jq/in-process/parse/syntax.ts';
import type { JsonValue } from '../../../json.ts';
import { type Outcomes, onEach, outcomes, output, typesGiven, value } from './outcome.ts';
import type { Setting } from './setting.ts';
import { anyObject, anything } from './steps.ts';

/** Each interpolation may be any text. Only a string without one is known. */
export const followString = (
  { parts, format }: Extract<Syntax, { readonly kind: 'string' }>,
  setting: Setting,
): Outcomes => {
  const { knowledge } = setting;
  if (parts.every((part) => typeof part === 'string'))
    return outcomes([output(value(parts.join('')), knowledge)]);
  // The formats @csv, @sh and others refuse some values.
  const mayFail = !['text', 'json'].includes(format.replace('@', ''));
  // As of any sum, jq evaluates the right side first.
  const { ways, isSingle } = parts
    .toReversed()
    .reduce<Outcomes>(
      (before, part) =>
        typeof part === 'string'
          ? before
          : onEach(before, (given, knows) =>
              onEach(setting.follow(part, { ...setting, knowledge: knows }), (_, after) =>
                outcomes([output(given, after)]),
              ),
            ),
      outcomes([output(anything(['string']), knowledge)]),
    );
  return outcomes([...ways, ...(mayFail ? [{ kind: 'error' as const, knowledge }] : [])], isSingle);
};

export const followEntry = (entry: EntrySyntax, setting: Setting): Outcomes =>
  onEach(setting.follow(entry.key, setting), (key, knowledge) => {
    const isText = typesGiven(key, knowledge).every((type) => type === 'string');
    const error = isText ? [] : [{ kind: 'error' as const, knowledge }];
    if (entry.value === undefined) {
      const hasFields = typesGiven(setting.input, knowledge).every(
        (type) => type === 'object' || type === 'null',
      );
      return outcomes([
        output(anyObject(), knowledge),
        ...(isText && hasFields ? [] : [{ kind: 'error' as const, knowledge }]),
      ]);
    }
    const { ways, isSingle } = onEach(setting.follow(entry.value, { ...setting, knowledge }), (_, after) =>
      outcomes([output(anyObject(), after)]),
    );
    return outcomes([...ways, ...error], isSingle);
  });

export const followArray = (items: Syntax | undefined, setting: Setting): Outcomes => {
  const { knowledge } = setting;
  if (items === undefined) return outcomes([output(value([]), knowledge)]);
  const literals = literalsIn(items);
  if (literals !== undefined) return outcomes([output(value(literals), knowledge)]);
  const fails = setting.follow(items, setting).ways.some(({ kind }) => kind === 'error');
  return outcomes([
    output(anything(['array']), knowledge),
    ...(fails ? [{ kind: 'error' as const, knowledge }] : []),
  ]);
};

const literalsIn = (syntax: Syntax): readonly JsonValue[] | undefined => {
  if (syntax.kind !== 'comma') {
    const literal = literalOf(syntax);
    return literal === undefined ? undefined : [literal];
  }
  const [left, right] = [literalsIn(syntax.left), literalsIn(syntax.right)];
  return left && right && [...left, ...right];
};
