import { childrenOf } from '../jq/in-process/parse/children.ts';
import type { Span } from '../jq/in-process/parse/spans.ts';
import type { Syntax } from '../jq/in-process/parse/syntax.ts';
import { addresses } from './checks/addresses.ts';
import { alwaysThere } from './checks/always-there.ts';
import { arns } from './checks/arns.ts';
import { assignment } from './checks/assignment.ts';
import type { Check, CheckedProgram } from './checks/check.ts';
import { cidr } from './checks/cidr.ts';
import { comment } from './checks/comment.ts';
import { comparedDefault } from './checks/compared-default.ts';
import { dates } from './checks/dates.ts';
import { emptyText } from './checks/empty-text.ts';
import { errorCodes } from './checks/error-codes.ts';
import { eventPairs } from './checks/event-pairs.ts';
import { everyValue } from './checks/every-value.ts';
import { firstOutput } from './checks/first-output.ts';
import { fromGojq } from './checks/from-gojq.ts';
import { goneRecord } from './checks/gone-record.ts';
import { jsonSpaces } from './checks/json-spaces.ts';
import { lambdaDates } from './checks/lambda-dates.ts';
import { listAsInput } from './checks/list-as-input.ts';
import { lists } from './checks/lists.ts';
import { literalOperand } from './checks/literal-operand.ts';
import { looseEnd } from './checks/loose-end.ts';
import { looseException } from './checks/loose-exception.ts';
import { neverSoNamed } from './checks/never-so-named.ts';
import { noFalse } from './checks/no-false.ts';
import { noText } from './checks/no-text.ts';
import { notBefore } from './checks/not-before.ts';
import { now } from './checks/now.ts';
import { ownWords } from './checks/own-words.ts';
import { parameters } from './checks/parameters.ts';
import { parentheses } from './checks/parentheses.ts';
import { regex } from './checks/regex.ts';
import { regexAlternatives } from './checks/regex-alternatives.ts';
import { replacedWords } from './checks/replaced-words.ts';
import { roleArn } from './checks/role-arn.ts';
import { stream } from './checks/stream.ts';
import { success } from './checks/success.ts';
import { trust } from './checks/trust.ts';
import { twoValues } from './checks/two-values.ts';
import { unknownField } from './checks/unknown-field.ts';
import { wildcard } from './checks/wildcard.ts';
import { wrapper } from './checks/wrapper.ts';
import { wrongType } from './checks/wrong-type.ts';
import { wrongValue } from './checks/wrong-value.ts';
import { parsed } from './parsed.ts';
import type { ProgramFinding } from './program-finding.ts';
import { callsIn, withParameters } from './reading/parameters.ts';
import { factsOf } from './reading/read.ts';

/** One line for each kind of check, one file each. */
const checks: readonly Check[] = [
  assignment,
  literalOperand,
  twoValues,
  firstOutput,
  stream,
  lists,
  listAsInput,
  notBefore,
  noFalse,
  comment,
  parentheses,
  looseEnd,
  comparedDefault,
  wrapper,
  emptyText,
  fromGojq,
  unknownField,
  parameters,
  goneRecord,
  wrongType,
  alwaysThere,
  noText,
  wrongValue,
  neverSoNamed,
  everyValue,
  jsonSpaces,
  eventPairs,
  lambdaDates,
  success,
  errorCodes,
  wildcard,
  cidr,
  roleArn,
  arns,
  addresses,
  now,
  dates,
  regex,
  regexAlternatives,
  trust,
  looseException,
  ownWords,
  replacedWords,
];

/**
 * What hardly anybody means in a program that jq accepts, in the order of the text. `ignores`: the program says which
 * matches to leave out.
 */
export const diagnose = (text: string, { ignores = false } = {}): readonly ProgramFinding[] => {
  try {
    const program = checkedProgram(text, ignores);
    return program === undefined || program.pieces.length > maxPieces ? [] : findingsOf(program);
  } catch (error) {
    // The stack overflows on what nests thousands of levels deep.
    if (error instanceof RangeError) return [];
    throw error;
  }
};

/** Larger ones are made by programs, and checks would take long. */
const maxPieces = 3000;

const findingsOf = (program: CheckedProgram): readonly ProgramFinding[] => {
  const found = checks
    .flatMap((check) => check(program))
    .map((finding) => withoutBrokenFix(finding, program.text));
  const different = new Map(found.map((finding) => [keyOf(finding), finding]));
  return withoutConsequences([...different.values()]).toSorted((a, b) => a.span.start - b.span.start);
};

/** What follows from a mistake at the same place is not said besides. */
const withoutConsequences = (findings: readonly ProgramFinding[]): readonly ProgramFinding[] =>
  findings.filter(
    ({ kind, span }) =>
      !findings.some(
        (cause) =>
          isConsequence(kind, cause.kind) && cause.span.start < span.end && span.start < cause.span.end,
      ),
  );

/** That something is never true is said only where nothing explains it. */
const isConsequence = (kind: string, cause: string): boolean =>
  kind === 'never' ? cause !== 'never' : (consequences[cause]?.includes(kind) ?? false);

const consequences: Readonly<Record<string, readonly string[]>> = {
  parentheses: ['wrong-type', 'text-and-number'],
};

const keyOf = ({ kind, span, message }: ProgramFinding): string =>
  JSON.stringify([kind, span.start, span.end, message]);

/** The program with the fix of a finding. */
export const fixed = (text: string, { span, fix = '' }: ProgramFinding): string =>
  text.slice(0, span.start) + fix + text.slice(span.end);

const withoutBrokenFix = (finding: ProgramFinding, text: string): ProgramFinding => {
  if (finding.fix === undefined || parsed(fixed(text, finding)) !== undefined) return finding;
  const { fix: _, ...rest } = finding;
  return rest;
};

const checkedProgram = (text: string, ignores: boolean): CheckedProgram | undefined => {
  const program = parsed(text);
  if (program === undefined) return undefined;
  const { syntax, spans } = program;
  const facts = factsOf(syntax, ignores);
  const callsAt = callsIn(syntax, facts);
  const spanOf = (piece: Syntax): Span | undefined => spans.get(piece);
  return {
    text,
    syntax,
    pieces: piecesOf(syntax),
    facts: withParameters(facts, callsAt),
    callsAt,
    spanOf,
    textOf: (piece) => {
      const span = spanOf(piece);
      return span === undefined ? '' : text.slice(span.start, span.end);
    },
  };
};

const piecesOf = (syntax: Syntax): readonly Syntax[] => {
  const pieces = [syntax];
  for (const piece of pieces) pieces.push(...childrenOf(piece));
  return pieces;
};
