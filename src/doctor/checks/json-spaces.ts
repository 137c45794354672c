import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { type Check, findingAt, written } from './check.ts';

/** `tojson | contains("\"cidrIp\": \"0.0.0.0/0\"")`: jq writes JSON without spaces between its parts. */
export const jsonSpaces: Check = (program) =>
  program.pieces.flatMap((piece) => {
    const steps = stepsOf(piece);
    return steps.flatMap((step, at) => {
      const [source, contains] = [steps[at - 1], firstOf(steps[at + 1])];
      if (!isJson(step, source) || contains?.kind !== 'call' || contains.name !== 'contains') return [];
      const [literal] = contains.args;
      const [text, ...more] = literal?.kind === 'string' ? literal.parts : [];
      if (literal === undefined || typeof text !== 'string' || more.length > 0 || !spaced.test(text))
        return [];
      return findingAt(program, literal, {
        kind: 'never',
        message: `jq writes JSON without spaces behind : and ,: this is never true`,
        fix: written(text.replaceAll(spacedParts, '$1')),
      });
    });
  });

/** The quote behind a word ends a text of JSON. One in a text has a backslash before it. */
const spaced = /\w"\s*[:,]\s|\w"\s+[:,]/;

const spacedParts = /(?<=\w")\s*([:,])\s*/g;

const stepsOf = (syntax: Syntax): readonly Syntax[] =>
  syntax.kind === 'pipe' ? [...stepsOf(syntax.left), ...stepsOf(syntax.right)] : [syntax];

const firstOf = (syntax: Syntax | undefined): Syntax | undefined =>
  syntax?.kind === 'binary' ? firstOf(syntax.left) : syntax;

/** A text stays as it is with `tostring`: only of these fields it is known that they are objects. */
const isJson = (step: Syntax, source: Syntax | undefined): boolean => {
  if (step.kind !== 'call') return false;
  if (step.name === 'tojson') return true;
  return (
    step.name === 'tostring' &&
    source?.kind === 'index' &&
    source.target.kind === 'identity' &&
    source.key.kind === 'string' &&
    ['requestParameters', 'responseElements', 'userIdentity'].includes(source.key.parts.join(''))
  );
};
