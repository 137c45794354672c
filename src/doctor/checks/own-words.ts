import { closestMatch } from 'leven';
import { literalOf } from '../../jq/in-process/explain/paths.ts';
import type { Span } from '../../jq/in-process/parse/spans.ts';
import type { EntrySyntax, Syntax } from '../../jq/in-process/parse/syntax.ts';
import { severities } from '../../rules/severity.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { type Check, type CheckedProgram, findingAt, written } from './check.ts';

/**
 * `{tattletail: {severity: "urgent"}}`: what a program says of its own alert is not used where it is wrong. Only what is
 * written there is looked at, not what comes from a record.
 */
export const ownWords: Check = (program) =>
  outputsOf(program.syntax).flatMap((output) => {
    if (output.kind === 'object') return inObject(output, program);
    if (output.kind !== 'binary' || output.operator !== '=') return [];
    // `.tattletail = {…}` and `.tattletail.severity = "high"`.
    const [key, field, ...more] = pathOf(output.left) ?? [];
    if (key !== 'tattletail' || more.length > 0) return [];
    return field === undefined
      ? inWords(output.right, program)
      : inField({ field, value: output.right, place: output.left }, program);
  });

/** The pieces that may be the output of another one, or be merged into it: objects are by + and *. */
export const outputsOf = (syntax: Syntax, operators = ['//', '+', '*']): readonly Syntax[] => {
  const outputs = (piece: Syntax): readonly Syntax[] => outputsOf(piece, operators);
  switch (syntax.kind) {
    case 'pipe':
      return outputs(syntax.right);
    case 'comma':
      return [syntax.left, syntax.right].flatMap(outputs);
    case 'if':
      return [syntax.yes, ...(syntax.no === undefined ? [] : [syntax.no])].flatMap(outputs);
    case 'binary':
      return operators.includes(syntax.operator) ? [syntax.left, syntax.right].flatMap(outputs) : [syntax];
    case 'bind':
    case 'label':
    case 'try':
      return outputs(syntax.body);
    case 'define':
      return outputs(syntax.rest);
    default:
      return [syntax];
  }
};

type ObjectSyntax = Extract<Syntax, { readonly kind: 'object' }>;

const inObject = ({ entries }: ObjectSyntax, program: CheckedProgram): readonly ProgramFinding[] =>
  entries.flatMap(({ key, value }) =>
    constantIn(key) === 'tattletail' && value !== undefined ? inWords(value, program) : [],
  );

const inWords = (words: Syntax, program: CheckedProgram): readonly ProgramFinding[] =>
  outputsOf(words).flatMap((output) => {
    if (output.kind === 'object') return output.entries.flatMap((entry) => inEntry(entry, output, program));
    if (!isLiteral(output) || isNull(output)) return [];
    return findingAt(program, output, {
      kind,
      message: 'tattletail must be an object with severity, title or summary: this is not used',
    });
  });

const inEntry = (
  { key, value }: EntrySyntax,
  object: ObjectSyntax,
  program: CheckedProgram,
): readonly ProgramFinding[] => {
  const field = constantIn(key);
  if (field === undefined) return [];
  const place = value ?? object;
  return inField({ field, value, place, keyAt: keySpan(field, object, place, program) }, program);
};

interface Field {
  readonly field: string;
  readonly value: Syntax | undefined;
  /** What stands for the field where its name has no place of its own. */
  readonly place: Syntax;
  readonly keyAt?: Span | undefined;
}

const inField = (
  { field, value, place, keyAt }: Field,
  program: CheckedProgram,
): readonly ProgramFinding[] => {
  if (!isField(field)) {
    const meant = closestMatch(field.toLowerCase(), fields, { maxDistance: 3 });
    const message = `tattletail has severity, title and summary, and no ${written(field)}: it is not used`;
    if (keyAt === undefined) return findingAt(program, place, { kind, message });
    return [{ kind, level: 'warning', span: keyAt, message, ...(meant !== undefined && { fix: meant }) }];
  }
  return literalsIn(value).flatMap((literal) => {
    const text = constantIn(literal);
    if (field === 'severity')
      return text !== undefined && isSeverity(text)
        ? []
        : findingAt(program, literal, {
            kind,
            message: `severity is one of ${severities.join(', ')}: ${text === undefined ? 'this' : written(text)} is not used, and the severity of the rule counts`,
            fix: text === undefined ? undefined : fixFor(text),
          });
    return text !== undefined && text.trim() !== ''
      ? []
      : findingAt(program, literal, {
          kind,
          message: `${field} must be a text that is not blank: this is not used`,
        });
  });
};

const kind = 'tattletail-key';

const fields = ['severity', 'title', 'summary'] as const;

const isField = (name: string): name is (typeof fields)[number] => fields.some((field) => field === name);

const isSeverity = (text: string): boolean => severities.some((severity) => severity === text);

const fixFor = (text: string): string | undefined => {
  const lower = text.toLowerCase();
  const meant = sameElsewhere[lower] ?? closestMatch(lower, [...severities], { maxDistance: 2 });
  return meant === undefined ? undefined : written(meant);
};

/** As syslog and other products call them. */
const sameElsewhere: Readonly<Record<string, (typeof severities)[number]>> = {
  urgent: 'critical',
  emergency: 'critical',
  fatal: 'critical',
  severe: 'high',
  error: 'high',
  warning: 'medium',
  warn: 'medium',
  moderate: 'medium',
  minor: 'low',
  notice: 'low',
  informational: 'info',
  information: 'info',
};

/** The values written in the program that a piece may give. Null says nothing. */
const literalsIn = (value: Syntax | undefined): readonly Syntax[] =>
  value === undefined
    ? []
    : outputsOf(value, ['//']).filter(
        (output) => isLiteral(output) && !isNull(output) && !isInterpolated(output),
      );

const isLiteral = ({ kind: is }: Syntax): boolean =>
  ['string', 'number', 'constant', 'array', 'object'].includes(is);

const isNull = (syntax: Syntax): boolean => literalOf(syntax) === null;

const isInterpolated = (syntax: Syntax): boolean =>
  syntax.kind === 'string' && literalOf(syntax) === undefined;

const constantIn = (syntax: Syntax): string | undefined => {
  const value = literalOf(syntax);
  return typeof value === 'string' ? value : undefined;
};

/** `.a.b` */
const pathOf = (syntax: Syntax): readonly string[] | undefined => {
  if (syntax.kind === 'identity') return [];
  if (syntax.kind !== 'index') return undefined;
  const [target, key] = [pathOf(syntax.target), constantIn(syntax.key)];
  return target === undefined || key === undefined ? undefined : [...target, key];
};

/** Keys of an object have no place of their own: it stands before its value. */
const keySpan = (
  key: string,
  object: Syntax,
  value: Syntax,
  { text, spanOf }: CheckedProgram,
): Span | undefined => {
  const [whole, part] = [spanOf(object), spanOf(value)];
  if (whole === undefined || part === undefined || value === object) return undefined;
  const before = text.slice(whole.start, part.start);
  const [, quote = '', name] = /("?)([\w-]+)\1\s*:[\s(]*$/.exec(before) ?? [];
  if (name !== key) return undefined;
  const start = whole.start + before.lastIndexOf(`${quote}${name}${quote}`);
  return { start, end: start + name.length + 2 * quote.length };
};
