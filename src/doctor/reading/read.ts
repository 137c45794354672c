import { childrenOf } from '../../jq/in-process/parse/children.ts';
import { isComparison } from '../../jq/in-process/parse/comparisons.ts';
import type { EntrySyntax, StringSyntax, Syntax } from '../../jq/in-process/parse/syntax.ts';
import { readCall } from './calls.ts';
import { compare } from './compare.ts';
import { type Facts, noFacts, noteReads } from './facts.ts';
import { negated, onInput, type Scope, undecided, withDefinition, withPatterns } from './scope.ts';
import {
  anything,
  elementsOf,
  fieldsOf,
  isField,
  isLiteral,
  type LiteralValue,
  oneOf,
  record,
  sliceOf,
  type Values,
} from './values.ts';

/**
 * Follows a CloudTrail record through a program: which fields it reads, and what it compares them with. `ignores`: the
 * program says which matches to leave out.
 */
export const factsOf = (syntax: Syntax, ignores = false): Facts => {
  const facts = noFacts();
  const scope = { facts, input: record, variables: new Map(), functions: new Map(), depth: 0 };
  read(syntax, { ...scope, excludes: ignores });
  return facts;
};

/** What a piece of a program can give. */
const read = (syntax: Syntax, scope: Scope): Values => {
  const { input, facts } = scope;
  const readAll = (pieces: readonly Syntax[], within: Scope): void => {
    for (const piece of pieces) read(piece, within);
  };
  switch (syntax.kind) {
    case 'identity':
      return input;
    case 'constant':
      return [{ kind: 'literal', value: syntax.value, syntax }];
    case 'number':
      return [{ kind: 'literal', value: Number(syntax.text), syntax }];
    case 'string':
      return readString(syntax, scope);
    case 'format':
    case 'location':
      return [{ kind: 'text' }];
    case 'variable':
      return scope.variables.get(syntax.name) ?? anything;
    case 'index':
      return readIndex(syntax, scope);
    case 'slice':
      readAll(childrenOf(syntax).slice(1), scope);
      return sliceOf(read(syntax.target, scope));
    case 'each': {
      const target = read(syntax.target, scope);
      for (const { path } of target.filter(isField)) facts.iterations.push({ syntax, path });
      return elementsOf(target);
    }
    case 'array':
      return [
        { kind: 'list', items: syntax.items === undefined ? [] : read(syntax.items, undecided(scope)) },
      ];
    case 'object':
      return readObject(syntax, undecided(scope));
    case 'pipe':
      return read(
        syntax.right,
        onInput(scope, read(syntax.left, isNegation(syntax.right) ? negated(scope) : scope)),
      );
    case 'comma':
      return oneOf(read(syntax.left, scope), read(syntax.right, scope));
    case 'binary':
      return readBinary(syntax, scope);
    case 'if':
      return readIf(syntax, scope);
    case 'try':
      if (syntax.handler !== undefined) read(syntax.handler, onInput(scope, anything));
      return read(syntax.body, scope);
    case 'bind':
      return read(
        syntax.body,
        withPatterns(scope, syntax.patterns, read(syntax.source, undecided(scope)), (key) =>
          read(key, scope),
        ),
      );
    case 'reduce':
    case 'foreach': {
      const source = read(syntax.source, undecided(scope));
      const inner = undecided(withPatterns(scope, syntax.patterns, source, (key) => read(key, scope)));
      read(syntax.init, undecided(scope));
      read(syntax.update, onInput(inner, anything));
      if (syntax.kind === 'foreach' && syntax.extract !== undefined)
        read(syntax.extract, onInput(inner, anything));
      return anything;
    }
    case 'label':
      return read(syntax.body, scope);
    case 'define':
      return read(syntax.rest, withDefinition(scope, syntax.definition));
    case 'call':
      return readCall(syntax, scope, read);
    case 'negate':
      read(syntax.of, scope);
      return syntax.of.kind === 'number'
        ? [{ kind: 'literal', value: -Number(syntax.of.text), syntax }]
        : [{ kind: 'number' }];
    case 'recurse':
    case 'break':
      return anything;
  }

  function readIf({ condition, yes, no }: Extract<Syntax, { readonly kind: 'if' }>, within: Scope): Values {
    facts.conditions.add(condition);
    read(condition, isFalsy(yes) ? negated(within) : within);
    return oneOf(read(yes, within), no === undefined ? input : read(no, within));
  }
};

/** An odd number of `not`s at the start of what a value is piped to. */
const isNegation = (syntax: Syntax): boolean => {
  if (syntax.kind === 'pipe') return isNegation(syntax.left) && !isNegation(syntax.right);
  return syntax.kind === 'call' && syntax.name === 'not' && syntax.args.length === 0;
};

const isFalsy = (syntax: Syntax): boolean =>
  (syntax.kind === 'constant' && syntax.value !== true) ||
  (syntax.kind === 'call' && syntax.name === 'empty');

const readString = (syntax: StringSyntax, scope: Scope): Values => {
  for (const part of syntax.parts) if (typeof part !== 'string') read(part, undecided(scope));
  return syntax.parts.every((part) => typeof part === 'string')
    ? [{ kind: 'literal', value: syntax.parts.join(''), syntax }]
    : [{ kind: 'text' }];
};

const readIndex = (syntax: Extract<Syntax, { readonly kind: 'index' }>, scope: Scope): Values => {
  const target = read(syntax.target, scope);
  const keys = read(syntax.key, scope);
  noteReads(syntax, target, keys, scope.facts);
  // `{"CreateUser": 1}[.eventName]` compares the keys of the object with the field.
  for (const value of target)
    if (value.kind === 'object')
      for (const literal of value.keys)
        scope.facts.comparisons.push({
          syntax,
          how: '==',
          subject: keys,
          literal,
          excludes: scope.excludes,
          subjectSyntax: syntax.key,
        });
  return fieldsOf(target, keys);
};

const readObject = (syntax: Extract<Syntax, { readonly kind: 'object' }>, scope: Scope): Values => [
  { kind: 'object', keys: syntax.entries.flatMap((entry) => readEntry(entry, syntax, scope)) },
];

const readEntry = ({ key, value }: EntrySyntax, object: Syntax, scope: Scope): readonly LiteralValue[] => {
  const keys = read(key, scope);
  if (value === undefined) noteReads(object, scope.input, keys, scope.facts);
  else read(value, scope);
  return keys.filter(isLiteral);
};

const readBinary = (syntax: Extract<Syntax, { readonly kind: 'binary' }>, scope: Scope): Values => {
  const { operator, left, right } = syntax;
  if (isComparison(operator)) {
    readComparison(syntax, scope);
    return [{ kind: 'boolean' }];
  }
  switch (operator) {
    case 'and':
    case 'or':
      scope.facts.conditions.add(left).add(right);
      read(left, scope);
      read(right, scope);
      return [{ kind: 'boolean' }];
    case '//':
      return oneOf(read(left, scope), read(right, scope));
    case '+': {
      const operands = oneOf(read(left, scope), read(right, scope));
      const isText = operands.some((value) => isLiteral(value) && typeof value.value === 'string');
      return isText ? [{ kind: 'text' }] : anything;
    }
    case '-':
    case '*':
    case '/':
    case '%':
      read(left, scope);
      read(right, scope);
      return anything;
    default:
      // What is assigned to need not be a field of the record.
      read(right, undecided(scope));
      return anything;
  }
};

/** `(… | test("x")) == false` is a negation, too. */
const readComparison = (syntax: Extract<Syntax, { readonly kind: 'binary' }>, scope: Scope): void => {
  const { operator, left, right } = syntax;
  const isEquality = operator === '==' || operator === '!=';
  const isFalse = (side: Syntax): boolean => side.kind === 'constant' && side.value === false;
  const flips = isEquality && (operator === '!=') !== (isFalse(left) || isFalse(right));
  const outer = flips ? negated(scope) : scope;
  const [lefts, rights] = [read(left, outer), read(right, outer)];
  const compared = operator === '!=' ? negated(scope) : scope;
  compare({ syntax, how: isEquality ? '==' : '<', literals: rights, subject: lefts, of: left }, compared);
  compare({ syntax, how: isEquality ? '==' : '<', literals: lefts, subject: rights, of: right }, compared);
};
