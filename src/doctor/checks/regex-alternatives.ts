import { nearestEventName, nearestEventSource } from '../../catalogue/events.ts';
import { nearestRegion } from '../../catalogue/regions.ts';
import type { Comparison } from '../reading/facts.ts';
import { matches } from '../reading/matches.ts';
import { inLetters, isEventName, isEventSource, valuesOf } from '../reading/possible-values.ts';
import { type FieldValue, isField, isLiteral } from '../reading/values.ts';
import { type Alternative, alternativesIn } from './alternatives.ts';
import { type Check, findingAt, written } from './check.ts';

/** `test("^(CreateUser|DeleteUsr)$")`: one of the alternatives is none, and the others hide it. */
export const regexAlternatives: Check = (program) =>
  program.facts.comparisons.flatMap((comparison) => {
    const regex = regexOn(comparison);
    if (regex === undefined) return [];
    const { field, pattern, values, flags } = regex;
    const isTrue = (of: string): boolean =>
      values.some((value) => matches('test', value, of, flags) !== false);
    const alternatives = alternativesIn(pattern).slice(0, maxAlternatives);
    const dead = alternatives.filter(({ alone }) => !isTrue(alone));
    if (dead.length === 0 || dead.length === alternatives.length) return [];
    return dead.flatMap((alternative) => {
      const meant = meantBy(alternative, field);
      const fixed =
        meant === undefined
          ? undefined
          : pattern.slice(0, alternative.start) + meant + pattern.slice(alternative.end);
      const isBetter =
        meant !== undefined && isTrue(alternative.alone.replace(alternative.text, () => meant));
      // `^(Get|List|View)` may look ahead to names that AWS has not given yet.
      if (!isBetter && isEventName(field) && !isWholeName.test(alternative.text)) return [];
      const hint = isBetter ? `, did you mean ${written(meant)}?` : '';
      return findingAt(program, comparison.literal.syntax, {
        kind: kindOf(field),
        message: `no .${field.path} matches the alternative ${written(alternative.text)} of this regex${hint}`,
        fix: isBetter ? written(fixed ?? pattern) : undefined,
      });
    });
  });

const isWholeName = /^\^?\w{12,}\$?$/;

const maxAlternatives = 40;

interface Regex {
  readonly field: FieldValue;
  readonly pattern: string;
  readonly flags: string | undefined;
  readonly values: readonly string[];
}

/** A regex on a field of which all values are known. */
const regexOn = ({ how, literal, subject, flags }: Comparison): Regex | undefined => {
  const [field, ...others] = subject.filter((value) => !isLiteral(value));
  if (how !== 'test' || typeof literal.value !== 'string' || !literal.value.includes('|')) return undefined;
  if (field === undefined || others.length > 0 || !isField(field) || !/^[gi]*$/.test(flags ?? ''))
    return undefined;
  const values = valuesOf(field)?.map((value) => inLetters(field, value));
  return values && { field, pattern: literal.value, flags, values };
};

const kindOf = (field: FieldValue): string => {
  if (isEventName(field)) return 'unknown-event-name';
  if (isEventSource(field)) return 'unknown-event-source';
  return field.path === 'awsRegion' ? 'unknown-region' : 'unknown-value';
};

/** Of an alternative that is a name, maybe between anchors; with its dots as they are written. */
const meantBy = ({ text }: Alternative, field: FieldValue): string | undefined => {
  const [, before = '', name = '', after = ''] =
    /^(\^?)([\w-]+)((?:\\?\.amazonaws\\?\.com)?\$?)$/.exec(text) ?? [];
  if (name === '' || field.letters !== undefined) return undefined;
  const meant = isEventName(field)
    ? nearestEventName(name)
    : isEventSource(field)
      ? nearestEventSource(name)?.replace(/\.amazonaws\.com$/, '')
      : field.path === 'awsRegion'
        ? nearestRegion(name)
        : undefined;
  return meant === undefined ? undefined : before + meant + after;
};
