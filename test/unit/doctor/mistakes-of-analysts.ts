import type { Mistake } from './mistakes.ts';

const mistake = (kind: string, program: string, fixed?: string): Mistake => ({
  kind,
  program,
  ...(fixed !== undefined && { fixed }),
});

/** What people write who know SQL, Splunk or Sigma, and jq not yet. */
export const mistakesOfAnalysts: readonly Mistake[] = [
  mistake('parentheses', '.errorCode // "" == "AccessDenied"', '(.errorCode // "") == "AccessDenied"'),
  mistake(
    'parentheses',
    '.eventName == "DeleteTrail" and .errorCode // "none" != "none" and .readOnly == false',
    '.eventName == "DeleteTrail" and (.errorCode // "none") != "none" and .readOnly == false',
  ),
  mistake(
    'parentheses',
    'select(.requestParameters.a // .requestParameters.b // 0 > 5)',
    'select((.requestParameters.a // .requestParameters.b // 0) > 5)',
  ),
];
