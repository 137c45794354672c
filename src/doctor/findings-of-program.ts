import type { Span } from '../jq/in-process/parse/spans.ts';
import type { WantedOutcome } from '../rules/outcome.ts';
import { diagnose } from './diagnose.ts';
import type { ProgramFinding } from './program-finding.ts';
import { verdictsOn } from './witnesses/verdicts.ts';

/**
 * What hardly anybody means in a program: first what its text shows, then what comes out when it is evaluated on records
 * of every form, unless that is because of the former. An ignore may mean to match everything: it is for some rules only.
 */
export const findingsOfProgram = (
  text: string,
  { ignores = false, outcome = 'any' }: { readonly ignores?: boolean; readonly outcome?: WantedOutcome } = {},
): readonly ProgramFinding[] => {
  // All records of an outcome may be meant.
  const mayMatchAll = ignores || outcome !== 'any';
  const shown = diagnose(text, { ignores }).filter(({ kind }) => !(mayMatchAll && kind === 'always'));
  const verdicts = verdictsOn(text, outcome).filter(
    (verdict) =>
      !(ignores && verdict.kind === 'always') && !shown.some((finding) => explains(finding, verdict)),
  );
  return [...shown, ...verdicts];
};

const explains = ({ kind, span }: ProgramFinding, verdict: ProgramFinding): boolean =>
  misplaced.has(kind) || (kind !== 'trust' && overlap(span, verdict.span));

/** They look for something where it is not, so that the rest of the program is evaluated on something else. */
const misplaced: ReadonlySet<string> = new Set([
  'records-wrapper',
  'detail-wrapper',
  'parameter-list',
  'json-text',
]);

const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;
