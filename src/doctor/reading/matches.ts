import { compileProgram, evaluate } from '../../jq/in-process/program.ts';
import type { How } from './facts.ts';

/** Whether a comparison holds for a text, as jq would say. Undefined: the in-process evaluator does not know. */
export const matches = (
  how: Exclude<How, '<'>,
  text: string,
  literal: string,
  flags?: string,
): boolean | undefined => {
  switch (how) {
    case '==':
      return text === literal;
    case 'startswith':
      return text.startsWith(literal);
    case 'endswith':
      return text.endsWith(literal);
    case 'contains':
      return text.includes(literal);
    case 'test': {
      if (regexTest === undefined) return undefined;
      const result = evaluate(regexTest, [text, literal, flags ?? null]);
      if (result === undefined) return false;
      return result.kind === 'value' ? true : undefined;
    }
  }
};

const regexTest = compileProgram('. as [$text, $regex, $flags] | $text | test($regex; $flags)');
