import { describe, expect, it } from 'vitest';
import { classicMailText, classicSlackMessage } from '../../../src/destinations/classic.ts';
import { snsMessage } from '../../../src/destinations/sns.ts';
import { anAlert } from '../../support/builders.ts';

// What the original sent for these alerts when it was run; `goldenText` is the record as it showed it.
const golden = JSON.parse(
  '{"a":1,"big":12345678901234567890,"e":1e21,"eventID":"e1","f":1.0,"neg":-0,"sm":1e-7,"z":"<b>&x\\u2028é"}',
);
const goldenText =
  '{\n  "a": 1,\n  "big": 12345678901234567000,\n  "e": 1e+21,\n  "eventID": "e1",\n  "f": 1,\n  "neg": -0,\n  "sm": 1e-7,\n  "z": "\\u003cb\\u003e\\u0026x\\u2028é"\n}';
const rule = { name: 'R', description: 'D <x> & y' };
const wholeRecord = anAlert({ rule, record: golden, match: golden });
const small = { a: 1, eventID: 'e1' };
const smallText = '{\n  "a": 1,\n  "eventID": "e1"\n}';

describe("the SNS message is byte for byte the original's", () => {
  it('for a rule that gives the record', () => {
    const compact =
      '{"a":1,"big":12345678901234567000,"e":1e+21,"eventID":"e1","f":1,"neg":-0,"sm":1e-7,"z":"\\u003cb\\u003e\\u0026x\\u2028é"}';
    expect(snsMessage(wholeRecord)).toBe(
      `{"name":"R","description":"D \\u003cx\\u003e \\u0026 y","record":${compact},"match":${compact}}`,
    );
  });

  it('for a rule that gives a string', () =>
    expect(snsMessage(anAlert({ rule, record: small, match: 'hello null' }))).toBe(
      '{"name":"R","description":"D \\u003cx\\u003e \\u0026 y","record":{"a":1,"eventID":"e1"},"match":"hello null"}',
    ));
});

describe("the classic mail is the original's", () => {
  it('for a rule that gives the record', () =>
    expect(classicMailText(wholeRecord)).toBe(`Alert: R\n\nD <x> & y\n\n\nevent:\n${goldenText}\n`));

  it('for a rule that gives an object', () =>
    expect(classicMailText(anAlert({ rule, record: small, match: { b: 1 } }))).toBe(
      `Alert: R\n\nD <x> & y\n\n\nevent:\n${smallText}\nmatch: {\n  "b": 1\n}\n`,
    ));
});

describe("the classic Slack message is the original's", () => {
  const message = (text: string, ...match: readonly object[]) => ({
    username: 'Cloudtrail Tattletail',
    icon_emoji: 'red_circle',
    attachments: [
      {
        color: 'danger',
        title: 'Cloudtrail Tattletail Event',
        text,
        fields: [
          { title: 'Alert Name', value: 'R', short: true },
          { title: 'Description', value: 'D <x> & y', short: true },
          ...match,
        ],
        blocks: null,
      },
    ],
  });

  it('for a rule that gives the record', () =>
    expect(classicSlackMessage(wholeRecord)).toEqual(message(goldenText)));

  it.each([
    ['hello null', '"hello null"'],
    [{ b: 1 }, '{\n  "b": 1\n}'],
    [true, 'true'],
  ])('for a rule that gives %j', (match, value) =>
    expect(classicSlackMessage(anAlert({ rule, record: small, match }))).toEqual(
      message(smallText, { title: 'Match', value, short: false }),
    ),
  );
});
