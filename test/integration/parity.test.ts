import { beforeAll, describe, expect, it } from 'vitest';
import { oneByOne } from '../../src/alerts/arrange.ts';
import { asRecorded } from '../../src/alerts/display.ts';
import { createDestinations } from '../../src/delivery/create-destinations.ts';
import { memoryLedger } from '../../src/delivery/ledger/memory.ts';
import { jqWasm } from '../../src/jq/real/wasm.ts';
import type { JsonValue } from '../../src/json.ts';
import { failuresOf } from '../../src/report/report.ts';
import { createTattletail } from '../../src/tattletail.ts';
import type { LogFileSource } from '../../src/trail/log-file-source.ts';
import { anInvocation } from '../support/builders.ts';
import { topic } from '../support/destinations/sns.ts';
import { startServices } from '../support/services.ts';

/** What the original was seen to send, when it ran these programs over these records. */
const description = 'D <x> & y';
const golden =
  '{"a":1,"big":12345678901234567890,"e":1e21,"eventID":"e1","f":1.0,"neg":-0,"sm":1e-7,"z":"<b>&x\\u2028é"}';
const goldenCompact =
  '{"a":1,"big":12345678901234567000,"e":1e+21,"eventID":"e1","f":1,"neg":-0,"sm":1e-7,"z":"\\u003cb\\u003e\\u0026x\\u2028é"}';
const goldenIndented =
  '{\n  "a": 1,\n  "big": 12345678901234567000,\n  "e": 1e+21,\n  "eventID": "e1",\n  "f": 1,\n  "neg": -0,\n  "sm": 1e-7,\n  "z": "\\u003cb\\u003e\\u0026x\\u2028é"\n}';
const small = '{"a":1,"eventID":"e1"}';
const smallIndented = '{\n  "a": 1,\n  "eventID": "e1"\n}';

interface Case {
  readonly program: string;
  readonly record: string;
  readonly indented: string;
  /** As in the SNS message, and as in mails and Slack: undefined where the original leaves it out. */
  readonly match: string;
  readonly shown: string | undefined;
}

const cases: readonly Case[] = [
  {
    program: 'select(.a == 1)',
    record: golden,
    indented: goldenIndented,
    match: goldenCompact,
    shown: undefined,
  },
  {
    program: '"hello \\(.nosuch)"',
    record: small,
    indented: smallIndented,
    match: '"hello null"',
    shown: '"hello null"',
  },
  { program: '{b: .a}', record: small, indented: smallIndented, match: '{"b":1}', shown: '{\n  "b": 1\n}' },
  { program: '.a == 1', record: small, indented: smallIndented, match: 'true', shown: 'true' },
];

describe.each(cases)(
  'for $program the original’s payload goes to',
  ({ program, record, indented, match, shown }) => {
    const sent: {
      sns?: string | undefined;
      subject?: string | undefined;
      mail?: string | undefined;
      slack?: JsonValue;
    } = {};

    beforeAll(async () => {
      await using services = await startServices();
      const config = `
[[rule]]
name = "R"
description = "${description}"
jq_match = '${program}'
destinations = ["slack", "mail", "topic"]

[[destination]]
id = "slack"
type = "slack_webhook"
webhook_url = "${services.slack.webhookUrl}"
layout = "classic"

[[destination]]
id = "mail"
type = "ses"
to_emails = ["security@example.com"]
from_email = "tattletail@example.com"
layout = "classic"

[[destination]]
id = "topic"
type = "sns"
sns_arn = "${topic}"
`;
      const tattletail = await createTattletail(
        { uri: 'tattletail.toml', text: config },
        {
          jq: jqWasm(),
          arrange: oneByOne,
          connect: ({ destinations }) =>
            createDestinations(
              destinations,
              { fetch, aws: services.aws, display: asRecorded },
              { ledger: memoryLedger(), onLedgerError: 'fail', warn: () => {} },
            ),
        },
      );
      const logFile: LogFileSource = {
        kind: 'bytes',
        uri: 'log',
        read: async () => Buffer.from(`{"Records":[${record}]}`),
      };
      expect(failuresOf(await tattletail.inspect([logFile], anInvocation()))).toEqual([]);
      sent.sns = services.sns.published[0]?.message;
      sent.subject = services.ses.sent[0]?.subject;
      sent.mail = services.ses.sent[0]?.text;
      sent.slack = services.slack.posted[0]?.payload ?? null;
    });

    it('SNS, byte for byte', () => {
      const compact = record === golden ? goldenCompact : record;
      expect(sent.sns).toBe(
        `{"name":"R","description":"D \\u003cx\\u003e \\u0026 y","record":${compact},"match":${match}}`,
      );
    });

    it('SES, in the classic layout', () => {
      const matchText = shown === undefined ? '' : `match: ${shown}\n`;
      expect(sent.subject).toBe('Cloudtrail Tattletail event');
      expect(sent.mail).toBe(`Alert: R\n\n${description}\n\n\nevent:\n${indented}\n${matchText}`);
    });

    it('Slack, in the classic layout', () => {
      expect(sent.slack).toEqual({
        username: 'Cloudtrail Tattletail',
        icon_emoji: 'red_circle',
        attachments: [
          {
            color: 'danger',
            title: 'Cloudtrail Tattletail Event',
            text: indented,
            fields: [
              { title: 'Alert Name', value: 'R', short: true },
              { title: 'Description', value: description, short: true },
              ...(shown === undefined ? [] : [{ title: 'Match', value: shown, short: false }]),
            ],
            blocks: null,
          },
        ],
      });
    });
  },
);
