import type { Pattern, PatternEntry, Syntax } from './syntax.ts';

/** The parts of a piece of syntax, in the order in which they are written. */
export const childrenOf = (syntax: Syntax): readonly Syntax[] => possibleChildren(syntax).filter(isPresent);

const isPresent = (child: Syntax | undefined): child is Syntax => child !== undefined;

const possibleChildren = (syntax: Syntax): readonly (Syntax | undefined)[] => {
  switch (syntax.kind) {
    case 'identity':
    case 'recurse':
    case 'location':
    case 'constant':
    case 'number':
    case 'format':
    case 'variable':
    case 'break':
      return [];
    case 'string':
      return syntax.parts.filter((part) => typeof part !== 'string');
    case 'call':
      return syntax.args;
    case 'index':
      return [syntax.target, syntax.key];
    case 'slice':
      return [syntax.target, syntax.from, syntax.to];
    case 'each':
      return [syntax.target];
    case 'negate':
      return [syntax.of];
    case 'array':
      return [syntax.items];
    case 'object':
      return syntax.entries.flatMap(({ key, value }) => [key, value]);
    case 'pipe':
    case 'comma':
    case 'binary':
      return [syntax.left, syntax.right];
    case 'if':
      return [syntax.condition, syntax.yes, syntax.no];
    case 'try':
      return [syntax.body, syntax.handler];
    case 'bind':
      return [syntax.source, ...patternKeys(syntax.patterns), syntax.body];
    case 'reduce':
      return [syntax.source, ...patternKeys(syntax.patterns), syntax.init, syntax.update];
    case 'foreach':
      return [syntax.source, ...patternKeys(syntax.patterns), syntax.init, syntax.update, syntax.extract];
    case 'label':
      return [syntax.body];
    case 'define':
      return [syntax.definition.body, syntax.rest];
  }
};

/** The keys of object patterns: `{(.a): $x}` computes one. */
export const patternKeys = (patterns: readonly Pattern[]): readonly Syntax[] =>
  entriesOf(patterns).map(({ key }) => key);

const entriesOf = (patterns: readonly Pattern[]): readonly PatternEntry[] =>
  patterns.flatMap((pattern): readonly PatternEntry[] => {
    if (pattern.kind === 'name') return [];
    if (pattern.kind === 'array') return entriesOf(pattern.items);
    return pattern.entries.flatMap((entry) => [
      entry,
      ...(entry.value === undefined ? [] : entriesOf([entry.value])),
    ]);
  });
