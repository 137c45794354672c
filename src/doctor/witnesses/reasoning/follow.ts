import type { Syntax } from '../../../jq/in-process/parse/syntax.ts';
import { followIndex, followSlice } from './access.ts';
import { caught, handled } from './attempts.ts';
import { followArray, followEntry, followString } from './construction.ts';
import { followNamed } from './functions.ts';
import { nothingKnown } from './knowledge.ts';
import { followBinary, followIf } from './operators.ts';
import { type Outcomes, onEach, outcomes, output, TooManyWays, value } from './outcome.ts';
import { withPatterns } from './patterns.ts';
import { type Place, recordRoot, unknownPlace } from './place.ts';
import type { Setting } from './setting.ts';
import { anyObject, anything, elements, unknown } from './steps.ts';
import type { Watch } from './watch.ts';

/**
 * Follows a program, or a piece of one, through all ways that it can go on any record. What it says is impossible is so:
 * where it cannot follow, it takes everything for possible. Throws TooManyWays.
 */
export const followProgram = (program: Syntax, watch?: Watch): Outcomes =>
  followOn({ root: recordRoot, steps: [] }, program, watch);

/** The same for a piece of a program that may be evaluated on anything. */
export const followPiece = (piece: Syntax): Outcomes => followOn(unknownPlace(), piece);

const followOn = (place: Place, syntax: Syntax, watch?: Watch): Outcomes =>
  followIn(syntax, {
    input: { kind: 'place', place },
    knowledge: nothingKnown,
    variables: new Map(),
    functions: new Map(),
    depth: 0,
    watch,
    effort: { left: maxEffort },
    follow: followIn,
  });

const maxEffort = 20_000;

const followIn = (syntax: Syntax, setting: Setting): Outcomes => {
  setting.effort.left -= 1;
  if (setting.effort.left < 0) throw new TooManyWays();
  const { input, knowledge } = setting;
  switch (syntax.kind) {
    case 'identity':
      return outcomes([output(input, knowledge)]);
    case 'constant':
      return outcomes([output(value(syntax.value), knowledge)]);
    case 'number':
      return outcomes([output(value(Number(syntax.text)), knowledge)]);
    case 'string':
      return followString(syntax, setting);
    case 'variable': {
      const bound = setting.variables.get(syntax.name);
      return outcomes([output(bound ?? anything(), knowledge)]);
    }
    case 'call':
      return followNamed(syntax, setting);
    case 'index':
      return followIndex(syntax, setting);
    case 'slice':
      return followSlice(syntax, setting);
    case 'each':
      return onEach(followIn(syntax.target, setting), (given, knows) =>
        caught(elements(given, knows), syntax.optional),
      );
    case 'negate':
      return onEach(followIn(syntax.of, setting), (given, knows) =>
        given.kind === 'value' && typeof given.value === 'number'
          ? outcomes([output(value(0 - given.value), knows)])
          : unknown(knows, ['number']),
      );
    case 'array':
      return followArray(syntax.items, setting);
    case 'object':
      return syntax.entries.reduce(
        (before, entry) => onEach(before, (_, knows) => followEntry(entry, { ...setting, knowledge: knows })),
        outcomes([output(syntax.entries.length === 0 ? value({}) : anyObject(), knowledge)]),
      );
    case 'pipe':
      return onEach(followIn(syntax.left, setting), (given, knows) =>
        followIn(syntax.right, { ...setting, input: given, knowledge: knows }),
      );
    case 'comma':
      return outcomes(
        [...followIn(syntax.left, setting).ways, ...followIn(syntax.right, setting).ways],
        false,
      );
    case 'binary':
      return followBinary(syntax, setting);
    case 'if':
      return followIf(syntax, setting);
    case 'try':
      return syntax.handler === undefined
        ? caught(followIn(syntax.body, setting), true)
        : handled(followIn(syntax.body, setting), syntax.handler, setting);
    case 'bind':
      return onEach(followIn(syntax.source, setting), (given, knows) => {
        const variables = withPatterns(setting.variables, syntax.patterns, given);
        const { ways, isSingle } = followIn(syntax.body, { ...setting, knowledge: knows, variables });
        const mayFail = syntax.patterns.some(({ kind }) => kind !== 'name');
        return mayFail
          ? outcomes([...ways, { kind: 'error', knowledge: knows }], false)
          : outcomes(ways, isSingle);
      });
    case 'define': {
      const { definition, rest } = syntax;
      const { functions, variables } = setting;
      const name = `${definition.name}/${definition.params.length}`;
      return followIn(rest, {
        ...setting,
        functions: new Map(functions).set(name, { definition, functions, variables }),
      });
    }
    case 'recurse':
      return outcomes([output(anything(), knowledge)], false);
    case 'format':
      return outcomes([
        output({ kind: 'place', place: unknownPlace(['string']) }, knowledge),
        { kind: 'error', knowledge },
      ]);
    case 'reduce':
    case 'foreach':
    case 'label':
    case 'break':
    case 'location':
      return unknown(knowledge);
  }
};
