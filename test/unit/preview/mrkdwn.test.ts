import { expect, it } from 'vitest';
import { mrkdwn, plain } from '../../../src/preview/mrkdwn.ts';

it.each([
  ['bold', '*Who* she', '<strong>Who</strong> she'],
  ['italics, strike', '_a b_ ~c~', '<em>a b</em> <s>c</s>'],
  ['bold in italics', '_a *b*_', '<em>a <strong>b</strong></em>'],
  ['no marks inside words', 'a_b_c 2*3*4', 'a_b_c 2*3*4'],
  ['code, in which nothing is formatted', '`*a* &lt;b&gt;`', '<code>*a* &#60;b&#62;</code>'],
  ['a block of code', '```\na\n  b\n```', '<pre tabindex="0">a\n  b</pre>'],
  ['lines', 'a\nb', 'a<br>b'],
  [
    'a link',
    '<https://example.com/?a=1&amp;b=2|here>',
    '<a href="https://example.com/?a=1&#38;b=2" title="https://example.com/?a=1&#38;b=2" rel="noreferrer" target="_blank">here</a>',
  ],
  ['a link that leads elsewhere, as text', '<javascript:alert(1)|here>', 'here'],
  [
    'what mentions everybody',
    '<!channel> <@U1>',
    '<span class="mention">@channel</span> <span class="mention">@U1</span>',
  ],
  [
    'a time',
    '<!date^1763629331^{date_short_pretty} {time_secs}|2025-11-20T09:02:11Z>',
    '<time title="2025-11-20T09:02:11Z">Nov 20, 2025 9:02:11 AM</time>',
  ],
  ['what is no time', '<!date^99999999999999999^{time}|never>', 'never'],
  ['emoji', ':red_circle: :nosuch:', '🔴 :nosuch:'],
  ['entities once', '&amp;lt;script&amp;gt; "', '&#38;lt;script&#38;gt; &#34;'],
])('shows %s', (_, text, shown) => expect(mrkdwn(text).replaceAll('\u202f', ' ')).toBe(shown));

it('nothing in plain text is formatted', () =>
  expect(plain('*a* `b` <!channel> &lt;i&gt;')).toBe('*a* `b` &#60;!channel&#62; &#60;i&#62;'));
