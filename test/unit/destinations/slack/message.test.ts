import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { slackMessage } from '../../../../src/destinations/slack/message.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { anAlert, aRecord, aTag } from '../../../support/builders.ts';

it('says the rule first, then what it means, what it adds, the facts, and the record', () => {
  expect(
    slackMessage(
      anAlert({ record: { eventName: 'StartSession', eventID: 'e1' }, output: { target: 'i-1' } }),
      aTag(),
    ),
  ).toMatchInlineSnapshot(`
    {
      "blocks": [
        {
          "text": {
            "emoji": false,
            "text": "Access key created",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "text": "Somebody created an access key.",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "text": {
            "text": "\`\`\`
    target: i-1
    \`\`\`",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
        {
          "fields": [
            {
              "text": "*What*
    \`StartSession\`",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Event*
    \`e1\`",
              "type": "mrkdwn",
              "verbatim": true,
            },
            {
              "text": "*Alert*
    \`a1b2c3d4\`",
              "type": "mrkdwn",
              "verbatim": true,
            },
          ],
          "type": "section",
        },
        {
          "text": {
            "text": "\`\`\`
    {
      "eventName": "StartSession",
      "eventID": "e1"
    }
    \`\`\`",
            "type": "mrkdwn",
            "verbatim": true,
          },
          "type": "section",
        },
      ],
      "text": "Access key created · StartSession · e1 · a1b2c3d4",
      "unfurl_links": false,
      "unfurl_media": false,
    }
  `);
});

const textsIn = (message: unknown): readonly string[] =>
  JSON.stringify(message).match(/"text":"(?:[^"\\]|\\.)*"/g) ?? [];

describe('nothing in a record can mention, link or format', () => {
  const hostile = '<!channel> <@U123> <https://evil.example|Console> *bold* ``` ` & <!subteam^S1>';
  const message = slackMessage(
    anAlert({
      rule: { name: hostile, description: hostile },
      record: aRecord({
        eventName: hostile,
        sourceIPAddress: hostile,
        eventID: `a\nb\rc\u2028d\u202e${hostile}`,
      }),
      output: hostile,
    }),
    aTag(),
  );

  it('because < and > are escaped everywhere', () => expect(JSON.stringify(message)).not.toMatch(/[<>]/));

  it('because every & begins an entity', () =>
    expect(JSON.stringify(message)).not.toMatch(/&(?!(amp|lt|gt);)/));

  it('because code stays code to its end', () => {
    for (const text of textsIn(message)) expect(text.match(/```/g)?.length ?? 0).toBeLessThanOrEqual(2);
  });
});

it('shows a fact in one line, whatever the record holds', () => {
  const hostile = 'a\nb\rc\u2028d\u202ee';
  const message = slackMessage(
    anAlert({ record: aRecord({ eventID: hostile, eventName: hostile }) }),
    aTag(),
  );
  expect(textsOf(message, 'field')).toContain('*Event*\n`a b c d e`');
  expect(message.text).toContain(' · a b c d e (iam.amazonaws.com) · ');
});

/** The texts of all headers, of all sections, or of all fields of sections. */
const textsOf = (message: JsonObject, place: 'header' | 'section' | 'field'): readonly string[] => {
  // The message was made by slackMessage, whose blocks have this shape.
  const blocks = message.blocks as readonly {
    type: string;
    text?: { text: string };
    fields?: { text: string }[];
  }[];
  return place === 'field'
    ? blocks.flatMap(({ fields = [] }) => fields.map(({ text }) => text))
    : blocks.flatMap(({ type, text }) => (type === place && text !== undefined ? [text.text] : []));
};

it('stays inside the limits of Slack whatever the alert holds', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 6000 });
  const aName = anything.filter((name) => name.trim() !== '');
  fc.assert(
    fc.property(aName, anything, anything, fc.jsonValue(), (name, description, long, match) => {
      const record = aRecord({
        eventName: long,
        errorMessage: long,
        requestParameters: { long: '&'.repeat(long.length) },
      });
      const message = slackMessage(
        anAlert({ rule: { name, description }, record, output: match as JsonObject }),
        aTag(),
      );
      for (const [path, limit] of [
        ['header', 150],
        ['section', 3000],
        ['field', 2000],
      ] as const) {
        for (const text of textsOf(message, path)) {
          expect(text.length).toBeGreaterThanOrEqual(1);
          expect(text.length).toBeLessThanOrEqual(limit);
        }
      }
      expect(String(message.text).length).toBeLessThan(4000);
      expect(JSON.stringify(message.blocks).length).toBeLessThan(24_000);
    }),
    { numRuns: 300 },
  );
});
