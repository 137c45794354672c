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
  mistake('never', '(.eventSource | split(".")[0]) == "iam.amazonaws.com"'),
  mistake('never', '(.eventSource | rtrimstr(".amazonaws.com")) == "iam.amazonaws.com"'),
  mistake('never', '.eventSource[-3:] == "iam"'),
  mistake('never', '.eventName[:3] == "Dele"'),
  mistake('never', '(.eventName | sub("^Delete"; "")) == "DeleteUser"'),
  mistake(
    'never',
    '.requestParameters | tostring | contains("\\"cidrIp\\": \\"0.0.0.0/0\\"")',
    '.requestParameters | tostring | contains("\\"cidrIp\\":\\"0.0.0.0/0\\"")',
  ),
  mistake(
    'never',
    '(.requestParameters | tojson | contains("fromPort\\": 22")) and .eventName == "AuthorizeSecurityGroupIngress"',
    '(.requestParameters | tojson | contains("fromPort\\":22")) and .eventName == "AuthorizeSecurityGroupIngress"',
  ),
];
