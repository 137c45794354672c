import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import { type Check, findingAt } from './check.ts';

/** Letters of date formats that only a jq binary knows: the WebAssembly jq refuses dates, so the rule fails on every record. */
export const dates: Check = (program) =>
  program.facts.calls.flatMap(({ syntax, args }) => {
    const [format] = args[0] ?? [];
    const [piece] = syntax.args;
    if (piece === undefined || format?.kind !== 'literal' || typeof format.value !== 'string') return [];
    if (!isKnown(syntax.name, format.value))
      return findingAt(program, piece, {
        kind: 'date-format',
        message: `${syntax.name} with this format needs a jq binary: with the default jq, the rule fails`,
      });
    return [];
  });

/** On a sample: in-process, or with an error of jq itself. */
const isKnown = (name: string, format: string): boolean => {
  const program = { strftime, strptime }[name];
  return program === undefined || evaluate(program, [1_790_000_000, format])?.kind !== 'bail-out';
};

const strftime = compileProgram('. as [$time, $format] | $time | strftime($format)');
const strptime = compileProgram('. as [$time, $format] | $time | strftime($format) | strptime($format)');
