import { describe, expect, it } from 'vitest';
import { importFivexl } from '../../../../src/import/fivexl/fivexl.ts';
import { itMatches, itRefuses } from '../../../support/import/table.ts';

const importOne = (text: string) => importFivexl([{ path: 'rules.txt', text }], {});

describe('a Python rule', () => {
  itMatches(
    [
      {
        what: 'needs no blank before quotes',
        source: 'event["a"] == "A" or"B" == event["b"]',
        matches: [{ a: 'A' }, { a: 'x', b: 'B' }],
        misses: [{ a: 'AB' }, { a: 'x', b: 'x' }],
      },
      {
        what: 'is an error where a number is asked as a text, though the right side of or holds for it',
        source: 'event.get("a", "x").endswith("b") or event["a"] <= 2',
        matches: [{ a: 'b' }],
        misses: [{ a: 0 }, { a: 'c' }, {}],
      },
      {
        what: 'compares fields of the flat event',
        source: `event["eventName"] == "ConsoleLogin" and event['userIdentity.type'] != 'Root'`,
        matches: [{ eventName: 'ConsoleLogin', userIdentity: { type: 'IAMUser' } }],
        misses: [{ eventName: 'ConsoleLogin', userIdentity: { type: 'Root' } }],
      },
      {
        what: 'is an error, and no match, where a key is missing',
        source: 'event["a"] != "x" or event["eventName"] == "A"',
        matches: [{ a: 'y' }, { a: 'x', eventName: 'A' }],
        misses: [{ eventName: 'A' }, {}],
      },
      {
        what: 'has fallbacks',
        source: 'event.get("additionalEventData.MFAUsed", "No") != "Yes" and event.get("errorCode") is None',
        matches: [{}, { additionalEventData: { MFAUsed: 'No' } }],
        misses: [{ additionalEventData: { MFAUsed: 'Yes' } }, { errorCode: 'x' }],
      },
      {
        what: 'asks for beginnings and ends, of which there may be several',
        source:
          'event["eventName"].startswith(("Put", "Delete")) and not event["eventName"].endswith("Policy")',
        matches: [{ eventName: 'PutObject' }],
        misses: [{ eventName: 'PutPolicy' }, { eventName: 'GetObject' }, { eventName: 5 }],
      },
      {
        what: 'looks for parts of texts, for list items, and for keys',
        source:
          '"SSO" not in event.get("userIdentity.arn", "") and event["eventName"] in ["A", "B"] and "readOnly" in event',
        matches: [
          { eventName: 'A', readOnly: false },
          { eventName: 'B', readOnly: null, userIdentity: { arn: 'x' } },
        ],
        misses: [
          { eventName: 'A' },
          { eventName: 'A', readOnly: false, userIdentity: { arn: 'AWSReservedSSO_x' } },
          { eventName: 'A', readOnly: false, userIdentity: { arn: 5 } },
        ],
      },
      {
        what: 'takes in ("A") for what it is: a part of a text',
        source: 'event["eventName"] in ("CreateUser")',
        matches: [{ eventName: 'CreateUser' }, { eventName: 'User' }],
        misses: [{ eventName: 'CreateUsers' }],
      },
      {
        what: 'matches by True alone',
        source: 'event["a"] == 1 and event.get("b")',
        matches: [{ a: 1, b: true }],
        misses: [{ a: 1, b: 'text' }, { a: 1 }],
      },
      {
        what: 'gives the first of two that is true, which may not be True',
        source: 'event.get("b") or event["a"] == 1',
        matches: [{ a: 1 }, { b: true }, { a: 1, b: '' }],
        misses: [{ a: 1, b: 'text' }, { a: 2 }],
      },
      {
        what: 'takes what is not empty for true on the way',
        source: 'event.get("b") and event["a"] == 1',
        matches: [
          { a: 1, b: 'text' },
          { a: 1, b: 2 },
        ],
        misses: [{ a: 1, b: '' }, { a: 1, b: 0 }, { a: 1 }],
      },
      {
        what: 'has keys with positions in lists, and values of any type',
        source:
          'event["resources.0.ARN"] == "x" and event.get("readOnly") == False and event.get("n", 0) >= 2.5',
        matches: [{ resources: [{ ARN: 'x' }], readOnly: false, n: 3 }],
        misses: [
          { resources: [{}, { ARN: 'x' }], readOnly: false, n: 3 },
          { resources: [{ ARN: 'x' }], readOnly: false, n: '3' },
        ],
      },
      {
        what: 'compares two fields',
        source: 'event["userIdentity.userName"] != event["requestParameters.userName"]',
        matches: [{ userIdentity: { userName: 'a' }, requestParameters: { userName: 'b' } }],
        misses: [
          { userIdentity: { userName: 'a' }, requestParameters: { userName: 'a' } },
          { userIdentity: { userName: 'a' } },
        ],
      },
      {
        what: 'sees no lists and objects, only what is in them',
        source: 'event.get("requestParameters", "none") == "none" and "requestParameters.a" in event',
        matches: [{ requestParameters: { a: null } }],
        misses: [{ requestParameters: null }, { requestParameters: { a: {} } }],
      },
    ],
    importOne,
  );
});

describe('what is refused', () => {
  itRefuses(
    [
      ['other methods', 'event["a"].lower() == "x"', 'the method lower is not supported'],
      [
        'a number that begins with 0',
        'event["a"] == 012',
        '012 is not a number here: write it in quotes if it is text',
      ],
      [
        'a number with more digits than a double',
        'event["a"] == 12345678901234567890',
        '12345678901234567890 is not a number here: write it in quotes if it is text',
      ],
      ['other functions', 'len(event["a"]) > 5', 'the name len is not supported'],
      [
        'a nested event',
        'event["userIdentity"]["type"] == "Root"',
        'the event is flat: write event["userIdentity.…"]',
      ],
      ['three values in one comparison', '1 < event["a"] < 3', 'it compares more than two values at once'],
      ['is with a text', 'event["a"] is "x"', 'is "x" compares objects, not values'],
      ['an f-string', 'event["a"] == f"{name}"', 'f"{name}" has values that only Python can fill in'],
      ['arithmetic', 'event["a"] + 1 == 2', '"+" cannot be read'],
      ['a text alone', '"x"', '"x" is not a condition'],
      [
        'the beginning of a constant',
        '"abc".startswith("a")',
        'startswith of something that is not a field is not supported',
      ],
      ['an expression that ends too soon', 'event["a"] == ', 'it ends too soon'],
      [
        'an expression that nests too deep',
        `${'('.repeat(100_000)}event["a"] == 1`,
        'it is nested too deeply',
      ],
      ['an expression that goes on', 'event["a"] == 1 2', '"2" is in an unexpected place'],
    ],
    importOne,
  );
});

describe('where rules are found', () => {
  it('takes one on each line, with the comment before it for a name', () => {
    const { rules } = importOne(
      `# Somebody\n# was here\nevent["a"] == 1\n\nevent["b"] == "${'x'.repeat(90)}"\n`,
    );
    expect(rules.map(({ name, origin }) => ({ name, origin: origin[0] }))).toEqual([
      { name: 'Somebody was here', origin: 'Python rule from rules.txt:' },
      { name: `event["b"] == "${'x'.repeat(64)}…`, origin: 'Python rule from rules.txt:' },
    ]);
  });

  it('makes ignores of a file that is called after ignoring', () => {
    const { rules, ignores } = importFivexl([{ path: 'a/ignore.txt', text: 'event["a"] == 1' }], {});
    expect(rules).toEqual([]);
    expect(ignores).toEqual([
      { name: 'event["a"] == 1', rules: ['*'], jq: '.a == 1', origin: expect.any(Array) },
    ]);
  });

  it('finds rules, ignore_rules and events_to_track in Terraform', () => {
    const text = `
module "cloudtrail_to_slack" {
  events_to_track = "StopLogging, DeleteTrail"
  rules = join(",", local.rules)
}
locals {
  rules = [
    # Root
    "event['userIdentity.type'] == 'Root'",
    "event['a'] == '\${var.name}'",
  ]
  ignore_rules = ["event['userIdentity.accountId'] == '1'"]
}`;
    const { rules, ignores, refusals } = importFivexl([{ path: 'main.tf', text }], {});
    expect(rules.map(({ name, jq }) => ({ name, jq }))).toEqual([
      {
        name: 'Events to track',
        jq: '(.eventName | IN("StopLogging", "DeleteTrail"))',
      },
      { name: 'Root', jq: 'any(.userIdentity.type?; . == "Root")' },
    ]);
    expect(ignores.map(({ name }) => name)).toEqual(["event['userIdentity.accountId'] == '1'"]);
    expect(refusals).toEqual([
      {
        where: 'main.tf: a rule',
        reason: `"event['a'] == '\${var.name}'" has values that only Terraform can fill in`,
      },
    ]);
  });

  it('refuses by name what only Terraform can evaluate', () => {
    const text = `
module "cloudtrail_to_slack" {
  events_to_track = local.events_to_track
  rules           = join(",", ["event['a'] == 1", "event['b'] == 2"])
  ignore_rules    = concat(local.ignore_rules, ["event['c'] == 3"])
}
module "other" { rules = var.rules }`;
    const { rules, refusals } = importFivexl([{ path: 'main.tf', text }], {});
    expect(rules.map(({ jq }) => jq)).toEqual(['.a == 1', '.b == 2']);
    expect(refusals).toEqual(
      ['ignore_rules', 'rules'].map((name) => ({
        where: `main.tf: "${name}"`,
        reason: 'it is an expression that only Terraform can evaluate',
      })),
    );
  });

  it('finds what a .py file appends', () => {
    const text = `
# Logins
rules.append('event["eventName"] == "ConsoleLogin" '
             'and event.get("a", "") != "b"')
rules.append(f'event["a"] == "{name}"')
rules.append(other)`;
    const { rules, refusals } = importFivexl([{ path: 'rules.py', text }], {});
    expect(rules.map(({ name, jq }) => ({ name, jq }))).toEqual([
      { name: 'Logins', jq: '.eventName == "ConsoleLogin"\nand .a != "b"' },
    ]);
    expect(refusals.map(({ reason }) => reason)).toEqual([
      'f"event["a"] == "{name}"" has values that only Python can fill in',
      'rules gets more than text',
    ]);
  });
});
