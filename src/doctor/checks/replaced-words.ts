import { literalOf } from '../../jq/in-process/explain/paths.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { type Check, type CheckedProgram, findingAt } from './check.ts';
import { outputsOf } from './own-words.ts';

/**
 * `{tattletail: …} + .requestParameters`: a caller who has a key of that name there, such as in a policy or in tags, says how
 * severe the alert about the call is. Of `+`, the last operand counts; `*` merges the keys below it, too.
 */
export const replacedWords: Check = (program) =>
  outputsOf(program.syntax, ['//']).flatMap((output) => {
    if (output.kind !== 'binary' || (output.operator !== '+' && output.operator !== '*')) return [];
    const operands = operandsOf(output, output.operator);
    const at = operands.findLastIndex(saysWords);
    if (at < 0) return [];
    const others = output.operator === '+' ? operands.slice(at + 1) : operands;
    return others
      .filter((other) => isChosen(other, program))
      .flatMap((other) => found(other, output, program));
  });

const operandsOf = (syntax: Syntax, operator: '+' | '*'): readonly Syntax[] =>
  syntax.kind === 'binary' && syntax.operator === operator
    ? [syntax.left, syntax.right].flatMap((side) => operandsOf(side, operator))
    : [syntax];

const saysWords = (syntax: Syntax): boolean =>
  syntax.kind === 'object' && syntax.entries.some(({ key }) => literalOf(key) === 'tattletail');

/** Whether it comes from where keys may be those of the caller. */
const isChosen = (syntax: Syntax, program: CheckedProgram): boolean => {
  switch (syntax.kind) {
    case 'index':
      return chosen.has(literalOf(syntax.key)) || isChosen(syntax.target, program);
    case 'each':
      return isChosen(syntax.target, program);
    case 'binary':
      return syntax.operator === '//' && isChosen(syntax.left, program);
    case 'pipe':
      return isChosen(isFromJson(syntax.right) ? syntax.left : syntax.right, program);
    case 'variable':
      return program.pieces.some(
        (piece) =>
          piece.kind === 'bind' &&
          piece.patterns.some((one) => one.kind === 'name' && one.name === syntax.name) &&
          isChosen(piece.source, program),
      );
    default:
      return false;
  }
};

/** CloudTrail User Guide, "CloudTrail record contents". */
const chosen: ReadonlySet<unknown> = new Set(['requestParameters', 'responseElements']);

const isFromJson = (syntax: Syntax): boolean => syntax.kind === 'call' && syntax.name === 'fromjson';

type Merge = Extract<Syntax, { readonly kind: 'binary' }>;

const found = (other: Syntax, merge: Merge, program: CheckedProgram): readonly ProgramFinding[] => {
  const isSum = merge.operator === '+';
  return findingAt(program, merge, {
    kind: 'tattletail-replaced',
    message: `a caller can have a key tattletail in ${program.textOf(other)}, which then says how severe the alert is: ${isSum ? '' : 'use + in place of *, and '}add {tattletail: …} last`,
    fix: isSum && saysWords(merge.left) && merge.right === other ? swapped(merge, program) : undefined,
  });
};

const swapped = ({ left, right }: Merge, { textOf }: CheckedProgram): string =>
  `${right.kind === 'index' || right.kind === 'variable' ? textOf(right) : `(${textOf(right)})`} + ${textOf(left)}`;
