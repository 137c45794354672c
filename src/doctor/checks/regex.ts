import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import { type Check, findingAt } from './check.ts';
import { reasonsIn } from './regex-reasons.ts';

/** Regexes that only the real jq evaluates, which may backtrack for a second and then give up. */
export const regex: Check = (program) =>
  program.facts.calls.flatMap(({ syntax, args }) => {
    const [pattern, flags] = syntax.args;
    if (pattern?.kind !== 'string' || !takesRegex.has(syntax.name)) return [];
    const [literal] = args[0] ?? [];
    if (literal?.kind !== 'literal' || typeof literal.value !== 'string') return [];
    if (flags !== undefined && syntax.name !== 'test') return [];
    if (!needsRealJq(literal.value)) return [];
    return findingAt(program, pattern, {
      kind: 'regex-needs-real-jq',
      message: `this regex needs the real jq, which is slower and gives up on texts that take it long${because(literal.value)}`,
    });
  });

const because = (pattern: string): string => {
  const reasons = reasonsIn(pattern);
  return reasons.length === 0 ? '' : `, because of its ${reasons.join(' and ')}`;
};

const takesRegex: ReadonlySet<string> = new Set([
  'test',
  'match',
  'capture',
  'scan',
  'sub',
  'gsub',
  'splits',
]);

/** Of one line, and of several lines with other letters: some regexes are evaluated in-process for the first only. */
const needsRealJq = (pattern: string): boolean =>
  regexTest !== undefined &&
  evaluate(regexTest, ['arn:aws:iam::111122223333:user/alice', pattern])?.kind === 'bail-out';

const regexTest = compileProgram('. as [$text, $regex] | $text | test($regex)');
