import { parse } from '../../jq/in-process/parse/parse.ts';
import type { Syntax } from '../../jq/in-process/parse/syntax.ts';
import { deniedCodes, hasOutcome, type WantedOutcome } from '../../rules/outcome.ts';
import type { ProgramFinding } from '../program-finding.ts';
import { conditionsOf } from './never.ts';
import type { Tried } from './tried.ts';
import { isNever, waysOf, waysOfPiece } from './ways.ts';

/** A program that matches only records that the `outcome` of its rule leaves out. */
export const neverWithOutcome = (
  { syntax, ways, trials, source }: Tried,
  wanted: WantedOutcome,
): readonly ProgramFinding[] => {
  if (wanted === 'any' || isNever(ways)) return [];
  const required = parse(requirements[wanted]);
  const contradicts =
    isNever(waysOf(selected(required, syntax))) &&
    trials.every(({ witness, result }) => result?.kind !== 'value' || !hasOutcome(witness.record, wanted));
  if (!contradicts) return [];
  const culprit =
    conditionsIn(syntax).find((condition) => isNever(waysOfPiece(selected(required, condition)))) ?? syntax;
  const span = source.spanOf(culprit);
  if (span === undefined) return [];
  return [
    {
      kind: 'never',
      level: 'warning',
      span,
      message: `outcome = "${wanted}" leaves out every record of which this is true: ${meanings[wanted]}, so that no record matches`,
    },
  ];
};

const conditionsIn = (syntax: Syntax): readonly Syntax[] => {
  if (syntax.kind === 'define') return conditionsIn(syntax.rest);
  return syntax.kind === 'bind' ? conditionsIn(syntax.body) : conditionsOf(syntax);
};

const selected = (condition: Syntax, program: Syntax): Syntax => ({
  kind: 'pipe',
  left: { kind: 'call', name: 'select', args: [condition] },
  right: program,
});

const meanings = {
  success: 'it takes only calls without an errorCode, and sign-ins that did not fail',
  denied:
    'it takes only calls with an errorCode that says so, such as AccessDenied, and sign-ins that failed',
};

/** The events of sign-in have no errorCode. Which of them can fail, AWS does not list. */
const signIns =
  '"CheckMfa", "CredentialChallenge", "CredentialVerification", "UserAuthentication", "Authenticate"';

/** What holds of every record with an outcome, in jq. CloudTrail leaves errorCode out of calls that succeed. */
const requirements: Readonly<Record<Exclude<WantedOutcome, 'any'>, string>> = {
  success:
    '.errorCode == null and (.eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Failure" | not)',
  denied: `(.errorCode != null and .responseElements.ConsoleLogin != "Success" and (.errorCode | test(${JSON.stringify(deniedCodes.source)})))
    or (.errorCode == null and .eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Failure")
    or (.errorCode == null and (.eventName | IN(${signIns})))`,
};
