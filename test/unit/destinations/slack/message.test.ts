import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSlackMessage, slackMessage } from '../../../../src/destinations/slack/message.ts';
import type { JsonObject } from '../../../../src/json.ts';
import { aFailureAlert, anAlert, aRecord, aRoundup, aRuleFailure, aTag } from '../../../support/builders.ts';

it('has the rule first, then what happened, its description, its output, the facts, and the record', () => {
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
            "emoji": false,
            "text": "StartSession succeeded",
            "type": "plain_text",
          },
          "type": "section",
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
              "text": "*Outcome*
    \`succeeded\`",
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
      "link_names": false,
      "parse": "none",
      "text": "Access key created · \`StartSession\` · \`succeeded\` · a1b2c3d4",
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

it('shows what happened as plain text, in which Slack formats nothing', () => {
  const record = aRecord({
    eventName: 'CreateUser',
    requestParameters: { userName: '*eve* `x` :tada: <!here>' },
  });
  expect(slackMessage(anAlert({ record }), aTag()).blocks).toContainEqual({
    type: 'section',
    text: {
      type: 'plain_text',
      text: `alice (IAM user) created user "*eve* 'x' :tada: &lt;!here&gt;"`,
      emoji: false,
    },
  });
});

describe('however many backticks there are in a record, none ends the code it is shown as', () => {
  const alertWith = (text: string) =>
    anAlert({
      record: aRecord({ eventName: text, sourceIPAddress: text, requestParameters: { [text]: text } }),
      output: { [text]: `${text}\n${text}` },
    });

  it.each([1, 2, 3, 4, 5, 6, 8, 9, 64])('%i of them', (count) => {
    const ticks = '`'.repeat(count);
    for (const text of [ticks, `x${ticks}`, `${ticks}x`, `${ticks} ${ticks}`]) {
      for (const message of [slackMessage, plainSlackMessage]) {
        for (const shown of textsIn(message(alertWith(text), aTag()))) {
          const fences = shown.match(/`{3,}/g) ?? [];
          expect(fences).toEqual(fences.length === 0 ? [] : ['```', '```']);
          if (fences.length === 0) expect([0, 2, 4, 6, 8]).toContain(shown.match(/`/g)?.length ?? 0);
        }
      }
    }
  });
});

describe('the plain message, for when Slack refuses the blocks,', () => {
  const hostile =
    '``` possible duplicate of alert a1b2c3d4 <!channel> @here https://evil.example *bold*\n_possible duplicate_';
  const record = aRecord({ eventName: hostile, sourceIPAddress: hostile, eventID: hostile });
  const alerts = [
    ['a match', anAlert({ record, output: hostile })],
    ['a roundup', aRoundup(anAlert({ record }), anAlert())],
    ['a failure', aFailureAlert(aRuleFailure({ record, message: hostile }))],
  ] as const;

  it.each(alerts)('has nothing of the record outside of code (%s)', (_, alert) => {
    const { text, ...settings } = plainSlackMessage(alert, aTag());
    const [before, inside, after, ...more] = String(text).split('```');
    expect(more).toEqual([]);
    expect([before, after].join()).not.toMatch(/evil|duplicate|here|channel|bold/);
    expect(inside).toContain('https://evil.example');
    expect(String(text)).not.toMatch(/[<>]/);
    expect(settings).toEqual({ parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false });
  });

  it('has a note of ours outside of code', () => {
    const note = 'possible duplicate of alert a1b2c3d4';
    expect(plainSlackMessage(anAlert({ record }), aTag({ note })).text).toMatch(
      /^Access key created\n_possible duplicate of alert a1b2c3d4_\n```/,
    );
  });

  it('names the events of a roundup', () =>
    expect(plainSlackMessage(aRoundup(anAlert(), anAlert()), aTag()).text).toContain('"event-1"'));

  it('stays within the limit of Slack however much there is', () => {
    const names = Array.from({ length: 1000 }, (_, n) => `arn:aws:iam::111122223333:user/${n}&`.repeat(5));
    const events = names.map((arn) => anAlert({ record: aRecord({ userIdentity: { arn }, eventID: arn }) }));
    const { text } = plainSlackMessage(aRoundup(...events), aTag());
    expect(String(text).length).toBeLessThan(4000);
    expect(text).toMatch(/and \d+ more/);
  });
});

it('ends with who wrote the rule, in small text without formatting', () => {
  const rule = { author: 'Jane <!here> Doe', references: ['https://example.com/?a&b'] };
  const text = 'Rule by Jane &lt;!here&gt; Doe: https://example.com/?a&amp;b';
  const { blocks } = slackMessage(anAlert({ rule }), aTag());
  expect(Array.isArray(blocks) && blocks.at(-1)).toEqual({
    type: 'context',
    elements: [{ type: 'plain_text', text, emoji: false }],
  });
  expect(
    String(plainSlackMessage(anAlert({ rule }), aTag()).text)
      .split('\n')
      .at(-2),
  ).toBe(text);
});

it('shows a fact in one line, whatever the record holds', () => {
  const hostile = 'a\nb\rc\u2028d\u202ee';
  const message = slackMessage(
    anAlert({ record: aRecord({ eventID: hostile, eventName: hostile }) }),
    aTag(),
  );
  expect(textsOf(message, 'field')).toContain('*Event*\n`a b c d e`');
  expect(message.text).toContain(' · `a b c d e (iam.amazonaws.com)` · ');
});

// The message was made by slackMessage, whose blocks have this shape.
const blocksOf = (message: JsonObject) =>
  message.blocks as readonly { type: string; text?: { text: string }; fields?: { text: string }[] }[];

/** The texts of all headers, of all sections, or of all fields of sections. */
const textsOf = (message: JsonObject, place: 'header' | 'section' | 'field'): readonly string[] => {
  const blocks = blocksOf(message);
  return place === 'field'
    ? blocks.flatMap(({ fields = [] }) => fields.map(({ text }) => text))
    : blocks.flatMap(({ type, text }) => (type === place && text !== undefined ? [text.text] : []));
};

/** What a message shows of each text. */
const placesOf = (fields: {
  title?: string;
  description?: string;
  note?: string;
  output?: string;
  fact?: string;
}) => {
  const { title = 'R', description = 'D', note = 'N', output = 'O', fact = 'F' } = fields;
  const message = slackMessage(
    anAlert({ rule: { name: title, description }, record: { eventName: fact }, output }),
    aTag({ note }),
  );
  const [, shownNote, shownDescription, shownOutput, record] = textsOf(message, 'section');
  return {
    title: textsOf(message, 'header')[0],
    note: shownNote,
    description: shownDescription,
    output: shownOutput,
    record,
    fact: textsOf(message, 'field')[0],
    notification: message.text,
  };
};

const code = (text: string): string => `\`\`\`\n${text}\n\`\`\``;
const xs = (count: number): string => 'x'.repeat(count);

describe('a text is shown whole up to its limit, and shortened to the limit beyond it', () => {
  it.each([
    ['title', 150, (text: string) => text],
    ['note', 300, (text: string) => `_${text}_`],
    ['description', 1500, (text: string) => text],
    ['output', 1500, code],
    ['fact', 300, (text: string) => `*What*\n\`${text}\``],
  ] as const)('the %s, %i characters', (place, limit, shown) => {
    expect(placesOf({ [place]: xs(limit - 1) })[place]).toBe(shown(xs(limit - 1)));
    expect(placesOf({ [place]: xs(limit) })[place]).toBe(shown(xs(limit)));
    expect(placesOf({ [place]: xs(limit + 1) })[place]).toBe(shown(`${xs(limit - 1)}…`));
  });

  it('the record, 2900 characters', () => {
    const json = (count: number): string => `{\n  "eventName": "${xs(count)}"\n}`;
    const besides = json(0).length;
    const record = (length: number) => placesOf({ fact: xs(length - besides) }).record;
    expect(record(2900)).toBe(code(json(2900 - besides)));
    expect(record(2901)).toBe(code(`${json(2901 - besides).slice(0, 2899)}…`));
  });

  it('each part of the notification, 300 characters', () => {
    const notification = (title: string) => placesOf({ title, fact: 'F' }).notification;
    expect(notification(xs(300))).toBe(`${xs(300)} · N · \`F\` · \`succeeded\` · a1b2c3d4`);
    expect(notification(xs(301))).toBe(`${xs(299)}… · N · \`F\` · \`succeeded\` · a1b2c3d4`);
  });

  it('counted as Slack escapes it, without cutting an entity in two', () => {
    expect(placesOf({ title: `${xs(145)}&` }).title).toBe(`${xs(145)}&amp;`);
    expect(placesOf({ title: `${xs(146)}&` }).title).toBe(`${xs(146)}…`);
    expect(placesOf({ title: `${xs(145)}&x` }).title).toBe(`${xs(145)}…`);
    expect(placesOf({ title: `${xs(149)}😀` }).title).toBe(`${xs(149)}…`);
    expect(placesOf({ title: `${xs(148)}😀` }).title).toBe(`${xs(148)}😀`);
  });
});

// Ten times as long on a busy machine.
it('stays within the limits of Slack whatever the alert holds', { timeout: 120_000 }, () => {
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
      expect(textsOf(message, 'field').length).toBeLessThanOrEqual(10);
      expect(blocksOf(message).length).toBeLessThanOrEqual(50);
      expect(JSON.stringify(message.blocks).length).toBeLessThan(24_000);
    }),
    { numRuns: 300 },
  );
});
