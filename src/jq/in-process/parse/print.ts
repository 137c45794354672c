import { ranks } from './parse.ts';
import type { EntrySyntax, Pattern, PatternEntry, StringSyntax, Syntax } from './syntax.ts';

/** The text of a program: parsing it gives the same tree again. Comments and the layout of the original are lost. */
export const print = (syntax: Syntax): string => {
  switch (syntax.kind) {
    case 'pipe':
      return `${commas(syntax.left)} | ${print(syntax.right)}`;
    case 'bind':
      return `${term(syntax.source)} as ${printPatterns(syntax.patterns)} | ${print(syntax.body)}`;
    case 'label':
      return `label $${syntax.name} | ${print(syntax.body)}`;
    case 'define': {
      const { name, params, body } = syntax.definition;
      const list = params.length === 0 ? '' : `(${params.join('; ')})`;
      return `def ${name}${list}: ${print(body)}; ${print(syntax.rest)}`;
    }
    default:
      return commas(syntax);
  }
};

const commas = (syntax: Syntax): string =>
  syntax.kind === 'comma' ? `${commas(syntax.left)}, ${operand(syntax.right, 0)}` : operand(syntax, 0);

/** An operand of an operator that binds as tightly as `rank` or less. */
const operand = (syntax: Syntax, rank: number): string => {
  if (syntax.kind !== 'binary') return prefixed(syntax);
  const own = ranks.findIndex(({ operators }) => operators.includes(syntax.operator));
  if (own < rank) return inParentheses(syntax);
  const associates = ranks[own]?.associates;
  const left = operand(syntax.left, associates === 'left' ? own : own + 1);
  const right = operand(syntax.right, associates === 'right' ? own : own + 1);
  return `${left} ${syntax.operator} ${right}`;
};

/** What takes no suffix without parentheses, but is an operand without them. */
const prefixed = (syntax: Syntax): string => {
  switch (syntax.kind) {
    case 'negate':
      return `-${term(syntax.of)}`;
    case 'try': {
      const handler = syntax.handler === undefined ? '' : ` catch ${term(syntax.handler)}`;
      return `try ${term(syntax.body)}${handler}`;
    }
    default:
      return term(syntax);
  }
};

/** Anything with parentheses around it, unless it is an operand that may have a suffix anyway. */
const term = (syntax: Syntax): string => {
  switch (syntax.kind) {
    case 'identity':
      return '.';
    case 'recurse':
      return '..';
    case 'location':
      return '$__loc__';
    case 'constant':
      return String(syntax.value);
    case 'number':
      return syntax.text;
    case 'string':
      return printString(syntax);
    case 'format':
      return `@${syntax.name}`;
    case 'variable':
      return `$${syntax.name}`;
    case 'break':
      return `break $${syntax.name}`;
    case 'call':
      return syntax.args.length === 0 ? syntax.name : `${syntax.name}(${syntax.args.map(print).join('; ')})`;
    case 'index':
      return `${printIndex(syntax)}${syntax.optional ? '?' : ''}`;
    case 'slice': {
      const [from, to] = [syntax.from, syntax.to].map((end) => (end === undefined ? '' : print(end)));
      return `${target(syntax.target)}[${from}:${to}]${syntax.optional ? '?' : ''}`;
    }
    case 'each':
      return `${target(syntax.target)}[]${syntax.optional ? '?' : ''}`;
    case 'array':
      return syntax.items === undefined ? '[]' : `[${print(syntax.items)}]`;
    case 'object':
      return syntax.entries.length === 0 ? '{}' : `{ ${syntax.entries.map(printEntry).join(', ')} }`;
    case 'if': {
      const no = syntax.no === undefined ? '' : ` else ${print(syntax.no)}`;
      return `if ${print(syntax.condition)} then ${print(syntax.yes)}${no} end`;
    }
    case 'reduce':
      return `reduce ${loop(syntax)} (${print(syntax.init)}; ${print(syntax.update)})`;
    case 'foreach': {
      const extract = syntax.extract === undefined ? '' : `; ${print(syntax.extract)}`;
      return `foreach ${loop(syntax)} (${print(syntax.init)}; ${print(syntax.update)}${extract})`;
    }
    default:
      return inParentheses(syntax);
  }
};

const inParentheses = (syntax: Syntax): string => `(${print(syntax)})`;

/** What a suffix can follow. `..` and numbers would run into it, and a format into a string. */
const target = (syntax: Syntax): string =>
  ['recurse', 'number', 'format', 'break'].includes(syntax.kind) ? inParentheses(syntax) : term(syntax);

const printIndex = ({ target: of, key }: Extract<Syntax, { kind: 'index' }>): string => {
  const name = key.kind === 'string' ? fieldName(key) : undefined;
  if (name === undefined) return `${target(of)}[${print(key)}]`;
  return of.kind === 'identity' ? `.${name}` : `${target(of)}.${name}`;
};

const fieldName = ({ format, parts: [name, ...others] }: StringSyntax): string | undefined =>
  format === 'text' && others.length === 0 && typeof name === 'string' && /^[a-zA-Z_]\w*$/.test(name)
    ? name
    : undefined;

const printString = ({ format, parts }: StringSyntax): string => {
  const content = parts.map((part) =>
    typeof part === 'string' ? JSON.stringify(part).slice(1, -1) : `\\(${print(part)})`,
  );
  return `${format === 'text' ? '' : `@${format} `}"${content.join('')}"`;
};

/** Versions of jq before 1.8 take only a term for a value. */
const printEntry = ({ key, value }: EntrySyntax): string =>
  value === undefined ? printKey(key) : `${printKey(key)}: ${term(value)}`;

const printKey = (key: Syntax): string => {
  if (key.kind !== 'string') return inParentheses(key);
  return fieldName(key) ?? printString(key);
};

const loop = ({
  source,
  patterns,
}: {
  readonly source: Syntax;
  readonly patterns: readonly Pattern[];
}): string => `${term(source)} as ${printPatterns(patterns)}`;

const printPatterns = (patterns: readonly Pattern[]): string => patterns.map(printPattern).join(' ?// ');

const printPattern = (pattern: Pattern): string => {
  switch (pattern.kind) {
    case 'name':
      return `$${pattern.name}`;
    case 'array':
      return `[${pattern.items.map(printPattern).join(', ')}]`;
    case 'object':
      return `{ ${pattern.entries.map(printPatternEntry).join(', ')} }`;
  }
};

const printPatternEntry = ({ key, name, value }: PatternEntry): string =>
  [
    name === undefined ? printKey(key) : `$${name}`,
    ...(value === undefined ? [] : [printPattern(value)]),
  ].join(': ');
