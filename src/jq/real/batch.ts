import { type JsonValue, parseJson } from '../../json.ts';
import type { Outcome } from '../engine.ts';
import type { InputLine } from './input.ts';

/** A program's text, with its position in what was compiled. */
export interface NumberedProgram {
  readonly number: number;
  readonly text: string;
}

/** What one run of jq evaluates: each program on each input. */
export interface Batch {
  readonly programs: readonly NumberedProgram[];
  readonly lines: readonly InputLine[];
}

/**
 * One jq program that evaluates all of them on each line of its input, each isolated from the others. For each line it
 * prints an array with an entry for each program that has an outcome: `[program]` when the output is the input itself,
 * `[program, output]`, or `[program, null, error message]`.
 */
export const batchProgram = (programs: readonly NumberedProgram[], hasInfinity = false): string =>
  `${prelude}${programs.map(definitionOf).join('')}${hasInfinity ? infinityAsDouble : ''}[${programs.map(callOf).join(', ')}]`;

/** Reads what `batchProgram` printed. Throws when jq stopped before the last line. */
export const readOutcomes = (stdout: string, lines: readonly InputLine[]): readonly Outcome[] => {
  const printed = stdout === '' ? [] : stdout.split('\n');
  if (printed.length !== lines.length) {
    throw new Error(`expected ${lines.length} lines from jq, got ${printed.length}`);
  }
  return lines.flatMap((line, index) => {
    const text = printed[index];
    return text === undefined || text === '[]' ? [] : outcomesOf(text, line);
  });
};

/**
 * Hides from programs what they could share or disturb: further inputs, files, the environment, stderr, and the end of
 * jq. Each finds what it would find when run alone on its input, without arguments or environment.
 */
const prelude = `{} as $ENV |
def input: error("break");
def inputs: empty;
def input_filename: "<stdin>";
def input_line_number: 1;
def debug: .;
def debug(messages): (messages | empty), .;
def stderr: .;
def halt_error($exit_code): error;
def halt_error: error;
def env: {};
def get_search_list: [];
def get_jq_origin: null;
def get_prog_origin: null;
def modulemeta: error("modulemeta is not available");
def evaluate($program; first_output; falsy): . as $input
  | try (first_output | if not then falsy elif . == $input then [$program] else [$program, .] end)
    catch [$program, null, if type == "string" then . else "\\(tojson) (not a string)" end];
`;

/** jq keeps the digits of a number that it has read, such as 1e999, but not of one that it has computed. */
const infinityAsDouble = 'walk(if isinfinite? then . * 1 else . end) | ';

/**
 * The parentheses keep a program's text together. The blank line ends a comment at its end, even one that ends in a
 * backslash, which jq continues on the next line. `halt` ends the program, not jq.
 */
const definitionOf = ({ number, text }: NumberedProgram): string =>
  `def program${number}: label $first | def halt: break $first; (${text}\n\n) | ., break $first;\n`;

/**
 * `?//` takes the break after an output for an error and tries its next alternative, so a program with `?//` may have
 * several outcomes. The first one counts: here it is printed even when it is null or false.
 */
const callOf = ({ number, text }: NumberedProgram): string =>
  `evaluate(${number}; program${number}; ${text.includes('?//') ? `[${number}, null]` : 'empty'})`;

const outcomesOf = (text: string, { input, value: inputValue }: InputLine): readonly Outcome[] =>
  // batchProgram prints nothing else than an array of these.
  (parseJson(text) as readonly PrintedOutcome[]).flatMap((printed, index, all): Outcome[] => {
    const [program, value, message] = printed;
    if (all[index - 1]?.[0] === program) return [];
    if (message !== undefined) return [{ kind: 'error', program, input, message }];
    if (value === undefined) return [{ kind: 'value', program, input, value: inputValue }];
    // NaN is truthy in jq but printed as null, and null is left out.
    return value === null ? [] : [{ kind: 'value', program, input, value }];
  });

type PrintedOutcome = readonly [program: number, value?: JsonValue, message?: string];
