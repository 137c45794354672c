import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alert, MatchAlert } from '../../../../src/alerts/alert.ts';
import { slackMessage } from '../../../../src/destinations/slack/message.ts';
import { plainSlackMessage } from '../../../../src/destinations/slack/plain-message.ts';
import type { JsonObject, JsonValue } from '../../../../src/json.ts';
import {
  aBurst,
  aFailureAlert,
  anAlert,
  aRecord,
  aRoundup,
  aRule,
  aRuleFailure,
  aTag,
} from '../../../support/builders.ts';
import { refusalOf } from '../../../support/slack/payload.ts';
import { signalsOf } from '../../../support/slack/signals.ts';

it('has severity, rule and what happened first, then beside the colour of the severity all else', () => {
  const record = aRecord({
    eventName: 'StartSession',
    eventSource: 'ssm.amazonaws.com',
    eventID: '6f9e1d3a-0000-4000-8000-000000000001',
    requestParameters: { target: 'i-1', reason: null },
    tlsDetails: { tlsVersion: 'TLSv1.3' },
  });
  const rule = { severity: 'high', runbookUrl: 'https://wiki.example/session?a=1&b=2' } as const;
  expect(slackMessage(anAlert({ rule, record, output: { target: 'i-1' } }), aTag())).toMatchInlineSnapshot(`
    {
      "attachments": [
        {
          "blocks": [
            {
              "text": {
                "text": "Somebody created an access key.",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "fields": [
                {
                  "text": "*What*
    \`StartSession (ssm.amazonaws.com)\`",
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
                  "text": "*Target*
    \`instance i-1\`",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
                {
                  "text": "*Account*
    \`111122223333\`",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
                {
                  "text": "*Region*
    \`us-east-1\`",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
                {
                  "text": "*When*
    <!date^1795165331^{date_short_pretty} {time_secs}|2026-11-20T09:02:11Z>",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
                {
                  "text": "*From*
    \`203.0.113.7\`",
                  "type": "mrkdwn",
                  "verbatim": true,
                },
              ],
              "type": "section",
            },
            {
              "text": {
                "text": "*Who*  \`alice (IAM user), arn:aws:iam::111122223333:user/alice\`",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "*Match*
    \`\`\`
    target  i-1
    \`\`\`",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "<https://wiki.example/session?a=1&amp;b=2|Open the runbook>   ·   <https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/6f9e1d3a-0000-4000-8000-000000000001|Open the event in the console>",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "text": {
                "text": "\`\`\`
    {
      "requestParameters": {
        "target": "i-1"
      },
      "eventTime": "2026-11-20T09:02:11Z",
      "userIdentity": {
        "type": "IAMUser",
        "arn": "arn:aws:iam::111122223333:user/alice",
        "accountId": "111122223333"
      }
    }
    \`\`\`",
                "type": "mrkdwn",
                "verbatim": true,
              },
              "type": "section",
            },
            {
              "elements": [
                {
                  "emoji": false,
                  "text": "Whole record: event 6f9e1d3a-0000-4000-8000-000000000001 in s3://my-trail/AWSLogs/1.json.gz · Alert a1b2c3d4",
                  "type": "plain_text",
                },
              ],
              "type": "context",
            },
          ],
          "color": "#e8590c",
        },
      ],
      "blocks": [
        {
          "text": {
            "emoji": false,
            "text": "HIGH · Access key created",
            "type": "plain_text",
          },
          "type": "header",
        },
        {
          "text": {
            "emoji": false,
            "text": "alice (IAM user) started a session on i-1",
            "type": "plain_text",
          },
          "type": "section",
        },
      ],
      "link_names": false,
      "parse": "none",
      "text": "HIGH · Access key created · \`StartSession (ssm.amazonaws.com)\` · \`succeeded\` · \`alice (IAM user)\` · \`instance i-1\` · a1b2c3d4",
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

  it('because < and > are escaped everywhere, but in the time, which is ours', () =>
    expect(JSON.stringify(message).replace(/<!date\^\d+\^[^<>]+>/, '')).not.toMatch(/[<>]/));

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
  expect(blocksOf(slackMessage(anAlert({ rule }), aTag())).at(-1)).toEqual({
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
    anAlert({ record: aRecord({ eventID: hostile, eventName: hostile, awsRegion: hostile }) }),
    aTag(),
  );
  expect(textsOf(message, 'field')).toContain('*Region*\n`"a b c d e"`');
  expect(message.text).toContain(' · `"a b c d e" (iam.amazonaws.com)` · ');
});

interface Block {
  readonly type: string;
  readonly text?: { readonly text: string };
  readonly fields?: readonly { readonly text: string }[];
  readonly elements?: readonly { readonly text: string }[];
}

/** Those above the colour, then those beside it. */
const blocksOf = (message: JsonObject): readonly Block[] => {
  // The message was made by slackMessage, whose blocks have this shape.
  const { blocks, attachments } = message as unknown as {
    readonly blocks: readonly Block[];
    readonly attachments: readonly { readonly blocks: readonly Block[] }[];
  };
  return [...blocks, ...attachments.flatMap((one) => one.blocks)];
};

/** The texts of all headers, of all sections, or of all fields of sections. */
const textsOf = (message: JsonObject, place: 'header' | 'section' | 'field' | 'context'): readonly string[] =>
  blocksOf(message).flatMap(({ type, text, fields = [], elements = [] }) => {
    if (place === 'field') return fields.map((one) => one.text);
    if (place === 'context') return elements.map((one) => one.text);
    return type === place && text !== undefined ? [text.text] : [];
  });

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
    anAlert({ rule: { name: title, description }, record: { errorMessage: fact }, output }),
    aTag({ note }),
  );
  const sections = textsOf(message, 'section');
  return {
    title: textsOf(message, 'header')[0],
    note: sections.find((text) => text.startsWith('_')),
    description: sections.find((text) => /^[Dx]/.test(text)),
    output: sections.find((text) => text.startsWith('Match: ')),
    fact: sections.find((text) => text.startsWith('*Error*')),
    notification: message.text,
  };
};

const xs = (count: number): string => 'x'.repeat(count);

describe('a text is shown whole up to its limit, and shortened to the limit beyond it', () => {
  it.each([
    ['title', 150, (text: string) => text],
    ['note', 300, (text: string) => `_${text}_`],
    ['description', 700, (text: string) => text],
    ['fact', 600, (text: string) => `*Error*  \`${text}\``],
  ] as const)('the %s, %i characters', (place, limit, shown) => {
    expect(placesOf({ [place]: xs(limit - 1) })[place]).toBe(shown(xs(limit - 1)));
    expect(placesOf({ [place]: xs(limit) })[place]).toBe(shown(xs(limit)));
    expect(placesOf({ [place]: xs(limit + 1) })[place]).toBe(shown(`${xs(limit - 1)}…`));
  });

  it('the output with its label, 1200 characters', () => {
    expect(placesOf({ output: xs(1193) }).output).toBe(`Match: ${xs(1193)}`);
    expect(placesOf({ output: xs(1194) }).output).toBe(`Match: ${xs(1192)}…`);
  });

  it('each part of the notification, 300 characters', () => {
    const notification = (title: string) => placesOf({ title }).notification;
    expect(notification(xs(300))).toBe(`${xs(300)} · N · a1b2c3d4`);
    expect(notification(xs(301))).toBe(`${xs(299)}… · N · a1b2c3d4`);
  });

  it('counted as Slack escapes it, without cutting an entity in two', () => {
    expect(placesOf({ title: `${xs(145)}&` }).title).toBe(`${xs(145)}&amp;`);
    expect(placesOf({ title: `${xs(146)}&` }).title).toBe(`${xs(146)}…`);
    expect(placesOf({ title: `${xs(145)}&x` }).title).toBe(`${xs(145)}…`);
    expect(placesOf({ title: `${xs(149)}😀` }).title).toBe(`${xs(149)}…`);
    expect(placesOf({ title: `${xs(148)}😀` }).title).toBe(`${xs(148)}😀`);
  });
});

describe('facts in two columns', () => {
  const arn = 'arn:aws:iam::111122223333:user/a/rather/long/path/alice';

  it('are short: a long one has the whole width', () => {
    const message = slackMessage(anAlert({ record: aRecord({ errorMessage: arn, errorCode: 'X' }) }), aTag());
    expect(textsOf(message, 'field')).toContain('*Region*\n`us-east-1`');
    expect(textsOf(message, 'field').join()).not.toContain(arn);
    expect(textsOf(message, 'section')).toContainEqual(expect.stringContaining(`*Error*  \`X: ${arn}\``));
  });

  it('have the time in the zone of the reader, whatever zone the config shows', () => {
    const when = '*When*\n<!date^1795165331^{date_short_pretty} {time_secs}|2026-11-20T09:02:11Z>';
    const berlin = { accountName: () => undefined, timeZone: 'Europe/Berlin' };
    expect(textsOf(slackMessage(anAlert(), aTag()), 'field')).toContain(when);
    expect(textsOf(slackMessage(anAlert(), aTag(), berlin), 'field')).toContain(when);
  });

  it.each(['2026-99-99T99:99:99Z', '<!date^1^{date}|x>', 'soon'])(
    'have %s, which is no time, as code',
    (eventTime) => {
      const text = JSON.stringify(slackMessage(anAlert({ record: aRecord({ eventTime }) }), aTag()));
      expect(text).not.toContain('<!date');
    },
  );
});

describe('the output of a rule is shown as what it is:', () => {
  const shown = (output: JsonValue) =>
    textsOf(slackMessage(anAlert({ output }), aTag()), 'section').find((text) => /Match/.test(text));

  it('a text', () => expect(shown('port 22 is open')).toBe('Match: port 22 is open'));

  it('a list', () => expect(shown(['a', 1, { b: 2 }])).toBe('Match: \n• a\n• 1\n• {"b":2}'));

  it('an object as a table', () =>
    expect(shown({ port: 22, from: '0.0.0.0/0' })).toBe('*Match*\n```\nport  22\nfrom  0.0.0.0/0\n```'));
});

it('says where the whole record is', () =>
  expect(textsOf(slackMessage(anAlert(), aTag()), 'context')).toEqual([
    'Whole record: event event-1 in s3://my-trail/AWSLogs/1.json.gz · Alert a1b2c3d4',
  ]));

it('links to nothing but the console and the runbook', () => {
  const message = slackMessage(anAlert({ rule: { runbookUrl: 'https://wiki.example/a|b>c?d&e' } }), aTag());
  expect(textsOf(message, 'section')).toContain(
    '<https://wiki.example/a%7Cb%3Ec?d&amp;e|Open the runbook>   ·   <https://us-east-1.console.aws.amazon.com/cloudtrailv2/home?region=us-east-1#/events/event-1|Open the event in the console>',
  );
});

it.each([
  ['critical', '#a30200'],
  ['high', '#e8590c'],
  ['medium', '#ecb22e'],
  ['low', '#1d9bd1'],
  ['info', '#8d8d8d'],
] as const)('says %s in its colour and its words', (severity, color) => {
  const message = slackMessage(anAlert({ rule: { severity } }), aTag());
  expect(message.attachments).toMatchObject([{ color }]);
  expect(textsOf(message, 'header')).toEqual([`${severity.toUpperCase()} · Access key created`]);
  expect(message.text).toBe(
    `${severity.toUpperCase()} · Access key created · \`CreateAccessKey (iam.amazonaws.com)\` · \`succeeded\` · \`alice (IAM user)\` · a1b2c3d4`,
  );
});

// Ten times as long on a busy machine.
it('is accepted by a Slack stricter than the real one, whatever the alert holds', {
  timeout: 120_000,
}, () => {
  const anything = fc.string({ unit: 'binary', maxLength: 6000 });
  const long = fc.oneof(
    anything,
    fc
      .constantFrom('&', '<', '`', '"', '\\', '\n', '\ud800', '\u202e', '😀')
      .map((text) => text.repeat(100_000)),
  );
  const aName = anything.filter((name) => name.trim() !== '');
  fc.assert(
    fc.property(
      aName,
      anything,
      long,
      fc.jsonValue(),
      fc.constantFrom(...kinds),
      (name, description, text, match, kind) => {
        const record = aRecord({
          ...Object.fromEntries(
            [
              'eventName',
              'errorMessage',
              'errorCode',
              'awsRegion',
              'sourceIPAddress',
              'userAgent',
              'eventID',
            ].map((key) => [key, text]),
          ),
          userIdentity: { type: 'AssumedRole', arn: text, accessKeyId: text },
          requestParameters: { [text]: text, list: Array.from({ length: 500 }, () => text.slice(0, 200)) },
        });
        const rule = aRule({
          name,
          description,
          author: text,
          references: [text],
          runbookUrl: `https://wiki.example/${text}`,
        });
        const message = slackMessage(
          kind(anAlert({ rule, record, output: match as JsonObject, logFile: `s3://${text}` })),
          aTag({ note: text }),
        );
        expect(refusalOf(JSON.parse(JSON.stringify(message)))).toBeUndefined();
        expect(signalsOf(message)).toMatchObject({ mentions: [], unescaped: [], autoParsed: [] });
        expect(String(message.text).length).toBeLessThan(4000);
        expect(
          String(plainSlackMessage(kind(anAlert({ rule, record, output: match as JsonObject })), aTag()).text)
            .length,
        ).toBeLessThan(6000);
      },
    ),
    { numRuns: 100 },
  );
});

const kinds: readonly ((alert: MatchAlert) => Alert)[] = [
  (alert) => alert,
  (alert) => aRoundup(...Array.from({ length: 30 }, () => alert)),
  ({ rule, record, output }) =>
    aFailureAlert(aRuleFailure({ rule, record, message: JSON.stringify(output) })),
  ({ rule, record }) => aBurst([record, { ...record, eventID: '2' }], { rule }),
];
