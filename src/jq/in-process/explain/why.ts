import { decisionOf } from './decision.ts';
import { isWhat, literalOf } from './paths.ts';
import { inputsOf, reasonOf, reasonOfMatch } from './reason.ts';
import { maxText, shortened } from './shown.ts';
import type { Source } from './source.ts';
import type { Step, Trace } from './trace.ts';

/** Why a program gives what it gives, in words: what failed, what decided, or what the real jq must evaluate. */
export const whyOf = ({ result, root }: Trace, source: Source): string => {
  const chain = decisionOf(root);
  const failed = chain.at(-1) ?? root;
  const text = shortened(source.textOf(failed.syntax), maxText);
  switch (result?.kind) {
    case 'error':
      return `${text} failed${causeOf(failed, chain, source)}: ${result.message}`;
    case 'bail-out':
      return `${text} is not evaluated in-process: ${result.reason}`;
    case 'value':
      return reasonOfMatch(root, source);
    default:
      return reasonOf(root, source);
  }
};

/** The values on which a piece failed. */
const causeOf = (failed: Step, chain: readonly Step[], source: Source): string => {
  const parts = failed.steps.filter(
    (part) => source.textOf(part.syntax) !== '' && literalOf(part.syntax) === undefined,
  );
  if (parts.length > 0)
    return ` (${parts.map((part) => `${shortened(source.textOf(part.syntax), 60)} ${isWhat(part, source.textOf)}`).join(', ')})`;
  const left = inputsOf(chain).at(-1);
  const before = chain.flatMap(({ steps }) => steps).findLast(({ syntax }) => syntax === left);
  return before === undefined
    ? ''
    : ` (${shortened(source.textOf(before.syntax), 60)} ${isWhat(before, source.textOf)})`;
};
