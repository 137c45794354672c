import { describe, expect, it } from 'vitest';
import { teamsMessage } from '../../../src/destinations/teams/message.ts';
import { previewPage } from '../../../src/preview/page.ts';
import type { Preview } from '../../../src/preview/previews.ts';
import type { Recorded } from '../../../src/preview/record.ts';
import { anAlert, aRecord, aTag } from '../../support/builders.ts';

const pageOf = (recorded: Recorded, more: Partial<Preview> = {}): string =>
  previewPage([
    [
      {
        rule: 'R',
        severity: 'high',
        title: 'Title',
        destination: { id: 'D', type: 'T' },
        sent: [recorded],
        ...more,
      },
    ],
  ]);

const posted = (body: Extract<Recorded, { kind: 'http' }>['body']): Recorded => ({
  kind: 'http',
  method: 'POST',
  url: 'https://example.com/(secret)',
  headers: {},
  body,
});

const mail = (html?: string): Recorded => ({
  kind: 'aws',
  operation: 'SendEmail',
  input: {
    FromEmailAddress: 'a@example.com',
    Destination: { ToAddresses: ['b@example.com'] },
    Content: {
      Simple: {
        Subject: { Data: 'S' },
        Body: { Text: { Data: 'the text' }, ...(html !== undefined && { Html: { Data: html } }) },
      },
    },
  },
});

it('loads nothing and runs no script', () => {
  const page = pageOf(posted({ text: 'x', unfurl_links: false }));
  expect(page).toContain(`content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'`);
  expect(page).not.toMatch(/<script|\son\w+=|\ssrc=|url\(/);
});

it('shows the blocks of Slack in the colour of the message, with fields in two columns', () => {
  const blocks = [
    { type: 'header', text: { type: 'plain_text', text: 'H' } },
    { type: 'section', fields: [{ type: 'mrkdwn', text: '*Who*\n`me`' }] },
    { type: 'context', elements: [{ type: 'mrkdwn', text: 'C' }] },
    {
      type: 'actions',
      elements: [{ type: 'button', text: { type: 'plain_text', text: 'Open' }, url: 'https://example.com/' }],
    },
    { type: 'video', title: 'unknown here' },
  ];
  const page = pageOf(posted({ text: 'Push `me`', attachments: [{ color: '#b3261e', blocks }] }));
  expect(page).toContain('<div class="attachment" style="border-color:#b3261e"><h4>H</h4>');
  expect(page).toContain(
    '<div class="fields"><div class="text"><strong>Who</strong><br><code>me</code></div></div>',
  );
  expect(page).toContain('<p class="context">C</p>');
  expect(page).toMatch(/<a href="https:\/\/example\.com\/"[^>]*><span class="button">Open<\/span><\/a>/);
  expect(page).toContain('unknown here');
  expect(page).toContain('<span>Notification</span> Push me');
});

it('shows the card of a message to Teams: its text in colours, its facts without escapes, its links as buttons', () => {
  const page = pageOf(
    posted(
      JSON.parse(
        teamsMessage(
          anAlert({
            rule: { severity: 'high', runbookUrl: 'https://wiki.example.com/keys' },
            record: aRecord({ userAgent: 'a_b <i> [x](https://evil.example)' }),
          }),
          aTag(),
        ),
      ),
    ),
  );
  expect(page).toContain(
    '<div class="container attention"><div class="text"><span class="bolder attention">HIGH</span>',
  );
  expect(page).toContain('alice (IAM user) created an access key</span>');
  expect(page).toMatch(/<dt>From<\/dt><dd>203\.0\.113\.7 \(&#34;a_b &#60;i&#62; \[x\]\(https:/);
  expect(page).toMatch(
    /<a href="https:\/\/wiki\.example\.com\/keys"[^>]*><span class="button">Runbook<\/span><\/a>/,
  );
  expect(page).toContain('<span>Notification</span> HIGH · Access key created · alice');
  expect(page).not.toContain('class="slack"');
});

it('shows elements of a card that it does not know as JSON, and no class that is not a word', () => {
  const content = {
    type: 'AdaptiveCard',
    body: [{ type: 'Video' }, 5, { type: 'Container', style: '"><b>', items: [] }],
    actions: [null],
  };
  const page = pageOf(posted({ attachments: [{ content }] }));
  expect(page).toContain('&#34;type&#34;: &#34;Video&#34;');
  expect(page).toContain('<div class="container "></div>');
});

it('a colour is nothing but a colour', () =>
  expect(pageOf(posted({ attachments: [{ color: 'red;background:url(x)' }] }))).toContain(
    'style="border-color:#ddd"',
  ));

it('shows a mail in a frame that runs nothing, with its headers', () => {
  const page = pageOf(mail('<p title="x">Hi</p>'));
  expect(page).toContain('<dt>To</dt><dd>b@example.com</dd>');
  expect(page).toContain(
    '<iframe sandbox title="The mail as HTML" srcdoc="&#60;p title=&#34;x&#34;&#62;Hi&#60;/p&#62;"></iframe>',
  );
});

it('shows the text of a mail without HTML', () =>
  expect(pageOf(mail())).toContain('<pre class="mail" tabindex="0">the text</pre>'));

it('shows the message of a topic as the JSON that it is', () =>
  expect(
    pageOf({ kind: 'aws', operation: 'Publish', input: { TopicArn: 't', Message: '{"name":"R"}' } }),
  ).toContain('<pre tabindex="0">{\n  &#34;name&#34;: &#34;R&#34;\n}</pre>'));

describe('no text of a record is markup', () => {
  const hostile = `</pre></iframe></title><script>alert(1)</script>"'><img src=x onerror=alert(1)>\ud800`;
  it.each([
    ['in a text for Slack', posted({ text: hostile, unfurl_links: false })],
    [
      'in blocks',
      posted({
        text: '',
        blocks: ['header', 'section', 'context', hostile].map((type) => ({
          type,
          text: { type: 'mrkdwn', text: hostile },
          fields: [{ type: 'plain_text', text: hostile }],
          elements: [
            { type: 'mrkdwn', text: hostile },
            {
              type: 'button',
              style: hostile,
              text: { type: 'plain_text', text: hostile },
              url: `https://example.com/${hostile}`,
            },
          ],
        })),
      }),
    ],
    ['in attachments', posted({ attachments: [{ color: hostile, title: hostile, text: hostile }] })],
    ['in other JSON', posted({ [hostile]: hostile })],
    ['in a mail', mail(hostile)],
    ['in a message', { kind: 'aws', operation: hostile, input: { [hostile]: hostile } }],
  ] satisfies [string, Recorded][])('%s', (_, recorded) => {
    const page = pageOf(recorded, { title: hostile, destination: { id: hostile, type: hostile } });
    expect(page).not.toMatch(/<script|<img|<\/iframe><\/title>/);
    expect(page.isWellFormed()).toBe(true);
  });
});
