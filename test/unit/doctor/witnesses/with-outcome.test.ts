import { parse as parseToml } from '@iarna/toml';
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../../../../src/config/parse.ts';
import { findingsIn } from '../../../../src/doctor/findings.ts';

const findingsWith = (outcome: string, program: string) => {
  const toml = `[[rule]]\nname = "R"\noutcome = "${outcome}"\njq_match = '${program}'\ndestinations = ["t"]\n[[destination]]\nid = "t"\ntype = "sns"\nsns_arn = "arn:aws:sns:us-east-1:111122223333:t"\n`;
  return findingsIn({ uri: 'c', text: toml }, parseConfig(parseToml(toml)));
};

describe('a condition that the outcome of its rule leaves out is never true', () => {
  it.each([
    ['success', '.eventName == "CreateUser" and .errorCode == "AccessDenied"'],
    ['success', 'select(.errorCode != null) | .eventName == "CreateUser"'],
    ['success', '(.errorCode // "") | test("AccessDenied|UnauthorizedOperation")'],
    ['success', '.errorCode as $code | .readOnly == false and $code == "AccessDenied"'],
    ['success', 'def denied: (.errorCode // "") | startswith("AccessDenied"); denied and .readOnly == false'],
    ['success', '.eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Failure"'],
    ['success', 'select(.errorCode | IN("AccessDenied", "Client.UnauthorizedOperation"))'],
    ['success', '(.errorCode == null | not) and .eventName == "CreateUser"'],
    ['denied', '.eventName == "CreateUser" and .errorCode == null'],
    ['denied', 'select(.eventName | startswith("Delete")) | select(.errorCode | not)'],
    ['denied', '.eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Success"'],
    ['denied', '.errorCode == "NoSuchEntityException" and .eventName == "DeleteUser"'],
    ['denied', '.errorCode == "NoSuchEntityException"'],
    ['denied', '.eventName == "RunInstances" and (.errorCode // "none") == "none"'],
  ])('outcome = "%s" and %s', (outcome, program) => {
    const findings = findingsWith(outcome, program);
    expect(findings.map(({ kind }) => kind)).toEqual(['never']);
    expect(findings[0]?.message).toContain(`outcome = "${outcome}"`);
    expect(findingsWith('any', program)).toEqual([]);
  });
});

describe('a condition that goes with the outcome of its rule gives no finding', () => {
  it.each([
    ['denied', 'true'],
    ['denied', 'select(.eventName == "CreateUser") | .errorCode | test("AccessDenied")'],
    ['denied', '.eventName'],
    ['denied', '.errorCode == "AccessDenied" and .eventName == "CreateUser"'],
    ['denied', '(.errorCode // "") | test("UnauthorizedOperation$")'],
    ['denied', '.errorCode == null'],
    [
      'denied',
      '.eventName == "ConsoleLogin" and .errorCode == null and .responseElements.ConsoleLogin != "Success"',
    ],
    ['denied', '.errorCode | . == "AccessDenied" or . == "NoSuchEntityException"'],
    ['success', '.errorCode == null and .eventName == "CreateUser"'],
    ['success', '.eventName == "ConsoleLogin" and .responseElements.ConsoleLogin == "Success"'],
    ['success', '.eventName == "CreateUser" or .errorCode == "AccessDenied"'],
    ['success', '.eventName == "ConsoleLogin" and .errorMessage == null'],
    ['success', '.errorCode // "" | test("Denied") | not'],
    ['any', '.errorCode == "AccessDenied"'],
  ])('outcome = "%s" and %s', (outcome, program) => {
    expect(findingsWith(outcome, program)).toEqual([]);
  });
});
