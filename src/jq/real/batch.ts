import { type JsonValue, parseJson } from '../../json.ts';
import type { Outcome } from '../engine.ts';
import type { RecordLine } from './input.ts';

/** A program's text, with its position in what the engine was given. */
export interface NumberedProgram {
  readonly number: number;
  readonly text: string;
}

/**
 * One jq program that runs many over records given one a line, each isolated from the others. It prints a
 * line for each record, with an outcome `[program]` (the output is the record itself), `[program, output]`
 * or `[program, null, error message]` for each program that has one.
 */
export const batchProgram = (programs: readonly NumberedProgram[]): string =>
  `${prelude}${programs.map(asFunction).join('')}[${programs.map(asCall).join(', ')}]`;

/** Reads what `batchProgram` printed. Throws when jq stopped before the last record. */
export const readOutcomes = (stdout: string, lines: readonly RecordLine[]): readonly Outcome[] => {
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
 * What a rule must not reach, as it would find it when it runs alone without arguments or environment: no
 * further input, no files, no way to end jq or to write to its stderr.
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
def modulemeta: error("modulemeta is not available in a rule");
def tell($program; outcome; unmatched): . as $record
  | try (outcome | if not then unmatched elif . == $record then [$program] else [$program, .] end)
    catch [$program, null, if type == "string" then . else "\\(tojson) (not a string)" end];
`;

/**
 * The parentheses keep a program's text together. The blank line ends a comment that closes it, even one
 * that ends in a backslash, which jq continues on the next line. `halt` ends the program, not jq.
 */
const asFunction = ({ number, text }: NumberedProgram): string =>
  `def program${number}: label $first | def halt: break $first; (${text}\n\n) | ., break $first;\n`;

/**
 * `?//` takes the break after an output for an error of its own and tries its next alternative, so a program
 * that has it tells its first output even when that is no match: what follows it does not count.
 */
const asCall = ({ number, text }: NumberedProgram): string =>
  `tell(${number}; program${number}; ${text.includes('?//') ? `[${number}, null]` : 'empty'})`;

const outcomesOf = (text: string, { record, value: input }: RecordLine): readonly Outcome[] =>
  // Written by batchProgram: an array of the three tuples it describes.
  (parseJson(text) as readonly Told[]).flatMap((told, index, all): Outcome[] => {
    const [program, value, message] = told;
    if (all[index - 1]?.[0] === program) return [];
    if (message !== undefined) return [{ kind: 'error', program, record, message }];
    if (value === undefined) return [{ kind: 'value', program, record, value: input }];
    // NaN counts as true in jq, but is printed as null, and null is no match.
    return value === null ? [] : [{ kind: 'value', program, record, value }];
  });

type Told = readonly [program: number, value?: JsonValue, message?: string];
