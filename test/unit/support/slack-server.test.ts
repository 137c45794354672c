import { expect, test } from 'vitest';
import { fault } from '../../support/faults.ts';
import { slackError } from '../../support/slack/errors.ts';
import { type SlackOptions, startSlack } from '../../support/slack-server.ts';

const start = async (options?: SlackOptions) => {
  const slack = await startSlack(options);
  const post = async (payload: unknown, url = slack.webhookUrl) => {
    const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };
  return { slack, post, [Symbol.asyncDispose]: slack.close };
};

test('a message is posted, and the answer is ok', async () => {
  await using fake = await start({ clock: () => 7 });
  const payload = { text: 'Tom &amp; &lt;Jerry&gt;', unfurl_links: false, blocks: [{ type: 'divider' }] };
  const { status, text, headers } = await fake.post(payload);
  expect([status, text, headers.get('content-type')]).toEqual([200, 'ok', 'text/html']);
  expect(fake.slack.posted).toEqual([
    {
      at: 7,
      webhook: new URL(fake.slack.webhookUrl).pathname,
      userAgent: 'node',
      payload,
      truncated: false,
      ignored: [],
      mentions: [],
      links: [],
      unescaped: [],
      autoParsed: [],
    },
  ]);
});

test('a webhook that does not exist is no service, and a wrong secret is no token', async () => {
  await using fake = await start();
  const other = fake.slack.webhookUrl.replace('T00000001', 'T00000002');
  expect(await fake.post({ text: 'x' }, other)).toMatchObject({ status: 404, text: 'no_service' });
  expect(await fake.post({ text: 'x' }, `${fake.slack.webhookUrl}x`)).toMatchObject({
    status: 403,
    text: 'invalid_token',
  });
});

test('only JSON is understood', async () => {
  await using fake = await start();
  const send = (body: string | Uint8Array<ArrayBuffer>, type = 'application/json') =>
    fetch(fake.slack.webhookUrl, { method: 'POST', body, headers: { 'content-type': type } }).then(
      async (answer) => [answer.status, await answer.text()],
    );
  const refused = [400, 'invalid_payload'];
  expect(await send('{"text":"x"}', 'text/plain')).toEqual(refused);
  expect(await send('payload=%7B%22text%22%3A%22x%22%7D', 'application/x-www-form-urlencoded')).toEqual(
    refused,
  );
  expect(await send('{"text":"x"')).toEqual(refused);
  expect(await send('["x"]')).toEqual(refused);
  expect(await send('{"text":"\\ud800"}')).toEqual(refused);
  expect(await send(new Uint8Array([0x22, 0xff, 0x22]))).toEqual(refused);
  expect(await send('{"text":"x"}', 'application/json; charset=utf-8')).toEqual([200, 'ok']);
});

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string) => ({ type: 'section', text: mrkdwn(text) });
const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
const xs = (count: number): string => 'x'.repeat(count);
const blocks = (...all: unknown[]) => ({ text: 'x', blocks: all });
const button = { type: 'button', text: plain('Open'), url: 'https://console.aws.amazon.com/' };
const rich = (...elements: unknown[]) => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});
const table = (rows: unknown) => ({ type: 'table', rows });
const cell = { type: 'raw_text', text: 'x' };

test.each<[string, unknown]>([
  ['text alone', { text: 'x' }],
  ['blocks alone', { blocks: [section('x')] }],
  [
    'an attachment alone',
    {
      attachments: [
        { fallback: 'x', color: 'danger', fields: [{ title: 't', value: 'v', short: true }], ts: 1 },
      ],
    },
  ],
  ['50 blocks', blocks(...times(50, section('x')))],
  ['a header of 150', blocks({ type: 'header', text: plain(xs(150)) })],
  ['a section of 3,000', blocks(section(xs(3000)))],
  ['ten fields', blocks({ type: 'section', fields: times(10, mrkdwn(xs(200))) })],
  ['a field of 2,000', blocks({ type: 'section', fields: [plain(xs(2000))] })],
  ['ten elements of context', blocks({ type: 'context', elements: times(10, mrkdwn('x')) })],
  ['a button', blocks({ type: 'actions', elements: [button] }, { ...section('x'), accessory: button })],
  ['an image', blocks({ type: 'image', image_url: 'https://example.com/a.png', alt_text: 'x' })],
  ['Markdown of 12,000', blocks({ type: 'markdown', text: xs(12_000) })],
  ['rich text', blocks(rich({ type: 'text', text: 'x', style: { code: true } }))],
  ['a table', blocks(table(times(100, [cell])))],
  ['blocks of 10,000', blocks(...times(3, section(xs(3000))), section(xs(1000)))],
  ['100 attachments', { attachments: times(100, { text: 'x' }) }],
  ['blocks in an attachment', { attachments: [{ color: '#ff0000', blocks: [section('x')] }] }],
])('%s is posted', async (_, payload) => {
  await using fake = await start();
  expect(await fake.post(payload)).toMatchObject({ status: 200, text: 'ok' });
  expect(fake.slack.posted).toHaveLength(1);
});

test.each<[string, string, unknown]>([
  ['nothing', 'no_text', {}],
  ['an empty text', 'no_text', { text: '' }],
  ['a blank text and no blocks', 'no_text', { text: ' \n', blocks: [] }],
  ['a text that is no text', 'invalid_payload', { text: 1 }],
  [
    'an attachment that shows nothing',
    'missing_text_or_fallback_or_attachments',
    { attachments: [{ color: 'good', text: ' ' }] },
  ],
  ['blocks that are no array', 'invalid_blocks_format', { text: 'x', blocks: {} }],
  ['51 blocks', 'invalid_blocks', blocks(...times(51, section('x')))],
  ['a block of an unknown type', 'invalid_blocks', blocks({ type: 'secton', text: mrkdwn('x') })],
  ['a block with an unknown field', 'invalid_blocks', blocks({ ...section('x'), color: 'red' })],
  [
    'a text object with an unknown field',
    'invalid_blocks',
    blocks({ type: 'section', text: { ...plain('x'), verbatim: true } }),
  ],
  ['a header of 151', 'invalid_blocks', blocks({ type: 'header', text: plain(xs(151)) })],
  ['a header in mrkdwn', 'invalid_blocks', blocks({ type: 'header', text: mrkdwn('x') })],
  ['an empty header', 'invalid_blocks', blocks({ type: 'header', text: plain('') })],
  ['an empty section', 'invalid_blocks', blocks(section(''))],
  ['a section with nothing in it', 'invalid_blocks', blocks({ type: 'section' })],
  ['a section of 3,001', 'invalid_blocks', blocks(section(xs(3001)))],
  ['eleven fields', 'invalid_blocks', blocks({ type: 'section', fields: times(11, mrkdwn('x')) })],
  ['no fields', 'invalid_blocks', blocks({ type: 'section', fields: [] })],
  ['a field of 2,001', 'invalid_blocks', blocks({ type: 'section', fields: [mrkdwn(xs(2001))] })],
  ['an empty field', 'invalid_blocks', blocks({ type: 'section', fields: [mrkdwn('')] })],
  [
    'eleven elements of context',
    'invalid_blocks',
    blocks({ type: 'context', elements: times(11, mrkdwn('x')) }),
  ],
  ['context of 3,001', 'invalid_blocks', blocks({ type: 'context', elements: [mrkdwn(xs(3001))] })],
  [
    'a button that runs a script',
    'invalid_blocks',
    blocks({ type: 'actions', elements: [{ ...button, url: 'javascript:alert(1)' }] }),
  ],
  [
    'a button of 76',
    'invalid_blocks',
    blocks({ type: 'actions', elements: [{ ...button, text: plain(xs(76)) }] }),
  ],
  ['a block id of 256', 'invalid_blocks', blocks({ ...section('x'), block_id: xs(256) })],
  ['a block id twice', 'invalid_blocks', blocks(...times(2, { ...section('x'), block_id: 'a' }))],
  ['Markdown of 12,001', 'invalid_blocks', blocks({ type: 'markdown', text: xs(12_001) })],
  [
    'Markdown of 12,001 in two blocks',
    'invalid_blocks',
    blocks({ type: 'markdown', text: xs(12_000) }, { type: 'markdown', text: 'x' }),
  ],
  ['a table of 101 rows', 'invalid_blocks', blocks(table(times(101, [cell])))],
  ['a table of 21 columns', 'invalid_blocks', blocks(table([times(21, cell)]))],
  ['two tables', 'invalid_attachments', blocks(...times(2, table([[cell]])))],
  ['blocks of 10,001', 'msg_blocks_too_long', blocks(...times(3, section(xs(3000))), section(xs(1001)))],
  [
    'blocks of 10,000 and a divider',
    'msg_blocks_too_long',
    blocks(...times(3, section(xs(3000))), section(xs(1000)), { type: 'divider' }),
  ],
  ['101 attachments', 'too_many_attachments', { attachments: times(101, { text: 'x' }) }],
  [
    'an attachment with an unknown field',
    'invalid_attachments',
    { attachments: [{ text: 'x', texts: 'y' }] },
  ],
  [
    'an attachment whose link runs a script',
    'invalid_attachments',
    { attachments: [{ title: 'x', title_link: 'javascript:alert(1)' }] },
  ],
  [
    'an attachment with blocks and a footer',
    'invalid_attachments',
    { attachments: [{ blocks: [section('x')], footer: 'x' }] },
  ],
  ['a footer of 301', 'invalid_attachments', { attachments: [{ text: 'x', footer: xs(301) }] }],
  [
    '51 blocks with those of attachments',
    'invalid_attachments',
    { blocks: times(26, section('x')), attachments: [{ blocks: times(25, section('x')) }] },
  ],
])('%s is refused as %s', async (_, error, payload) => {
  await using fake = await start();
  expect(await fake.post(payload)).toMatchObject({ status: 400, text: error });
  expect(fake.slack.posted).toEqual([]);
  expect(fake.slack.refused).toMatchObject([{ error, payload }]);
});

test.each<[string, string, unknown, object]>([
  [
    'a ping of everybody',
    'mentions',
    { text: '<!channel> <!here|x> <!everyone>' },
    { at: '/text', found: '<!here|x>' },
  ],
  [
    'a ping of somebody',
    'mentions',
    blocks(section('<@U123> <!subteam^S1>')),
    { at: '/blocks/0/text/text', found: '<@U123>' },
  ],
  [
    'a ping in a field',
    'mentions',
    blocks({ type: 'section', fields: [mrkdwn('<!channel>')] }),
    { at: '/blocks/0/fields/0/text', found: '<!channel>' },
  ],
  [
    'a ping in plain text',
    'mentions',
    blocks({ type: 'header', text: plain('<!channel>') }),
    { at: '/blocks/0/text/text' },
  ],
  ['a ping behind a bracket', 'mentions', { text: '<a<!channel>' }, { found: '<!channel>' }],
  ['a ping in Markdown', 'mentions', blocks({ type: 'markdown', text: '<@U1>' }), { at: '/blocks/0/text' }],
  [
    'a ping in an attachment',
    'mentions',
    { attachments: [{ fields: [{ title: 't', value: '<!here>' }] }] },
    { at: '/attachments/0/fields/0/value' },
  ],
  [
    'a ping in rich text',
    'mentions',
    blocks(rich({ type: 'broadcast', range: 'here' })),
    { at: '/blocks/0/elements/0/elements/0' },
  ],
  [
    'a name that pings when names are linked',
    'mentions',
    { text: '@tom', link_names: true },
    { found: '@tom' },
  ],
  [
    'a fake link',
    'links',
    { text: 'see <https://evil.example|Console>' },
    { at: '/text', found: '<https://evil.example|Console>' },
  ],
  ['a mail link', 'links', { text: '<mailto:x@evil.example|me>' }, { found: '<mailto:x@evil.example|me>' }],
  ['a channel', 'links', { text: '<#C123>' }, { found: '<#C123>' }],
  [
    'a Markdown link',
    'links',
    blocks({ type: 'markdown', text: '[x](https://evil.example)' }),
    { found: '[x](https://evil.example)' },
  ],
  ['a bare ampersand', 'unescaped', { text: 'a & b &amp; &copy;' }, { at: '/text', found: '&' }],
  [
    'an open bracket',
    'unescaped',
    blocks({ type: 'context', elements: [plain('a < b')] }),
    { at: '/blocks/0/elements/0/text', found: '<' },
  ],
  ['an unknown sequence', 'unescaped', { text: '<b>' }, { found: '>' }],
  [
    'a bare URL',
    'autoParsed',
    blocks(section('go to https://evil.example/x now')),
    { found: 'https://evil.example/x' },
  ],
  ['a bare @channel', 'autoParsed', { text: 'hi @channel' }, { found: '@channel' }],
])('%s is noticed', async (_, list, payload, signal) => {
  await using fake = await start();
  expect(await fake.post(payload)).toMatchObject({ status: 200 });
  expect(fake.slack.posted[0]).toMatchObject({
    [list]: expect.arrayContaining([expect.objectContaining(signal)]),
  });
});

test.each<[string, unknown]>([
  ['escaped text', { text: '&lt;!channel&gt; &amp; &lt;https://x|y&gt;', parse: 'none' }],
  ['a quoted line', { text: 'he said\n> nothing\n>>> at all' }],
  ['a date', { text: '<!date^1392734382^{date}|2014>' }],
  ['a verbatim URL', blocks({ type: 'section', text: { ...mrkdwn('https://x.example'), verbatim: true } })],
  ['plain text with a URL', blocks({ type: 'section', text: plain('https://x.example') })],
  [
    'literal text',
    blocks(rich({ type: 'text', text: '<!channel> & <b>' }), table([[{ type: 'raw_text', text: '<@U1>' }]])),
  ],
])('%s does nothing but show', async (_, payload) => {
  await using fake = await start();
  expect(await fake.post(payload)).toMatchObject({ status: 200 });
  expect(fake.slack.posted).toMatchObject([{ mentions: [], links: [], unescaped: [], autoParsed: [] }]);
});

test('a text beyond 40,000 characters is cut, and a sender name taken no notice of', async () => {
  await using fake = await start();
  await fake.post({ text: xs(40_001), username: 'me', icon_emoji: ':x:' });
  expect(fake.slack.posted).toMatchObject([{ truncated: true, ignored: ['username', 'icon_emoji'] }]);
});

test('a burst fills the bucket of a webhook, and time empties it', async () => {
  let now = 1_000_000;
  const webhooks = ['/services/T1/B1/a', '/services/T1/B2/b'];
  await using fake = await start({ webhooks, rate: { burst: 3 }, clock: () => now });
  const burst = async (count: number) => {
    const answers = await Promise.all(times(count, { text: 'x' }).map((payload) => fake.post(payload)));
    return answers.map(({ status, headers }) => [status, headers.get('retry-after')]);
  };
  const ok = [200, null];
  expect((await burst(4)).sort()).toEqual([ok, ok, ok, [429, '1']]);
  expect(await fake.post({ text: 'x' }, fake.slack.url + webhooks[1])).toMatchObject({ status: 200 });
  now += 999;
  expect(await burst(1)).toEqual([[429, '1']]);
  now += 1;
  expect(await burst(1)).toEqual([ok]);
  expect(fake.slack.timestamps('/services/T1/B1/a')).toEqual([1_000_000, 1_000_000, 1_000_000, 1_001_000]);
});

test('a webhook takes 25 at once, or any number when asked', async () => {
  await using usual = await start({ clock: () => 0 });
  await using unlimited = await start({ rate: 'unlimited', clock: () => 0 });
  for (const [fake, expected] of [
    [usual, 25],
    [unlimited, 30],
  ] as const) {
    await Promise.all(times(30, { text: 'x' }).map((payload) => fake.post(payload)));
    expect(fake.slack.posted).toHaveLength(expected);
  }
});

test.each([
  ['action_prohibited', 403],
  ['channel_not_found', 404],
  ['channel_is_archived', 410],
  ['rollup_error', 500],
] as const)('%s can be injected', async (code, status) => {
  await using fake = await start();
  fake.slack.faults.next(fault.answer(slackError(code)));
  expect(await fake.post({ text: 'x' })).toMatchObject({ status, text: code });
  expect(fake.slack.posted).toEqual([]);
});
